import { z } from "zod";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import { TABLE_FORMATS } from "@/lib/reports/tables/table-address";
import { tableCsv } from "@/lib/reports/tables/table-csv";
import { TABLES } from "@/lib/reports/tables/table-list";
import { tableXlsx, tableXlsxStream } from "@/lib/reports/tables/table-xlsx";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import type { QueryReader } from "../query";
import { declareRoute } from "../route";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The kind of file; all other parameters are those of the page that shows the table. */
const tableQuery: QueryReader<{
  readonly format: (typeof TABLE_FORMATS)[number];
  readonly search: URLSearchParams;
}> = {
  parameters: [
    {
      name: "format",
      description: "csv unless said otherwise; every other parameter is one of the page that shows the table",
      required: false,
      schema: { type: "string", enum: TABLE_FORMATS },
    },
  ],
  read(search) {
    const text = search.get("format") ?? "csv";
    const format = TABLE_FORMATS.find((known) => known === text);
    if (!format) {
      throw new AppError("invalid_value", `format is one of ${TABLE_FORMATS.join(", ")}.`, {
        parameter: "format",
        allowed: TABLE_FORMATS,
      });
    }
    return { format, search };
  },
};

/** `GET /api/v1/tables/{table}`: the tables of the pages as files. Each takes what its page takes. */
export const getTable = declareRoute({
  method: "GET",
  path: "/api/v1/tables/{table}",
  summary: "A table of a page as CSV or XLSX",
  description: `Text that a spreadsheet would take for a formula gets an apostrophe before it. Tables: ${TABLES.map(({ name, summary }) => `\`${name}\` (${summary})`).join("; ")}.`,
  action: "view_definitions",
  params: z.object({ table: z.string() }),
  query: tableQuery,
  output: z.unknown(),
  answers: { 200: { description: "The file", content: { "text/csv": null, [XLSX]: null } } },
  async handler({ actor, params, query: { format, search } }) {
    const table = TABLES.find(({ name }) => name === params.table);
    if (!table) throw new AppError("not_found", `There is no table ${params.table}.`);
    requirePermission(actor, table.action);
    const db = database();
    const workspace = await loadWorkspace(db);
    const loaded = await table.load({ db, actor, workspace, search });
    const headers = {
      "Content-Type": format === "csv" ? "text/csv; charset=utf-8" : XLSX,
      "Content-Disposition": `attachment; filename="${loaded.fileName}.${format}"`,
    };
    if (format === "csv") return new Response(streamOf(tableCsv(loaded)), { headers });
    if (loaded.isLong) return new Response(tableXlsxStream(loaded), { headers });
    return new Response(new Blob([new Uint8Array(await tableXlsx(loaded))]), { headers });
  },
});

const encoder = new TextEncoder();
/** Lines go out together in chunks of about this many letters. */
const CHUNK = 64 * 1024;

/** Sends lines as they are read, no faster than they are taken. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      let text = "";
      while (text.length < CHUNK) {
        const { value, done } = await lines.next();
        if (done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        text += value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
