import { z } from "zod";
import { conversationJson } from "@/lib/reports/conversation/facts-json";
import { readConversation } from "@/lib/reports/conversation/read-conversation";
import { database } from "@/lib/store/database";
import { declareRoute, jsonResponse } from "../route";

/** `GET /api/v1/conversations/{source}/{id}`. */
export const getConversation = declareRoute({
  method: "GET",
  path: "/api/v1/conversations/{source}/{id}",
  summary: "One conversation with its hand-offs, surveys, ratings and messages",
  description: "All text is redacted. Single ratings are shown to their authors and to API keys only.",
  action: "view_conversations",
  params: z.object({ source: z.string(), id: z.string() }),
  output: z.looseObject({ source: z.string(), conversationId: z.string() }).meta({ id: "Conversation" }),
  async handler({ actor, params }) {
    return jsonResponse(
      conversationJson(await readConversation(database(), actor, params.source, params.id)),
    );
  },
});
