import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { redoImport as redo, undoImport as undo } from "@/lib/reports/erasure/undo-import";
import { type Database, database } from "@/lib/store/database";
import type { ImportSummary } from "@/lib/store/read-imports";
import { declareRoute, jsonResponse } from "../route";
import { importSchema } from "./get-import";

const params = z.object({ id: z.string() });
const answers = {
  202: {
    description: "It has begun and goes on by itself: ask GET /api/v1/imports/{id} how far it is",
    content: { "application/json": importSchema },
  },
  409: { description: "Not possible as things are: the import is under way, or was undone already" },
} as const;

async function answer(
  work: (db: Database, actor: Actor, id: string) => Promise<ImportSummary>,
  actor: Actor,
  id: string,
): Promise<Response> {
  const summary = await work(database(), actor, id);
  const isUnderWay = summary.state === "undoing" || summary.state === "redoing";
  return jsonResponse(summary, { status: isUnderWay ? 202 : 200 });
}

/** `POST /api/v1/imports/{id}/undo`. */
export const undoImport = declareRoute({
  method: "POST",
  path: "/api/v1/imports/{id}/undo",
  summary: "Take a whole import back",
  description:
    "Its records leave the log, and the numbers are what they would be without it, also where later imports said something about the same conversations. It can be put back for as long as refused input is kept.",
  action: "manage_data",
  params,
  output: importSchema,
  answers,
  handler: ({ actor, params: { id } }) => answer(undo, actor, id),
});

/** `DELETE /api/v1/imports/{id}`: the same. */
export const deleteImport = declareRoute({
  method: "DELETE",
  path: "/api/v1/imports/{id}",
  summary: "Take a whole import back (the same as POST …/undo)",
  action: "manage_data",
  params,
  output: importSchema,
  answers,
  handler: ({ actor, params: { id } }) => answer(undo, actor, id),
});

/** `POST /api/v1/imports/{id}/redo`. */
export const redoImport = declareRoute({
  method: "POST",
  path: "/api/v1/imports/{id}/redo",
  summary: "Put an import back that was undone",
  action: "manage_data",
  params,
  output: importSchema,
  answers,
  handler: ({ actor, params: { id } }) => answer(redo, actor, id),
});
