import type pg from "pg";

/** So many waiting conversations are looked at, the oldest first: more are told as “or more”. */
export const MOST_WAITING = 20_000;

/** The waiting conversations that are looked at: the beginning of the partial index `conversation_waiting`. */
const LOOKED_AT = `(SELECT id, source, external_id, first_seen FROM conversation WHERE NOT arrived ORDER BY id LIMIT ${MOST_WAITING})`;

/** Records of one type and source that wait for their conversation. */
export interface WaitingGroup {
  readonly type: string;
  readonly source: string;
  readonly count: number;
  /** ISO 8601. */
  readonly oldest: string;
}

/** What waits for its conversation, by type and source, of the {@link MOST_WAITING} oldest. */
export async function readWaiting(pool: pg.Pool): Promise<WaitingGroup[]> {
  const { rows } = await pool.query<{ type: string; source: string; count: string; oldest: Date }>(
    `SELECT r.type::text, c.source, count(DISTINCT (r.conversation_id, r.part)) AS count, min(c.first_seen) AS oldest
     FROM ${LOOKED_AT} AS c JOIN record AS r ON r.conversation_id = c.id
     GROUP BY r.type, c.source ORDER BY c.source, r.type`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count), oldest: row.oldest.toISOString() }));
}

/** How many conversations are waited for, up to {@link MOST_WAITING}. */
export async function countWaiting(pool: pg.Pool): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${LOOKED_AT} AS c`);
  return rows[0]?.n ?? 0;
}

/** Conversations waited for under one source although they are there under another. */
export interface Elsewhere {
  readonly source: string;
  readonly other: string;
  readonly conversations: number;
  /** Up to three ids. */
  readonly examples: readonly string[];
  /** It sends conversations of its own, so it is no other name for the other source. */
  readonly hasOwn: boolean;
}

/** Where what waits would be found: the same id under another source. Needs `conversation_external_id_prefix`. */
export async function readElsewhere(pool: pg.Pool): Promise<Elsewhere[]> {
  const { rows } = await pool.query<Omit<Elsewhere, "conversations"> & { readonly n: string }>(
    `SELECT w.source, o.source AS other, count(*) AS n, (array_agg(w.external_id))[1:3] AS examples,
            EXISTS (SELECT FROM source_hour AS h WHERE h.source = w.source AND h.type = 'conversation'
                    AND h.received > h.refused) AS "hasOwn"
     FROM ${LOOKED_AT} AS w
     JOIN conversation AS o ON o.external_id COLLATE "C" = w.external_id AND o.arrived AND o.source <> w.source
     WHERE EXISTS (SELECT FROM record AS r WHERE r.conversation_id = w.id)
     GROUP BY w.source, o.source ORDER BY n DESC, w.source, o.source LIMIT 50`,
  );
  return rows.map(({ n, ...row }) => ({ ...row, conversations: Number(n) }));
}

/** Where a record stands among those that wait: the internal ids of its conversation and of itself. */
export interface WaitingPosition {
  readonly conversation: string;
  readonly record: string;
}

/** A record that waits. */
export interface WaitingRecord {
  readonly position: WaitingPosition;
  readonly conversationId: string;
  readonly type: string;
  readonly part: string;
  /** When the first record of its conversation came, ISO 8601. */
  readonly since: string;
  readonly importId: string;
  /** Other sources under which the conversation is. */
  readonly elsewhere: readonly string[];
}

/** The records of one source that have waited longest, those after a position. */
export async function listWaiting(
  pool: pg.Pool,
  source: string,
  after: WaitingPosition | null,
  limit: number,
): Promise<WaitingRecord[]> {
  const { rows } = await pool.query<
    Omit<WaitingRecord, "since" | "position"> & {
      readonly id: string;
      readonly record: string;
      readonly first_seen: Date;
    }
  >(
    // In the order of the partial index, from where the page before ended, so that no page reads all that waits.
    `SELECT c.id, r.id AS record, c.external_id AS "conversationId", r.type::text, r.part, c.first_seen,
            r.import_id AS "importId",
            array(SELECT o.source FROM conversation AS o
                  WHERE o.external_id COLLATE "C" = c.external_id AND o.arrived AND o.source <> c.source
                  ORDER BY o.source LIMIT 5) AS elsewhere
     FROM conversation AS c JOIN record AS r ON r.conversation_id = c.id
     WHERE NOT c.arrived AND c.source = $1 AND c.id >= $2::bigint AND (c.id, r.id) > ($2::bigint, $3::bigint)
     ORDER BY c.id, r.id LIMIT $4`,
    [source, after?.conversation ?? "0", after?.record ?? "0", limit],
  );
  return rows.map(({ id, record, first_seen, ...row }) => ({
    ...row,
    position: { conversation: id, record },
    since: first_seen.toISOString(),
  }));
}
