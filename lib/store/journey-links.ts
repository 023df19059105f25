import type pg from "pg";
import type { Channel } from "@/lib/domain/record";
import type { ContactBefore, Neighbours } from "@/lib/metrics/journey";

/** Advisory lock of the one process that links; nobody else writes to `contact`. */
const LINK_LOCK = 7_226_003;

/** Whether this transaction may link; false while another process does. */
export async function lockLinks(client: pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ mine: boolean }>(
    `SELECT pg_try_advisory_xact_lock(${LINK_LOCK}) AS mine`,
  );
  return rows[0]?.mine ?? false;
}

/** Where a contact stands, or stood, among those of its customer. */
interface Position {
  readonly customer: string | null;
  readonly startedAt: string;
  readonly source: string;
  readonly externalId: string;
  readonly previous: string | null;
}

interface TakenRow extends Position {
  readonly id: string;
  readonly oldCustomer: string | null;
  readonly oldStartedAt: string | null;
  readonly oldPrevious: string | null;
}

/** Contacts taken from the queue and written: their ids, and every position that was left or taken. */
export interface TakenContacts {
  readonly taken: number;
  readonly ids: readonly string[];
  readonly positions: readonly Position[];
}

/** Takes at most `limit` entries of the queue and writes their contacts as they are now. */
export async function takeQueued(client: pg.PoolClient, limit: number): Promise<TakenContacts> {
  const { rows: taken } = await client.query<{ taken: string }>(
    `WITH taken AS (
       DELETE FROM link_pending WHERE seq IN (SELECT seq FROM link_pending ORDER BY seq LIMIT $1) RETURNING *)
     INSERT INTO link_taken SELECT DISTINCT ON (conversation_id) * FROM taken ORDER BY conversation_id, seq DESC
     RETURNING seq AS taken`,
    [limit],
  );
  if (taken.length === 0) return { taken: 0, ids: [], positions: [] };
  const { rows } = await client.query<TakenRow>(
    `SELECT t.conversation_id AS id, k.source, k.external_id AS "externalId", t.customer, t.started_at AS "startedAt",
            t.previous, c.customer AS "oldCustomer", c.started_at AS "oldStartedAt", c.previous AS "oldPrevious"
     FROM link_taken AS t JOIN conversation AS k ON k.id = t.conversation_id
     LEFT JOIN contact AS c ON c.conversation_id = t.conversation_id`,
  );
  await client.query(
    `INSERT INTO contact AS c (conversation_id, seq, source, external_id, started_at, eligible, customer, previous, place, fields)
     SELECT t.conversation_id, t.seq, k.source, k.external_id, t.started_at, t.eligible, t.customer, t.previous, t.place, t.fields
     FROM link_taken AS t JOIN conversation AS k ON k.id = t.conversation_id
     ON CONFLICT (conversation_id) DO UPDATE SET seq = excluded.seq, started_at = excluded.started_at,
       eligible = excluded.eligible, customer = excluded.customer, previous = excluded.previous,
       place = excluded.place, fields = excluded.fields
     WHERE c.seq < excluded.seq AND NOT c.final`,
  );
  return {
    taken: taken.length,
    ids: rows.map((row) => row.id),
    positions: rows.flatMap((row) => [
      row,
      ...(row.oldStartedAt === null
        ? []
        : [
            {
              ...row,
              customer: row.oldCustomer,
              startedAt: row.oldStartedAt,
              previous: row.oldPrevious,
            },
          ]),
    ]),
  };
}

/** Where entries lie between being taken and being linked; gone with the transaction. */
export async function makeRoomForTaken(client: pg.PoolClient): Promise<void> {
  await client.query("CREATE TEMP TABLE IF NOT EXISTS link_taken (LIKE link_pending) ON COMMIT DELETE ROWS");
}

const ORDER = "started_at, source, external_id";

/**
 * Every contact whose links a change may have touched: those that changed, the nearest before and after each position
 * that was left or taken, whom they name, and who names them.
 */
