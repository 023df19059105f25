import type pg from "pg";

/** A key row in a walk over all of them. */
export interface WalkedConversation {
  readonly id: string;
  readonly source: string;
  readonly conversationId: string;
  /** What is gone of it: a sum of GONE (locked-conversations.ts). */
  readonly gone: number;
}

/** The key rows after `after` in order of their ids, at most `limit`. */
export async function conversationsAfter(
  client: pg.Pool | pg.PoolClient,
  after: string,
  limit: number,
): Promise<WalkedConversation[]> {
  const { rows } = await client.query<WalkedConversation>(
    `SELECT id, source, external_id AS "conversationId", gone FROM conversation WHERE id > $1 ORDER BY id LIMIT $2`,
    [after, limit],
  );
  return rows;
}

/** The same, locked until the transaction ends, in the order in which every writer locks. */
export async function lockConversationsAfter(
  client: pg.PoolClient,
  after: string,
  limit: number,
): Promise<WalkedConversation[]> {
  const { rows } = await client.query<WalkedConversation>(
    `SELECT id, source, external_id AS "conversationId", gone FROM conversation
     WHERE id IN (SELECT id FROM conversation WHERE id > $1 ORDER BY id LIMIT $2)
     ORDER BY source COLLATE "C", external_id COLLATE "C" FOR UPDATE`,
    [after, limit],
  );
  return rows;
}
