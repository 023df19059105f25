import type pg from "pg";

/** A conversation as its source names it. */
interface Named {
  readonly source: string;
  readonly conversationId: string;
}

/** The key row ids of conversations, in the order given; those that are not known are left out. */
export async function idsOfConversations<N extends Named>(
  pool: pg.Pool,
  conversations: readonly N[],
): Promise<readonly { readonly id: string; readonly of: N }[]> {
  if (conversations.length === 0) return [];
  const { rows } = await pool.query<{ id: string; place: number }>(
    `SELECT c.id, n.place::int AS place
     FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS n(source, external_id, place)
     JOIN conversation AS c ON c.source = n.source AND c.external_id = n.external_id ORDER BY n.place`,
    [conversations.map(({ source }) => source), conversations.map((one) => one.conversationId)],
  );
  return rows.flatMap(({ id, place }) => {
    const of = conversations[place - 1];
    return of ? [{ id, of }] : [];
  });
}
