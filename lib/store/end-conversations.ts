import type pg from "pg";
import { finishContacts } from "./journey-links";
import { GONE } from "./locked-conversations";
import { markChanged } from "./total-versions";

/** Everything that hangs on a conversation and goes with its records. A table of the kind is added here. */
const ATTACHED = ["record", "undone_record", "raw_reason", "finding_rejection", "data_finding"];

/**
 * Deletes all that is kept of conversations but their measure rows, which become final: what they counted they go on
 * counting. The conversations must be locked, and the generations held. Those of which nothing was counted (they wait
 * for their own record) only lose their records. Answers how many records went.
 */
export async function endConversations(
  client: pg.PoolClient,
  generations: readonly number[],
  ids: readonly string[],
): Promise<number> {
  let records = 0;
  for (const table of ATTACHED) {
    const { rowCount } = await client.query(
      `DELETE FROM ${table} WHERE conversation_id = ANY($1::bigint[])`,
      [ids],
    );
    if (table === "record" || table === "undone_record") records += rowCount ?? 0;
  }
  await client.query(
    "DELETE FROM transcript_reading WHERE generation = ANY($1::int[]) AND conversation_id = ANY($2::bigint[])",
    [generations, ids],
  );
  await client.query(
    "UPDATE measure SET final = true WHERE generation = ANY($1::int[]) AND conversation_id = ANY($2::bigint[]) AND NOT final",
    [generations, ids],
  );
  await finishContacts(client, ids);
  await client.query(
    `UPDATE conversation SET gone = gone | ${GONE.transcript | GONE.comments | GONE.records}
     WHERE id = ANY($2::bigint[]) AND EXISTS (
       SELECT FROM measure AS m WHERE m.generation = ANY($1::int[]) AND m.conversation_id = conversation.id)`,
    [generations, ids],
  );
  return records;
}

/**
 * Makes what {@link endConversations} left anonymous: attributes and the raw reason are taken off the measure row, its
 * time is cut to a quarter of an hour (whole for every time zone), and the id is marked to be removed.
 */
export async function makeAnonymous(
  client: pg.PoolClient,
  generations: readonly number[],
  ids: readonly string[],
): Promise<void> {
  await client.query(
    `WITH changed AS (
       UPDATE measure SET attributes = NULL, reason_raw = NULL,
              started_at = date_bin('15 minutes', started_at, 'epoch'::timestamptz)
       WHERE generation = ANY($1::int[]) AND conversation_id = ANY($2::bigint[]) RETURNING generation, day
     ) ${markChanged("changed")}`,
    [generations, ids],
  );
  await client.query(
    `UPDATE conversation SET gone = ${GONE.transcript | GONE.comments | GONE.records | GONE.erased}
     WHERE id = ANY($1::bigint[])`,
    [ids],
  );
}

/** Deletes the transcripts of conversations, and marks them; what was found in them stays. Answers how many messages went. */
export async function deleteTranscripts(client: pg.PoolClient, ids: readonly string[]): Promise<number> {
  let messages = 0;
  for (const table of ["record", "undone_record"]) {
    const { rowCount } = await client.query(
      `DELETE FROM ${table} WHERE conversation_id = ANY($1::bigint[]) AND type = 'message'`,
      [ids],
    );
    messages += rowCount ?? 0;
  }
  await markGone(client, ids, GONE.transcript);
  return messages;
}

/** Takes the comments out of the surveys and ratings of conversations, and marks them. Answers how many there were. */
export async function deleteComments(client: pg.PoolClient, ids: readonly string[]): Promise<number> {
  let comments = 0;
  for (const table of ["record", "undone_record"]) {
    const { rowCount } = await client.query(
      `UPDATE ${table} SET body = (body::jsonb - 'comment')::json
       WHERE conversation_id = ANY($1::bigint[]) AND type IN ('survey', 'context_rating') AND body ->> 'comment' IS NOT NULL`,
      [ids],
    );
    comments += rowCount ?? 0;
  }
  await markGone(client, ids, GONE.comments);
  return comments;
}

async function markGone(client: pg.PoolClient, ids: readonly string[], bit: number): Promise<void> {
  await client.query("UPDATE conversation SET gone = gone | $2::smallint WHERE id = ANY($1::bigint[])", [
    ids,
    bit,
  ]);
}
