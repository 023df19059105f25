import type pg from "pg";

/** What an undo would take out, and what it would leave. */
export interface UndoExtent {
  readonly records: number;
  readonly conversations: number;
  /** Of these, conversations of which nothing else is known: they leave the numbers altogether. */
  readonly vanishing: number;
}

/** How much of the log an import is. Reads all of it: for the page that asks, not for lists. */
export async function measureUndo(
  client: pg.Pool | pg.PoolClient,
  importId: string,
  from: "record" | "undone_record",
): Promise<UndoExtent> {
  const { rows } = await client.query<{ records: string; conversations: string; vanishing: string }>(
    `WITH own AS (SELECT conversation_id, count(*) AS n FROM ${from} WHERE import_id = $1 GROUP BY conversation_id)
     SELECT coalesce(sum(n), 0) AS records, count(*) AS conversations,
            count(*) FILTER (WHERE NOT EXISTS (
              SELECT FROM record AS r WHERE r.conversation_id = own.conversation_id AND r.import_id <> $1)) AS vanishing
     FROM own`,
    [importId],
  );
  const [row] = rows;
  return {
    records: Number(row?.records ?? 0),
    conversations: Number(row?.conversations ?? 0),
    vanishing: Number(row?.vanishing ?? 0),
  };
}

/** Notes which conversations the undo (or, from `undone_record`, the redo) of an import has to go through: how many. */
export async function planUndo(
  client: pg.PoolClient,
  importId: string,
  from: "record" | "undone_record",
): Promise<number> {
  const { rowCount } = await client.query(
    `INSERT INTO undo_step (import_id, conversation_id)
     SELECT DISTINCT import_id, conversation_id FROM ${from} WHERE import_id = $1 ON CONFLICT DO NOTHING`,
    [importId],
  );
  return rowCount ?? 0;
}

/** Some conversations that are still to be gone through, in no order. */
export async function nextUndoSteps(pool: pg.Pool, importId: string, limit: number): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT conversation_id AS id FROM undo_step WHERE import_id = $1 ORDER BY conversation_id LIMIT $2`,
    [importId, limit],
  );
  return rows.map((row) => row.id);
}

/** How many conversations are still to be gone through. */
export async function countUndoSteps(client: pg.Pool | pg.PoolClient, importId: string): Promise<number> {
  const { rows } = await client.query<{ n: number }>(
    "SELECT count(*)::int AS n FROM undo_step WHERE import_id = $1",
    [importId],
  );
  return rows[0]?.n ?? 0;
}

/** Strikes conversations off: they have been gone through. */
export async function strikeUndoSteps(
  client: pg.PoolClient,
  importId: string,
  conversations: readonly string[],
): Promise<void> {
  await client.query("DELETE FROM undo_step WHERE import_id = $1 AND conversation_id = ANY($2::bigint[])", [
    importId,
    conversations,
  ]);
}

const MOVED = "conversation_id, id, type, part, version, import_id, body, sent_as";

/** Takes an import's records of some conversations out of the log and keeps them, to be put back exactly. */
export async function takeOutRecords(
  client: pg.PoolClient,
  importId: string,
  conversations: readonly string[],
): Promise<void> {
  await moveRecords(client, "record", "undone_record", importId, conversations);
}

/** Puts them back in their old places: the order of receipt is what it was. */
export async function putBackRecords(
  client: pg.PoolClient,
  importId: string,
  conversations: readonly string[],
): Promise<void> {
  await moveRecords(client, "undone_record", "record", importId, conversations);
}

async function moveRecords(
  client: pg.PoolClient,
  from: string,
  to: string,
  importId: string,
  conversations: readonly string[],
): Promise<void> {
  await client.query(
    `WITH moved AS (
       DELETE FROM ${from} WHERE conversation_id = ANY($1::bigint[]) AND import_id = $2 RETURNING ${MOVED}
     )
     INSERT INTO ${to} (${MOVED}) SELECT ${MOVED} FROM moved`,
    [conversations, importId],
  );
}
