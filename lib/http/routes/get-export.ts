import { Readable } from "node:stream";
import { z } from "zod";
import { isDay } from "@/lib/domain/day";
import { processKeyring } from "@/lib/ingest/commit/services";
import { exportRecords } from "@/lib/ingest/export/export-records";
import { database } from "@/lib/store/database";
import { declareRoute } from "../route";

const day = z.string().refine(isDay, "has to be a day such as 2026-10-12").optional();

/** `GET /api/v1/export`. */
export const getExport = declareRoute({
  method: "GET",
  path: "/api/v1/export",
  summary: "Every record, as it can be imported again",
  description:
    "NDJSON of the contract's records. Customers and captured values are keyed hashes, which are taken again under the same key only; imported so, the records give the same numbers. Streams.",
  action: "export_data",
  query: z.object({
    from: day.describe("Conversations that began on this day or later"),
    to: day.describe("… on this day or earlier"),
  }),
  output: z.unknown(),
  answers: { 200: { description: "One record a line", content: { "application/x-ndjson": null } } },
  async handler({ query }) {
    const pages = exportRecords(database(), await processKeyring(), {
      from: query.from ?? null,
      to: query.to ?? null,
    });
    async function* lines() {
      for await (const page of pages) yield page.lines;
    }
    return new Response(Readable.toWeb(Readable.from(lines(), { objectMode: false })) as ReadableStream, {
      headers: {
        "Content-Type": "application/x-ndjson; charset=utf-8",
        "Content-Disposition": 'attachment; filename="baton-export.ndjson"',
      },
    });
  },
});
