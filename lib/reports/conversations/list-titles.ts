import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { botHandOffs } from "@/lib/metrics/hand-off-facts";
import { summaryOf } from "@/lib/reports/conversation/brief-summary";
import { idsOfConversations } from "@/lib/store/conversation-ids";
import type { Database } from "@/lib/store/database";
import { readRecords } from "@/lib/store/record-log";
import type { ConversationsPage } from "./list-conversations";
import { titleKey } from "./prepare-conversations";

/**
 * What the conversations of a page of a list were about, by {@link titleKey}: the source's own summary of the first
 * hand-off. One without a summary has no title: what could be put together by rule stands in the other columns already.
 */
export async function readTitles(
  { pool }: Pick<Database, "pool">,
  { rows }: ConversationsPage,
): Promise<ReadonlyMap<string, string>> {
  const known = await idsOfConversations(
    pool,
    rows.filter((row) => row.handedOff),
  );
  const logs = await readRecords(
    pool,
    known.map(({ id }) => id),
  );
  return new Map(
    known.flatMap(({ id, of }): [string, string][] => {
      const facts = new ConversationState(of.source, of.conversationId, logs.get(id)).facts();
      const { text, rule } = summaryOf(facts, [], botHandOffs(facts)[0]);
      return rule === null ? [[titleKey(of), text]] : [];
    }),
  );
}
