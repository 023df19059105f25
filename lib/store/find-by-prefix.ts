import type pg from "pg";

/** A conversation found by its id. */
export interface FoundConversation {
  readonly source: string;
  readonly conversationId: string;
}

/**
 * Conversations whose id begins with a text, in code-point order. Needs the index `conversation_external_id_prefix`.
 *
 * @param agents only conversations handed to one of these agents; null = all
 */
export async function findByPrefix(
  pool: pg.Pool,
  prefix: string,
  agents: readonly { readonly source: string; readonly agentId: string }[] | null,
  limit: number,
): Promise<FoundConversation[]> {
  const pattern = `${prefix.replace(/[\\%_]/g, "\\$&")}%`;
  const { rows } = await pool.query<{ source: string; external_id: string }>(
    `SELECT c.source, c.external_id FROM conversation AS c
     WHERE c.arrived AND c.external_id COLLATE "C" LIKE $1
       AND ($2::text[] IS NULL OR EXISTS (
         SELECT FROM agent_conversation AS a WHERE a.conversation_id = c.id AND (a.source, a.agent_id) IN
           (SELECT * FROM unnest($2::text[], $3::text[]))))
     ORDER BY c.external_id COLLATE "C", c.source LIMIT $4`,
    [
      pattern,
      agents?.map(({ source }) => source) ?? null,
      agents?.map(({ agentId }) => agentId) ?? null,
      limit,
    ],
  );
  return rows.map((row) => ({ source: row.source, conversationId: row.external_id }));
}
