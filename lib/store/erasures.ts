import type pg from "pg";
import { formatInstant } from "@/lib/domain/instant";
import type { Micros } from "@/lib/domain/record";
import { GONE } from "./locked-conversations";

/** A conversation by the ids that its source uses. */
export interface ConversationName {
  readonly source: string;
  readonly conversationId: string;
}

/** Notes conversations of erased customers that came to light while records came in. */
export async function noteFoundErased(
  client: pg.PoolClient,
  found: readonly ConversationName[],
): Promise<void> {
  if (found.length === 0) return;
  await client.query(
    `INSERT INTO erasure_step (source, external_id) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
    [found.map(({ source }) => source), found.map(({ conversationId }) => conversationId)],
  );
}

/** The conversations that {@link noteFoundErased} noted, with their internal ids where there is anything of them. */
export async function takeFoundErased(
  client: pg.PoolClient,
): Promise<readonly (ConversationName & { readonly id: string | null })[]> {
  const { rows } = await client.query<ConversationName & { readonly id: string | null }>(
    `WITH taken AS (DELETE FROM erasure_step RETURNING source, external_id)
     SELECT t.source, t.external_id AS "conversationId", c.id FROM taken AS t
     LEFT JOIN conversation AS c ON c.source = t.source AND c.external_id = t.external_id`,
  );
  return rows;
}

/** An erasure that was begun and not finished. */
export interface OpenErasure {
  readonly id: string;
  /** The customer's reference, encrypted. */
  readonly reference: Buffer;
  readonly startedAt: Micros;
}

/** That a customer was erased, as it is listed. Times are ISO 8601. */
export interface ListedErasure {
  readonly id: string;
  readonly customer: string;
  readonly startedBy: string;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly conversations: number;
  readonly records: number;
  readonly refused: number;
  readonly mentions: number;
}

/** Notes that the erasure of a customer begins. */
export async function insertErasure(
  client: pg.PoolClient,
  erasure: OpenErasure & { readonly customer: string; readonly startedBy: string },
): Promise<void> {
  await client.query(
    "INSERT INTO erasure (id, customer, reference, started_by, started_at) VALUES ($1, $2, $3, $4, $5)",
    [erasure.id, erasure.customer, erasure.reference, erasure.startedBy, formatInstant(erasure.startedAt)],
  );
}

/** The erasures that are under way. */
export async function openErasures(client: pg.Pool | pg.PoolClient): Promise<readonly OpenErasure[]> {
  const { rows } = await client.query<{ id: string; reference: Buffer; started: string }>(
    `SELECT id, reference, (extract(epoch FROM started_at) * 1000000)::bigint AS started
     FROM erasure WHERE finished_at IS NULL AND reference IS NOT NULL ORDER BY started_at`,
  );
  return rows.map(({ id, reference, started }) => ({ id, reference, startedAt: Number(started) }));
}

/** Adds to what an erasure has done so far. */
export async function addToErasure(
  client: pg.Pool | pg.PoolClient,
  id: string,
  done: {
    readonly conversations?: number;
    readonly records?: number;
    readonly refused?: number;
    readonly mentions?: number;
  },
): Promise<void> {
  await client.query(
    `UPDATE erasure SET conversations = conversations + $2, records = records + $3, refused = refused + $4,
            mentions = mentions + $5 WHERE id = $1`,
    [id, done.conversations ?? 0, done.records ?? 0, done.refused ?? 0, done.mentions ?? 0],
  );
}

/** Notes that erasures are done; the references are gone with that. */
export async function finishErasures(
  client: pg.PoolClient,
  ids: readonly string[],
  at: Micros,
): Promise<void> {
  await client.query(
    "UPDATE erasure SET finished_at = $2, reference = NULL WHERE id = ANY($1::uuid[]) AND finished_at IS NULL",
    [ids, formatInstant(at)],
  );
}

/** The latest erasures, newest first. */
export async function listErasures(
  pool: pg.Pool,
  limit: number,
  after: string | null = null,
): Promise<readonly ListedErasure[]> {
  const { rows } = await pool.query<
    Omit<ListedErasure, "startedAt" | "finishedAt"> & {
      readonly started_at: Date;
      readonly finished_at: Date | null;
    }
  >(
    `SELECT id, customer, started_by AS "startedBy", started_at, finished_at, conversations, records, refused, mentions
     FROM erasure AS e
     WHERE $2::uuid IS NULL OR EXISTS (
       SELECT FROM erasure AS last WHERE last.id = $2 AND (e.started_at, last.id) < (last.started_at, e.id))
     ORDER BY started_at DESC, id LIMIT $1`,
    [limit, after],
  );
  return rows.map(({ started_at, finished_at, ...row }) => ({
    ...row,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
  }));
}

/** Finds conversations of a customer that were there before a moment: any record of theirs names the customer. */
export async function findConversationsOfCustomer(
  client: pg.Pool | pg.PoolClient,
  customerHash: string,
  before: Micros,
  limit: number,
): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT DISTINCT found.id FROM (
       SELECT conversation_id AS id, body FROM record WHERE type = 'conversation' AND body ->> 'customerHash' = $1
       UNION ALL
       SELECT conversation_id, body FROM undone_record WHERE type = 'conversation' AND body ->> 'customerHash' = $1
     ) AS found JOIN conversation AS c ON c.id = found.id
     WHERE c.first_seen < to_timestamp($2::numeric / 1000000) OR (body ->> 'startedAt')::numeric < $2 LIMIT $3`,
    [customerHash, before, limit],
  );
  return rows.map((row) => row.id);
}

