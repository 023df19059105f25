import type pg from "pg";
import { compareCodePoints } from "@/lib/domain/code-point-order";

/** What identifies a conversation outside, and whether the writer brings the conversation's own record. */
export interface ConversationKey {
  readonly source: string;
  readonly conversationId: string;
  readonly arrives: boolean;
}

/** A locked key row. */
export interface LockedConversation {
  readonly id: string;
  /** Made by this transaction: nothing is known of it yet. */
  readonly isNew: boolean;
}

/** One text for a key, for use in maps. */
export function keyText(key: { readonly source: string; readonly conversationId: string }): string {
  return `${key.source}\u001f${key.conversationId}`;
}

/**
 * Makes or finds the key rows and locks them all until the transaction ends, always in the same order, so that
 * writers of the same conversations wait for each other and never in a circle. `keys` must be distinct.
 * Answers by {@link keyText}.
 */
export async function lockConversations(
  client: pg.PoolClient,
  keys: readonly ConversationKey[],
): Promise<Map<string, LockedConversation>> {
  const sorted = [...keys].sort(
    (a, b) => compareCodePoints(a.source, b.source) || compareCodePoints(a.conversationId, b.conversationId),
  );
  const columns = [
    sorted.map((k) => k.source),
    sorted.map((k) => k.conversationId),
    sorted.map((k) => k.arrives),
  ];
  const locked = new Map<string, LockedConversation>();
  // A row that exists is locked by the conflict and, WHERE false, neither changed nor returned.
  const inserted = await client.query<{ id: string; source: string; external_id: string }>(
    `INSERT INTO conversation AS c (source, external_id, arrived)
     SELECT * FROM unnest($1::text[], $2::text[], $3::boolean[])
     ON CONFLICT (source, external_id) DO UPDATE SET source = c.source WHERE false
     RETURNING id, source, external_id`,
    columns,
  );
  for (const row of inserted.rows) {
    locked.set(keyText({ source: row.source, conversationId: row.external_id }), { id: row.id, isNew: true });
  }
  const known = sorted.filter((key) => !locked.has(keyText(key)));
  if (known.length === 0) return locked;
  const found = await client.query<{ id: string; source: string; external_id: string }>(
    `SELECT id, source, external_id FROM conversation
     WHERE (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))`,
    [known.map((k) => k.source), known.map((k) => k.conversationId)],
  );
  for (const row of found.rows) {
    locked.set(keyText({ source: row.source, conversationId: row.external_id }), {
      id: row.id,
      isNew: false,
    });
  }
  const arriving = known.flatMap((key) => (key.arrives ? (locked.get(keyText(key))?.id ?? []) : []));
  if (arriving.length > 0) {
    await client.query(
      "UPDATE conversation SET arrived = true WHERE id = ANY($1::bigint[]) AND NOT arrived",
      [arriving],
    );
  }
  return locked;
}
