import type pg from "pg";
import type { WalkedConversation } from "./each-conversation";

/**
 * What is gone of a conversation: bits of `conversation.gone`. `records`: everything, its measure row is final. `erased`:
 * its customer was erased, and its id is still to be removed (tidy-erased.ts).
 */
export const GONE = { transcript: 1, comments: 2, records: 4, erased: 8 } as const;

/** Locks key rows by their ids until the transaction ends, in the order in which every writer locks. */
export async function holdConversations(
  client: pg.PoolClient,
  ids: readonly string[],
): Promise<WalkedConversation[]> {
  const { rows } = await client.query<WalkedConversation>(
    `SELECT id, source, external_id AS "conversationId", gone FROM conversation WHERE id = ANY($1::bigint[])
     ORDER BY source COLLATE "C", external_id COLLATE "C" FOR UPDATE`,
    [ids],
  );
  return rows;
}

/** Sets whether the conversations' own records are there, by the log. */
export async function setArrived(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE conversation AS c SET arrived = now.arrived
     FROM (SELECT id, EXISTS (SELECT FROM record AS r WHERE r.conversation_id = k.id AND r.type = 'conversation') AS arrived
           FROM unnest($1::bigint[]) AS k (id)) AS now
     WHERE c.id = now.id AND c.arrived <> now.arrived`,
    [ids],
  );
}
