import { Readable } from "node:stream";
import { z } from "zod";
import { processKeyring } from "@/lib/ingest/services";
import { readImportStatus, refusedRecords } from "@/lib/reports/read-import";
import { database } from "@/lib/store/database";
import { declareRoute } from "../route";

/** `GET /api/v1/imports/{id}/rejections`: ready to be mended and sent again. */
export const getRejections = declareRoute({
  method: "GET",
  path: "/api/v1/imports/{id}/rejections",
  summary: "The refused records of an import",
  description:
    "As NDJSON, each record as it was sent, with its error under `rejection`, which a second try ignores. What was no JSON object stands under `input`.",
  action: "view_refused_input",
  params: z.object({ id: z.string() }),
  output: z.unknown(),
  answers: { 200: { description: "One refused record a line", content: { "application/x-ndjson": null } } },
  async handler({ actor, params }) {
    // Before the answer begins: an error after that could not be told any more.
    await readImportStatus(database(), actor, params.id);
    const lines = refusedRecords(database(), actor, await processKeyring(), params.id);
    return new Response(Readable.toWeb(Readable.from(lines, { objectMode: false })) as ReadableStream, {
      headers: {
        "Content-Type": "application/x-ndjson; charset=utf-8",
        "Content-Disposition": `attachment; filename="refused-${params.id}.ndjson"`,
      },
    });
  },
});
