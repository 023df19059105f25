import type pg from "pg";

/** One contact of a journey. */
export interface JourneyContact {
  readonly source: string;
  readonly conversationId: string;
  /** Microseconds since 1970. */
  readonly startedAt: number;
  readonly channel: string | null;
  readonly queryType: string | null;
  readonly handedOff: boolean;
  /** Before the conversation asked for, or after it. */
  readonly side: "earlier" | "later";
  /** Linked by the source; else by the customer alone. */
  readonly bySource: boolean;
}

/** The contacts around one conversation. */
export interface JourneyAround {
  /** Whether anything is known by which a further contact could be seen. */
  readonly known: boolean;
  readonly contacts: readonly JourneyContact[];
}

const MOST_STEPS = 12;

/** The contacts before and after a conversation, oldest first, step by step along the links; at most 12 each way. */
export async function contactsAround(
  pool: pg.Pool,
  generation: number,
  conversation: string,
  window: number,
): Promise<JourneyAround> {
  const { rows: own } = await pool.query<{ known: boolean }>(
    `SELECT customer IS NOT NULL OR next IS NOT NULL OR before_by_source IS TRUE AS known
     FROM contact WHERE conversation_id = $1`,
    [conversation],
  );
  const { rows } = await pool.query<{
    readonly source: string;
    readonly id: string;
    readonly started: string;
    readonly channel: string | null;
    readonly query_type: string | null;
    readonly handed_off: number | null;
    readonly side: "earlier" | "later";
    readonly by_source: boolean | null;
  }>(
    `WITH RECURSIVE earlier AS (
       SELECT conversation_id, before_id, before_by_source, started_at, 0 AS step FROM contact WHERE conversation_id = $1
       UNION ALL
       SELECT b.conversation_id, b.before_id, b.before_by_source, b.started_at, e.step + 1
       FROM earlier AS e JOIN contact AS b ON b.conversation_id = e.before_id
       WHERE e.step < ${MOST_STEPS} AND (e.before_by_source OR e.started_at - b.started_at <= $3)),
     later AS (
       SELECT conversation_id, started_at, false AS by_source, 0 AS step FROM contact WHERE conversation_id = $1
       UNION ALL
       SELECT a.conversation_id, a.started_at, a.before_by_source, l.step + 1
       FROM later AS l JOIN contact AS a ON a.before_id = l.conversation_id
       WHERE l.step < ${MOST_STEPS} AND (a.before_by_source OR a.started_at - l.started_at <= $3)),
     around AS (
       SELECT b.conversation_id, b.started_at, 'earlier' AS side, e.before_by_source AS by_source
       FROM earlier AS e JOIN earlier AS b ON b.conversation_id = e.before_id AND b.step = e.step + 1
       UNION SELECT conversation_id, started_at, 'later', by_source FROM later WHERE step > 0)
     SELECT c.source, c.external_id AS id, r.started_at AS started, m.channel, m.query_type, m.handed_off, r.side, r.by_source
     FROM around AS r JOIN conversation AS c ON c.id = r.conversation_id
     JOIN measure AS m ON m.generation = $2 AND m.conversation_id = r.conversation_id
     ORDER BY r.started_at, c.source, c.external_id LIMIT ${4 * MOST_STEPS}`,
    [conversation, generation, window],
  );
  return {
    known: own[0]?.known ?? false,
    contacts: rows.map((row) => ({
      source: row.source,
      conversationId: row.id,
      startedAt: Number(row.started),
      channel: row.channel,
      queryType: row.query_type,
      handedOff: row.handed_off !== null,
      side: row.side,
      bySource: row.by_source ?? false,
    })),
  };
}
