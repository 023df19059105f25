import { z } from "zod";
import { FOUND_KINDS, find as findFor } from "@/lib/reports/find/find";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { declareRoute } from "../route";

const LONGEST = 256;

/** `GET /api/v1/find`: what ⌘K finds. */
export const find = declareRoute({
  method: "GET",
  path: "/api/v1/find",
  summary: "Pages, query types, saved views, metrics and conversations by some letters",
  description: "Only what the caller may open. Conversations are found by the beginning of their id.",
  action: "view_definitions",
  query: z.object({ q: z.string().max(LONGEST).optional().describe("Without letters: the pages") }),
  output: z.object({
    found: z.array(
      z.object({
        kind: z.enum(FOUND_KINDS),
        title: z.string(),
        detail: z.string().nullable(),
        href: z.string(),
      }),
    ),
  }),
  async handler({ actor, query }) {
    const db = database();
    return { found: [...(await findFor(db, actor, await loadWorkspace(db), query.q ?? ""))] };
  },
});
