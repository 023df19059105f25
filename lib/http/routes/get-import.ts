import { z } from "zod";
import { readImportList, readImportStatus } from "@/lib/reports/data/read-import";
import { readListCursor, writeListCursor } from "@/lib/reports/workspace/list-cursor";
import { database } from "@/lib/store/database";
import { PAGE_PARAMETERS } from "../page-parameters";
import { declareRoute } from "../route";

const POSITION = z.tuple([z.iso.datetime(), z.uuid()]);

/** An import as the interface shows it. */
export const importSchema = z
  .object({
    id: z.string(),
    label: z.string(),
    via: z.enum(["api", "file", "demo", "rating", "connector"]),
    format: z.string(),
    startedBy: z.string().nullable(),
    state: z.enum(["running", "done", "stopped", "undoing", "undone", "redoing"]),
    startedAt: z.string(),
    finishedAt: z.string().nullable(),
    problem: z.string().nullable().describe("Why it stopped"),
    undoneAt: z.string().nullable().describe("When its undo was asked for"),
    undoneBy: z.string().nullable(),
    received: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    stale: z.int(),
    rejected: z.int(),
    ignoredKeys: z.record(z.string(), z.int()),
  })
  .meta({ id: "Import" });

/** `GET /api/v1/imports/{id}`: what became of an import. */
export const getImport = declareRoute({
  method: "GET",
  path: "/api/v1/imports/{id}",
  summary: "What became of an import",
  action: "view_import",
  params: z.object({ id: z.string() }),
  output: importSchema,
  async handler({ actor, params }) {
    const found = await readImportStatus(database(), actor, params.id);
    return { ...found, ignoredKeys: { ...found.ignoredKeys } };
  },
});

/** `GET /api/v1/imports`: all of them, page by page. */
export const listImports = declareRoute({
  method: "GET",
  path: "/api/v1/imports",
  summary: "The imports, newest first",
  description: "A key sees the imports that it sent itself.",
  action: "view_import",
  query: z.object(PAGE_PARAMETERS),
  output: z.object({ rows: z.array(importSchema), next: z.string().nullable() }),
  async handler({ actor, query }) {
    const position = readListCursor(query.cursor, POSITION);
    const page = await readImportList(database(), actor, {
      after: position && { startedAt: position[0], id: position[1] },
      limit: query.limit,
    });
    return {
      rows: page.rows.map((row) => ({ ...row, ignoredKeys: { ...row.ignoredKeys } })),
      next: page.next && writeListCursor([page.next.startedAt, page.next.id]),
    };
  },
});
