import { Readable } from "node:stream";
import { z } from "zod";
import { processKeyring } from "@/lib/ingest/commit/services";
import { readImportStatus, readRefusedPage, refusedRecords } from "@/lib/reports/data/read-import";
import { readListCursor, writeListCursor } from "@/lib/reports/workspace/list-cursor";
import { database } from "@/lib/store/database";
import { PAGE_PARAMETERS } from "../page-parameters";
import { declareRoute, jsonResponse } from "../route";

const POSITION = z.tuple([z.int().min(0)]);

/** `GET /api/v1/imports/{id}/rejections`: ready to be mended and sent again. */
export const getRejections = declareRoute({
  method: "GET",
  path: "/api/v1/imports/{id}/rejections",
  summary: "The refused records of an import",
  description:
    "As NDJSON, each record as it was sent, with its error under `rejection`, which a second try ignores. What was no JSON object stands under `input`. With `format=json` page by page.",
  action: "view_refused_input",
  params: z.object({ id: z.string() }),
  query: z.object({
    format: z.enum(["ndjson", "json"]).default("ndjson").describe("json: pages of rows, with next"),
    ...PAGE_PARAMETERS,
  }),
  output: z.object({
    rows: z.array(z.looseObject({ rejection: z.looseObject({ line: z.int(), code: z.string() }) })),
    next: z.string().nullable(),
  }),
  answers: {
    200: { description: "One refused record a line, or a page", content: { "application/x-ndjson": null } },
  },
  async handler({ actor, params, query }) {
    if (query.format === "json") {
      const [after] = readListCursor(query.cursor, POSITION) ?? [0];
      const page = await readRefusedPage(database(), actor, await processKeyring(), params.id, {
        after,
        limit: query.limit,
      });
      return jsonResponse({
        rows: page.rows,
        next: page.next === null ? null : writeListCursor([page.next]),
      });
    }
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
