import { parseConversationsAddress } from "@/lib/reports/conversations/conversations-address";
import { type ConversationsQuery, listConversations } from "@/lib/reports/conversations/list-conversations";
import type { Cell, TableDefinition, TableRequest } from "./table";
import { tableFacts } from "./table-facts";

/** Rows that are read at once. */
const PAGE = 2000;

/** The conversations behind a number, all of them: read page by page while the file is written. */
export const CONVERSATIONS_TABLE: TableDefinition = {
  name: "conversations",
  summary: "The conversations behind a number, all of them",
  action: "view_conversations",
  async load(request) {
    const { metric, part, period, filters } = parseConversationsAddress(request.search);
    const query = { metric: metric?.id ?? null, part, period, filters };
    // Asked before the file begins, so that a refusal is an answer and not a broken file.
    const first = await pageOf(request, query, null, 1);
    const { timeZone } = request.workspace;
    return {
      title: "Conversations",
      fileName: `baton-conversations${metric ? `-${metric.id}` : ""}${period ? `-${period.from}-${period.to}` : ""}`,
      facts: [
        ...(metric ? [{ name: "Number", value: `${metric.label}, ${part}` }] : []),
        ...tableFacts(request.workspace, { period, filters, notes: [`Days are those of ${timeZone}.`] }),
      ],
      isLong: true,
      columns: [
        { id: "source", title: "Source", unit: "text" },
        { id: "conversation_id", title: "Conversation", unit: "text" },
        { id: "started_at", title: "Started", unit: "moment" },
        { id: "query_type", title: "Query type", unit: "text" },
        { id: "channel", title: "Channel", unit: "text" },
        { id: "language", title: "Language", unit: "text" },
        { id: "bot", title: "Bot", unit: "text" },
        { id: "bot_version", title: "Version", unit: "text" },
        { id: "eligible", title: "Counts", unit: "yes_no" },
        { id: "handed_off", title: "Handed off", unit: "yes_no" },
        { id: "abandoned", title: "Abandoned", unit: "yes_no" },
        { id: "reason", title: "Reason", unit: "text" },
        { id: "reason_code", title: "Code", unit: "text" },
        { id: "queue", title: "Queue", unit: "text" },
        { id: "repeated", title: "Asked again", unit: "yes_no" },
        { id: "csat", title: "CSAT, 1–5", unit: "score" },
        ...(metric ? [{ id: "count", title: "Counts for", unit: "number" } as const] : []),
      ],
      rows: first.rows.length === 0 ? [] : rowsOf(request, query),
    };
  },
};

type Query = Omit<ConversationsQuery, "cursor" | "limit">;

function pageOf({ db, actor, workspace }: TableRequest, query: Query, cursor: string | null, limit = PAGE) {
  return listConversations(db, actor, workspace, { ...query, cursor, limit });
}

async function* rowsOf(request: TableRequest, query: Query): AsyncGenerator<Cell[]> {
  for (let cursor: string | null = null; ; ) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(request, query, cursor);
    for (const row of page.rows) {
      yield [
        row.source,
        row.conversationId,
        row.startedAt,
        row.queryType,
        row.channel,
        row.language,
        row.bot,
        row.botVersion,
        row.eligible,
        row.handedOff,
        row.abandoned,
        row.reason,
        row.reasonCode,
        row.queue,
        row.repeated,
        row.csat,
        ...(query.metric === null ? [] : [row.count]),
      ];
    }
    if (page.next === null) return;
    cursor = page.next;
  }
}
