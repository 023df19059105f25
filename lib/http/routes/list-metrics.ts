import { z } from "zod";
import { METRICS } from "@/lib/metrics/catalogue";
import { declareRoute } from "../route";

const metricSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    description: z.string(),
    numerator: z.string().describe("In words"),
    denominator: z.string().nullable().describe("In words; null for counts"),
    unit: z.enum(["count", "percent", "score", "seconds"]),
    better: z.enum(["higher", "lower"]).nullable(),
    caveats: z.array(z.string()),
  })
  .meta({ id: "Metric" });

/** `GET /api/v1/metrics`: the catalogue. */
export const listMetrics = declareRoute({
  method: "GET",
  path: "/api/v1/metrics",
  summary: "What every metric means",
  action: "view_definitions",
  output: z.object({ metrics: z.array(metricSchema) }),
  handler: async () => ({
    metrics: METRICS.map(
      ({ id, label, description, numeratorText, denominatorText, unit, better, caveats }) => ({
        id,
        label,
        description,
        numerator: numeratorText,
        denominator: denominatorText,
        unit,
        better,
        caveats: [...caveats],
      }),
    ),
  }),
});
