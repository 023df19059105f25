import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { unlinkAgents } from "@/lib/store/agent-conversations";
import type { Connection } from "@/lib/store/database";
import type { WalkedConversation } from "@/lib/store/each-conversation";
import { endConversations } from "@/lib/store/end-conversations";
import { readRecords } from "@/lib/store/record-log";

/**
 * Deletes all records of conversations that the transaction holds; their measures stay, final. Answers how many
 * records went.
 */
export async function endHeldConversations(
  client: Connection,
  generations: readonly { readonly id: number }[],
  conversations: readonly WalkedConversation[],
): Promise<number> {
  if (conversations.length === 0) return 0;
  const ids = conversations.map(({ id }) => id);
  const logs = await readRecords(client, ids);
  await unlinkAgents(
    client,
    conversations.flatMap(({ id, source, conversationId }) =>
      [...new ConversationState(source, conversationId, logs.get(id)).agents()].map((agentId) => ({
        source,
        agentId,
        conversation: id,
      })),
    ),
  );
  return endConversations(
    client,
    generations.map((generation) => generation.id),
    ids,
  );
}
