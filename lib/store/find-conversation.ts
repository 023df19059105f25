import type pg from "pg";

/** The internal id of a conversation by the ids that its source uses; null where nothing of it has arrived. */
export async function findConversation(
  pool: pg.Pool,
  source: string,
  conversationId: string,
): Promise<string | null> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM conversation WHERE source = $1 AND external_id = $2",
    [source, conversationId],
  );
  return rows[0]?.id ?? null;
}