export async function touchedContacts(
  client: pg.PoolClient,
  { ids, positions }: TakenContacts,
): Promise<string[]> {
  const neighbour = (sign: "<" | ">", order: "DESC" | "ASC") =>
    `SELECT n.conversation_id FROM position AS p CROSS JOIN LATERAL (
       SELECT conversation_id FROM contact AS c
       WHERE c.customer = p.customer AND c.eligible AND (${ORDER.replace(/(\w+)/g, "c.$1")}) ${sign} (${ORDER.replace(/(\w+)/g, "p.$1")})
       ORDER BY ${ORDER.replace(/(\w+)/g, `c.$1 ${order}`)} LIMIT 1) AS n WHERE p.customer IS NOT NULL`;
  const { rows } = await client.query<{ id: string }>(
    `WITH position AS (
       SELECT * FROM unnest($2::uuid[], $3::bigint[], $4::text[], $5::text[], $6::text[])
         AS p (customer, started_at, source, external_id, previous))
     SELECT unnest($1::bigint[]) AS id
     UNION ${neighbour("<", "DESC")}
     UNION ${neighbour(">", "ASC")}
     UNION SELECT c.conversation_id FROM position AS p
       JOIN conversation AS k ON k.source = p.source AND k.external_id = p.previous
       JOIN contact AS c ON c.conversation_id = k.id WHERE p.previous IS NOT NULL
     UNION SELECT c.conversation_id FROM position AS p
       JOIN contact AS c ON c.source = p.source AND c.previous = p.external_id AND c.previous IS NOT NULL`,
    [
      ids,
      positions.map((p) => p.customer),
      positions.map((p) => p.startedAt),
      positions.map((p) => p.source),
      positions.map((p) => p.externalId),
      positions.map((p) => p.previous),
    ],
  );
  return rows.map((row) => row.id);
}

/**
 * SQL for the links of contacts `a`: when the nearest further contact began, and which contact is the one before. The
 * one that the source names comes first, if it is eligible and began before (ids decide between equal times, so that
 * there are no circles); else the nearest of the same customer. A link to a contact whose records are gone stays.
 */
const LINKS = `
  LEFT JOIN LATERAL (
    SELECT c.started_at FROM contact AS c
    WHERE c.customer = a.customer AND c.eligible
      AND (c.started_at, c.source, c.external_id) > (a.started_at, a.source, a.external_id)
    ORDER BY c.started_at, c.source, c.external_id LIMIT 1) AS after ON a.eligible AND a.customer IS NOT NULL
  LEFT JOIN LATERAL (
    SELECT min(c.started_at) AS started_at FROM contact AS c
    WHERE c.source = a.source AND c.previous = a.external_id AND c.eligible
      AND (c.started_at, c.source, c.external_id) > (a.started_at, a.source, a.external_id)) AS naming ON a.eligible
  LEFT JOIN conversation AS k ON k.source = a.source AND k.external_id = a.previous
  LEFT JOIN contact AS named ON named.conversation_id = k.id
  LEFT JOIN LATERAL (
    SELECT c.conversation_id FROM contact AS c
    WHERE c.customer = a.customer AND c.eligible
      AND (c.started_at, c.source, c.external_id) < (a.started_at, a.source, a.external_id)
    ORDER BY c.started_at DESC, c.source DESC, c.external_id DESC LIMIT 1) AS near ON a.eligible AND a.customer IS NOT NULL
  CROSS JOIN LATERAL (SELECT a.eligible AND named.eligible
    AND (named.started_at, named.source, named.external_id) < (a.started_at, a.source, a.external_id) AS holds) AS named_holds
  LEFT JOIN contact AS kept ON kept.conversation_id = a.before_id AND kept.final`;

/** Finds the links of contacts anew. */
export async function linkContacts(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    `UPDATE contact AS t SET next = l.next, before_id = l.before_id, before_by_source = l.by_source, unresolved = l.unresolved
     FROM (
       SELECT a.conversation_id, least(after.started_at, naming.started_at) AS next,
              CASE WHEN kept.final THEN a.before_id WHEN named_holds.holds THEN named.conversation_id
                   ELSE near.conversation_id END AS before_id,
              CASE WHEN kept.final THEN a.before_by_source WHEN named_holds.holds THEN true
                   WHEN near.conversation_id IS NOT NULL THEN false END AS by_source,
              a.previous IS NOT NULL AND named.conversation_id IS NULL AS unresolved
       FROM contact AS a ${LINKS} WHERE a.conversation_id = ANY($1::bigint[]) AND NOT a.final) AS l
     WHERE t.conversation_id = l.conversation_id
       AND (t.next, t.before_id, t.before_by_source, t.unresolved)
         IS DISTINCT FROM (l.next, l.before_id, l.by_source, l.unresolved)`,
    [ids],
  );
}

interface NeighboursRow {
  readonly id: string;
  readonly next: string | null;
  readonly customer: boolean;
  readonly previous: boolean;
  readonly at: string | null;
  readonly by_source: boolean | null;
  readonly place: Channel | null;
  readonly fields: readonly string[] | null;
}

/**
 * What the link step has found about conversations; those that it does not know are not in the answer. Null for those
 * of which it found nothing, and which say themselves by what they could be linked.
 */
export async function readNeighbours(
  client: pg.Pool | pg.PoolClient,
  ids: readonly string[],
): Promise<Map<string, Neighbours | null>> {
  const { rows } = await client.query<NeighboursRow>(
    `SELECT c.conversation_id AS id, c.next, c.customer IS NOT NULL AS customer, c.previous IS NOT NULL AS previous,
            b.started_at AS at, c.before_by_source AS by_source, b.place, b.fields
     FROM contact AS c LEFT JOIN contact AS b ON b.conversation_id = c.before_id
     WHERE c.conversation_id = ANY($1::bigint[])`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, neighboursOf(row)]));
}

