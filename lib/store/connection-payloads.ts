import type pg from "pg";
import type { PayloadCounts } from "./connections";
import { type Database, inTransaction } from "./database";
import type { ConversationName } from "./erasures";

/** What became of a payload. `waiting` = not mapped yet. */
export type PayloadState = "waiting" | "understood" | "test" | "not_bot" | "irrelevant" | "error" | "paused";

const PAYLOAD_FORMATS = ["json", "ndjson", "csv", "form"] as const;
/** How the bytes of a payload are to be read. */
export type PayloadFormat = (typeof PAYLOAD_FORMATS)[number];

/** Whether a text names a format. */
export function isPayloadFormat(text: string): text is PayloadFormat {
  return (PAYLOAD_FORMATS as readonly string[]).includes(text);
}

/** A payload as the lists show it: everything but its bytes. */
export interface StoredPayload extends PayloadCounts {
  readonly id: string;
  readonly connectionId: string;
  readonly receivedAt: Date;
  readonly deliveries: number;
  readonly lastDeliveredAt: Date;
  readonly format: PayloadFormat;
  readonly size: number;
  readonly state: PayloadState;
  /** What the platform calls it. */
  readonly label: string;
  /** [where, message] pairs, the first of them. */
  readonly problemList: readonly (readonly [string, string])[];
  readonly importId: string | null;
  readonly mappedAt: Date | null;
}

const COLUMNS = `id, connection_id AS "connectionId", received_at AS "receivedAt", deliveries,
  last_delivered_at AS "lastDeliveredAt", format, size, state::text, label, understood, tests, not_bot AS "notBot",
  irrelevant, problems, problem_list AS "problemList", import_id AS "importId", mapped_at AS "mappedAt"`;

/** A payload on its way into the table; its body is encrypted. */
export interface NewPayload {
  readonly connectionId: string;
  readonly digest: string;
  readonly at: Date;
  readonly format: PayloadFormat;
  readonly size: number;
  readonly body: Buffer;
  readonly state: "waiting" | "paused";
}

/**
 * Keeps a payload. The same bytes again are no second payload: the first is answered, one delivery richer; what it
 * held is then counted once.
 */
export async function keepPayload(
  db: Database,
  payload: NewPayload,
): Promise<{ readonly payload: StoredPayload; readonly isNew: boolean }> {
  return inTransaction(db.pool, async (client) => {
    const { rows } = await client.query<StoredPayload & { readonly isNew: boolean }>(
      `INSERT INTO connection_payload AS p
         (connection_id, digest, received_at, last_delivered_at, format, size, body, state)
       VALUES ($1, $2, $3, $3, $4, $5, $6, $7::payload_state)
       ON CONFLICT (connection_id, digest) DO UPDATE
         SET deliveries = p.deliveries + 1, last_delivered_at = greatest(p.last_delivered_at, excluded.last_delivered_at)
       RETURNING ${COLUMNS}, (xmax = 0) AS "isNew"`,
      [
        payload.connectionId,
        payload.digest,
        payload.at,
        payload.format,
        payload.size,
        payload.body,
        payload.state,
      ],
    );
    const [kept] = rows;
    if (!kept) throw new Error("A payload was not kept.");
    const { isNew, ...rest } = kept;
    await client.query(
      `UPDATE connection SET received = received + $2, last_received_at = greatest(last_received_at, $3) WHERE id = $1`,
      [payload.connectionId, isNew ? 1 : 0, payload.at],
    );
    return { payload: rest, isNew };
  });
}

/** What mapping made of a payload. */
export interface PayloadOutcome extends PayloadCounts {
  readonly state: PayloadState;
  readonly label: string;
  readonly problemList: readonly (readonly [string, string])[];
  readonly importId: string | null;
  readonly mappedAt: Date;
}

