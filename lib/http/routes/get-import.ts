import { z } from "zod";
import { readImportStatus } from "@/lib/reports/read-import";
import { database } from "@/lib/store/database";
import { declareRoute } from "../route";

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