function neighboursOf(row: NeighboursRow): Neighbours | null {
  const before: ContactBefore | null =
    row.at === null
      ? null
      : {
          at: Number(row.at),
          by: row.by_source ? "source" : "customer",
          place: row.place,
          fields: row.fields ?? [],
        };
  if (row.next === null && before === null) return row.customer || row.previous ? null : {};
  return { ...(row.next === null ? {} : { next: Number(row.next) }), ...(before ? { before } : {}) };
}

/**
 * Conversations that have arrived since another one named them, and of which the link step knows nothing: they say
 * nothing themselves by which they could be linked.
 */
export async function arrivedSinceNamed(client: pg.Pool | pg.PoolClient, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT k.id FROM contact AS c
     JOIN conversation AS k ON k.source = c.source AND k.external_id = c.previous AND k.arrived
     WHERE c.unresolved AND NOT EXISTS (SELECT FROM contact AS known WHERE known.conversation_id = k.id) LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.id);
}

/** Marks measure rows as those of conversations that others name: from then on their changes are queued too. */
export async function watchNamed(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await client.query(
    "UPDATE measure SET neighbours = '{}' WHERE conversation_id = ANY($1::bigint[]) AND neighbours IS NULL",
    [ids],
  );
}

/**
 * Takes everything out of contacts by which a customer could be recognised, when their records go. Their links, and
 * those of others to them, stay as they are. Whoever calls it must mark their measures as final in the same transaction.
 */
export async function finishContacts(client: pg.PoolClient, ids: readonly string[]): Promise<void> {
  await client.query("DELETE FROM link_pending WHERE conversation_id = ANY($1::bigint[])", [ids]);
  await client.query(
    `UPDATE contact SET customer = NULL, previous = NULL, final = true, unresolved = false
     WHERE conversation_id = ANY($1::bigint[])`,
    [ids],
  );
}

/** A contact as it is stored, to be compared with its records. */
export interface StoredContact {
  readonly startedAt: number;
  readonly eligible: boolean;
  readonly customer: string | null;
  readonly previous: string | null;
  readonly place: string | null;
  readonly fields: readonly string[];
}

/** The contacts of conversations as they are stored, but for those whose records are gone. */
export async function readContacts(
  client: pg.Pool | pg.PoolClient,
  ids: readonly string[],
): Promise<Map<string, StoredContact>> {
  const { rows } = await client.query<StoredContact & { readonly id: string; readonly started: string }>(
    `SELECT conversation_id AS id, started_at AS started, eligible, customer, previous, place,
            coalesce(fields, '{}') AS fields
     FROM contact WHERE conversation_id = ANY($1::bigint[]) AND NOT final`,
    [ids],
  );
  return new Map(
    rows.map(({ id, started, eligible, customer, previous, place, fields }) => [
      id,
      { startedAt: Number(started), eligible, customer, previous, place, fields },
    ]),
  );
}

/**
 * Finds every link anew from all contacts at once (a second way to say what {@link linkContacts} says, by windows over
 * the contacts of each customer) and answers the conversations whose stored links differ, at most `limit`.
 */
export async function differingLinks(client: pg.PoolClient, limit: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `WITH near AS (
       SELECT conversation_id, lag(conversation_id) OVER customers AS before_id, lead(started_at) OVER customers AS next
       FROM contact WHERE eligible AND customer IS NOT NULL
       WINDOW customers AS (PARTITION BY customer ORDER BY started_at, source, external_id)),
     named AS (
       SELECT a.conversation_id, b.conversation_id AS before_id, a.started_at
       FROM contact AS a JOIN contact AS b ON b.source = a.source AND b.external_id = a.previous
       WHERE a.eligible AND b.eligible
         AND (b.started_at, b.source, b.external_id) < (a.started_at, a.source, a.external_id)),
     naming AS (SELECT before_id, min(started_at) AS next FROM named GROUP BY before_id)
     SELECT a.source || ' ' || a.external_id AS name FROM contact AS a
     LEFT JOIN near ON near.conversation_id = a.conversation_id
     LEFT JOIN named ON named.conversation_id = a.conversation_id
     LEFT JOIN naming ON naming.before_id = a.conversation_id
     LEFT JOIN contact AS b ON b.conversation_id = a.before_id
     WHERE NOT a.final AND (
       a.next IS DISTINCT FROM least(near.next, naming.next)
       OR b.final IS NOT TRUE AND (
         a.before_id IS DISTINCT FROM coalesce(named.before_id, near.before_id)
         OR a.before_by_source IS DISTINCT FROM
           CASE WHEN named.before_id IS NOT NULL THEN true WHEN near.before_id IS NOT NULL THEN false END))
     LIMIT $1`,
    [limit],
  );
  return rows.map((row) => row.name);
}
