import { z } from "zod";

const nullableNumber = z.number().nullable();

/** A number with all its parts, as the API sends it. */
export const metricValueSchema = z
  .object({
    value: nullableNumber.describe(
      "Numerator ÷ denominator as a fraction; a score, seconds or a count by the metric's unit",
    ),
    numerator: nullableNumber,
    denominator: nullableNumber,
    interval: z.object({ low: z.number(), high: z.number() }).nullable().describe("95% interval"),
    withheld: z.enum(["no_data", "too_few", "private"]).nullable().describe("Why there is no value"),
    lowVolume: z.boolean().describe("The denominator is below 30"),
  })
  .meta({ id: "MetricValue" });

const metricChangeSchema = z
  .object({ difference: z.number(), low: nullableNumber, high: nullableNumber, signal: z.boolean() })
  .meta({ id: "MetricChange" });

/** The answer of `GET /reports`. */
export const reportSchema = z
  .object({
    period: z.object({
      from: z.string().nullable(),
      to: z.string().nullable(),
      timeZone: z.string(),
      provisional: z.boolean().describe("Late surveys may still change it"),
    }),
    compared: z
      .object({ from: z.string(), to: z.string() })
      .optional()
      .describe("The period that the rows are compared with"),
    asOf: z.string(),
    rows: z.array(
      z.object({
        key: z.record(z.string(), z.string().nullable()),
        values: z.record(z.string(), metricValueSchema),
        previous: z.record(z.string(), metricValueSchema).optional(),
        change: z.record(z.string(), metricChangeSchema.nullable()).optional(),
      }),
    ),
  })
  .meta({ id: "Report" });