/** The conversations that were erased and still bear their ids. */
export async function readErasedNames(
  client: pg.Pool | pg.PoolClient,
): Promise<readonly (ConversationName & { readonly id: string })[]> {
  const { rows } = await client.query<ConversationName & { readonly id: string }>(
    `SELECT id, source, external_id AS "conversationId" FROM conversation WHERE gone >= ${GONE.erased} ORDER BY id`,
  );
  return rows;
}

/**
 * Conversations by every name that what came in may have for them: also by the sources that a source rule has put under
 * theirs, unless a conversation of that name is there by itself.
 */
export async function namesAsSent(
  pool: pg.Pool,
  names: readonly ConversationName[],
): Promise<readonly ConversationName[]> {
  const { rows } = await pool.query<ConversationName>(
    `SELECT DISTINCT r.sent AS source, n.id AS "conversationId"
     FROM unnest($1::text[], $2::text[]) AS n (source, id) JOIN source_rule AS r ON r.source = n.source
     WHERE NOT EXISTS (SELECT FROM conversation AS k WHERE k.source = r.sent AND k.external_id = n.id)`,
    [names.map(({ source }) => source), names.map(({ conversationId }) => conversationId)],
  );
  return [...names, ...rows];
}

/**
 * Takes the ids off erased conversations, also where other contacts name them. No transaction may be writing records:
 * they find conversations by these.
 */
export async function removeErasedNames(
  client: pg.PoolClient,
  names: readonly (ConversationName & { readonly id: string })[],
): Promise<void> {
  const keys = [names.map(({ source }) => source), names.map(({ conversationId }) => conversationId)];
  const { rows } = await client.query<{ id: string }>(
    `UPDATE contact SET previous = NULL, unresolved = false
     WHERE previous IS NOT NULL AND (source, previous) IN (SELECT * FROM unnest($1::text[], $2::text[]))
     RETURNING conversation_id AS id`,
    keys,
  );
  await client.query("DELETE FROM link_pending WHERE previous = ANY($1::text[])", [keys[1]]);
  for (const table of ["record", "undone_record"]) {
    await client.query(
      `UPDATE ${table} SET body = (body::jsonb - 'previousConversationId')::json
       WHERE conversation_id = ANY($1::bigint[]) AND type = 'conversation' AND body ->> 'previousConversationId' = ANY($2::text[])`,
      [rows.map(({ id }) => id), keys[1]],
    );
  }
  const ids = names.map(({ id }) => id);
  await client.query(
    `UPDATE conversation SET external_id = 'erased-' || gen_random_uuid(), gone = gone & ~${GONE.erased}
     WHERE id = ANY($1::bigint[])`,
    [ids],
  );
  await client.query(
    `UPDATE contact AS c SET external_id = k.external_id FROM conversation AS k
     WHERE k.id = c.conversation_id AND c.conversation_id = ANY($1::bigint[])`,
    [ids],
  );
}
