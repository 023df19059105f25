import { parseConversationsAddress } from "@/lib/reports/conversations/conversations-address";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import { filled, moment, number, rowsOfPages, score, text, yesNo } from "./columns";
import type { TableDefinition } from "./table";
import { tableFacts } from "./table-facts";

/** Rows that are read at once. */
const PAGE = 2000;

/** The conversations behind a number, all of them: read page by page while the file is written. */
export const CONVERSATIONS_TABLE: TableDefinition = {
  name: "conversations",
  summary: "The conversations behind a number, all of them",
  action: "view_conversations",
  async load({ db, actor, workspace, search }) {
    const { metric, part, period, filters } = parseConversationsAddress(search);
    const query = { metric: metric?.id ?? null, part, period, filters };
    const pageFrom = (cursor: string | null, limit = PAGE) =>
      listConversations(db, actor, workspace, { ...query, cursor, limit });
    // Asked before the file begins, so that a refusal is an answer and not a broken file.
    const first = await pageFrom(null, 1);
    const notes = [`Days are those of ${workspace.timeZone}.`];
    return {
      title: "Conversations",
      fileName: `baton-conversations${metric ? `-${metric.id}` : ""}${period ? `-${period.from}-${period.to}` : ""}`,
      facts: [
        ...(metric ? [{ name: "Number", value: `${metric.label}, ${part}` }] : []),
        ...tableFacts(workspace, { period, filters, notes }),
      ],
      isLong: true,
      ...filled(first.rows.length === 0 ? [] : rowsOfPages((after: string | null) => pageFrom(after)), [
        text("source", "Source", (row) => row.source),
        text("conversation_id", "Conversation", (row) => row.conversationId),
        moment("started_at", "Started", (row) => row.startedAt),
        text("query_type", "Query type", (row) => row.queryType),
        text("channel", "Channel", (row) => row.channel),
        text("language", "Language", (row) => row.language),
        text("bot", "Bot", (row) => row.bot),
        text("bot_version", "Version", (row) => row.botVersion),
        yesNo("eligible", "Counts", (row) => row.eligible),
        yesNo("handed_off", "Handed off", (row) => row.handedOff),
        yesNo("abandoned", "Abandoned", (row) => row.abandoned),
        text("reason", "Reason", (row) => row.reason),
        text("reason_code", "Code", (row) => row.reasonCode),
        text("queue", "Queue", (row) => row.queue),
        yesNo("repeated", "Asked again", (row) => row.repeated),
        score("csat", "CSAT, 1–5", (row) => row.csat),
        ...(metric ? [number("count", "Counts for", (row: (typeof first.rows)[number]) => row.count)] : []),
      ]),
    };
  },
};
