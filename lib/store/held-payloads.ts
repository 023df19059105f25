import type pg from "pg";

/*
 * A payload that does not tell of the bot is held until its conversation is known as one with a bot. Whoever takes a
 * payload in first says that it is held and then looks whether the conversation is known; whoever brings a bot's part
 * in first stores it and then looks for what is held. So whichever comes first, one of the two finds the other.
 */

/** Says of which conversations a payload tells, all of them held for now. */
export async function noteConversations(
  pool: pg.Pool,
  payloadId: string,
  source: string,
  externalIds: readonly string[],
): Promise<void> {
  await pool.query(
    `INSERT INTO connection_payload_conversation (payload_id, source, external_id, held)
     SELECT $1, $2, id, true FROM unnest($3::text[]) AS id
     ON CONFLICT (payload_id, external_id) DO UPDATE SET held = true`,
    [payloadId, source, externalIds],
  );
}

/** Which of some conversations have arrived, by their ids. */
export async function arrivedAmong(
  pool: pg.Pool,
  source: string,
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (externalIds.length === 0) return new Set();
  const { rows } = await pool.query<{ id: string }>(
    "SELECT external_id AS id FROM conversation WHERE source = $1 AND external_id = ANY($2::text[]) AND arrived",
    [source, externalIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Some ids of conversations that have arrived from a source: how they are written. */
export async function someArrived(pool: pg.Pool, source: string, limit: number): Promise<readonly string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT external_id AS id FROM conversation WHERE source = $1 AND arrived LIMIT $2",
    [source, limit],
  );
  return rows.map(({ id }) => id);
}

/** Nothing of these conversations is held any more in this payload. */
export async function releaseConversations(
  pool: pg.Pool,
  payloadId: string,
  externalIds: readonly string[],
): Promise<void> {
  await pool.query(
    "UPDATE connection_payload_conversation SET held = false WHERE payload_id = $1 AND external_id = ANY($2::text[])",
    [payloadId, externalIds],
  );
}

/** A payload that waits for a bot's part that has arrived. */
export interface HeldPayload {
  readonly payloadId: string;
  readonly connectionId: string;
}

/** Payloads held for one of these conversations. */
export async function heldFor(
  pool: pg.Pool,
  source: string,
  externalIds: readonly string[],
): Promise<HeldPayload[]> {
  if (externalIds.length === 0) return [];
  const { rows } = await pool.query<HeldPayload>(
    `SELECT DISTINCT p.id AS "payloadId", p.connection_id AS "connectionId"
     FROM connection_payload_conversation AS r JOIN connection_payload AS p ON p.id = r.payload_id
     WHERE r.source = $1 AND r.external_id = ANY($2::text[]) AND r.held AND p.state <> 'paused'
     ORDER BY 1`,
    [source, externalIds],
  );
  return rows;
}

/** Payloads that were kept but never mapped, because the process ended in between: those of before a time. */
export async function leftWaiting(pool: pg.Pool, before: Date, limit: number): Promise<HeldPayload[]> {
  const { rows } = await pool.query<HeldPayload>(
    `SELECT id AS "payloadId", connection_id AS "connectionId" FROM connection_payload
     WHERE state = 'waiting' AND received_at < $1 ORDER BY received_at LIMIT $2`,
    [before, limit],
  );
  return rows;
}

/**
 * Held payloads whose conversation has arrived by another way (the API, an import), after an id. Looks at all that is
 * held: for a job beside the pages.
 */
export async function heldAndArrived(pool: pg.Pool, after: string, limit: number): Promise<HeldPayload[]> {
  const { rows } = await pool.query<HeldPayload>(
    `SELECT p.id AS "payloadId", p.connection_id AS "connectionId" FROM connection_payload AS p
     WHERE p.id > $1::bigint AND p.state <> 'paused' AND EXISTS (
       SELECT FROM connection_payload_conversation AS r
       JOIN conversation AS c ON c.source = r.source AND c.external_id = r.external_id AND c.arrived
       WHERE r.payload_id = p.id AND r.held)
     ORDER BY p.id LIMIT $2`,
    [after, limit],
  );
  return rows;
}
