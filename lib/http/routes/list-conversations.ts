import { z } from "zod";
import { listConversations as list } from "@/lib/reports/conversations/list-conversations";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { conversationsQuery } from "../report-query";
import { declareRoute } from "../route";

const nullableText = z.string().nullable();

const rowSchema = z
  .object({
    source: z.string(),
    conversationId: z.string(),
    startedAt: z.string(),
    bot: nullableText,
    botVersion: nullableText,
    channel: nullableText,
    language: nullableText,
    queryType: nullableText,
    reason: nullableText,
    reasonCode: nullableText,
    queue: nullableText,
    eligible: z.boolean(),
    handedOff: z.boolean(),
    abandoned: z.boolean(),
    repeated: z.boolean().nullable().describe("Null = not assessed"),
    csat: z.number().nullable().describe("The counted score on 1–5"),
    count: z.number().nullable().describe("Units of the number that was asked for"),
  })
  .meta({ id: "ListedConversation" });

/** `GET /api/v1/conversations`: the rows behind a number. */
export const listConversations = declareRoute({
  method: "GET",
  path: "/api/v1/conversations",
  summary: "The conversations behind a number, newest first",
  action: "view_conversations",
  query: conversationsQuery,
  output: z.object({ rows: z.array(rowSchema), next: z.string().nullable() }),
  async handler({ actor, query }) {
    const page = await list(database(), actor, await loadWorkspace(database()), query);
    return { rows: [...page.rows], next: page.next };
  },
});