/** Writes down what became of a payload, and carries the difference into the connection's counts. */
export async function noteOutcome(db: Database, payloadId: string, outcome: PayloadOutcome): Promise<void> {
  await db.pool.query(
    `WITH before AS (
       SELECT id, connection_id, understood, tests, not_bot, irrelevant, problems
       FROM connection_payload WHERE id = $1 FOR UPDATE
     ), changed AS (
       UPDATE connection_payload AS p SET state = $2::payload_state, label = $3, understood = $4, tests = $5, not_bot = $6,
              irrelevant = $7, problems = $8, problem_list = $9::jsonb, import_id = coalesce($10::uuid, p.import_id), mapped_at = $11
       FROM before WHERE p.id = before.id
     )
     UPDATE connection AS c SET
       understood = c.understood + $4 - before.understood, tests = c.tests + $5 - before.tests,
       not_bot = c.not_bot + $6 - before.not_bot, irrelevant = c.irrelevant + $7 - before.irrelevant,
       problems = c.problems + $8 - before.problems
     FROM before WHERE c.id = before.connection_id`,
    [
      payloadId,
      outcome.state,
      outcome.label.slice(0, 200),
      outcome.understood,
      outcome.tests,
      outcome.notBot,
      outcome.irrelevant,
      outcome.problems,
      JSON.stringify(outcome.problemList),
      outcome.importId,
      outcome.mappedAt,
    ],
  );
}

/** A payload with its encrypted bytes; null where it has expired or is another connection's. */
export async function readPayload(
  pool: pg.Pool,
  connectionId: string,
  payloadId: string,
): Promise<(StoredPayload & { readonly body: Buffer }) | null> {
  if (!/^\d{1,18}$/.test(payloadId)) return null;
  const { rows } = await pool.query<StoredPayload & { readonly body: Buffer }>(
    `SELECT ${COLUMNS}, body FROM connection_payload WHERE id = $1 AND connection_id = $2`,
    [payloadId, connectionId],
  );
  return rows[0] ?? null;
}

/** The latest payloads of a connection, newest first, those from `before` (an id) on left out. */
export async function listPayloads(
  pool: pg.Pool,
  connectionId: string,
  options: {
    readonly limit: number;
    readonly state?: PayloadState | undefined;
    readonly before?: string | undefined;
  },
): Promise<StoredPayload[]> {
  const { rows } = await pool.query<StoredPayload>(
    `SELECT ${COLUMNS} FROM connection_payload
     WHERE connection_id = $1 AND ($2::text IS NULL OR state = $2::text::payload_state)
       AND ($3::bigint IS NULL OR (received_at, id) < (SELECT received_at, id FROM connection_payload WHERE id = $3::bigint))
     ORDER BY received_at DESC, id DESC LIMIT $4`,
    [connectionId, options.state ?? null, options.before ?? null, options.limit],
  );
  return rows;
}

/** Ids of kept payloads of a connection in order of receipt, a page at a time: received from `since` on, after `after`. */
export async function payloadIds(
  pool: pg.Pool,
  connectionId: string,
  options: {
    readonly since: Date;
    readonly after: string;
    readonly states?: readonly PayloadState[];
    readonly limit: number;
  },
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM connection_payload
     WHERE connection_id = $1 AND received_at >= $2 AND id > $3::bigint
       AND ($4::text[] IS NULL OR state::text = ANY($4)) ORDER BY id LIMIT $5`,
    [connectionId, options.since, options.after, options.states ?? null, options.limit],
  );
  return rows.map(({ id }) => id);
}

/** Deletes payloads that were received before a time, at most `limit`; answers how many. */
export async function deletePayloadsBefore(pool: pg.Pool, before: Date, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM connection_payload WHERE id = ANY(ARRAY(
       SELECT id FROM connection_payload WHERE received_at < $1 ORDER BY received_at LIMIT $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}

/** Deletes every kept payload that is known to tell of one of these conversations; answers how many. */
export async function deletePayloadsOf(
  pool: pg.Pool | pg.PoolClient,
  conversations: readonly ConversationName[],
): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM connection_payload WHERE id IN (
       SELECT payload_id FROM connection_payload_conversation
       WHERE (source, external_id) IN (SELECT * FROM unnest($1::text[], $2::text[])))`,
    [conversations.map(({ source }) => source), conversations.map(({ conversationId }) => conversationId)],
  );
  return rowCount ?? 0;
}
