import type pg from "pg";

/** An encrypted input that is kept for a while: a refused record, or a platform's payload. */
export interface SealedInput {
  /** What deletes it, and where the next page begins. */
  readonly place: readonly [string, string];
  readonly conversationId: string | null;
  /** What stands beside it in clear. */
  readonly message: string;
  readonly input: Buffer;
}

/** Where encrypted input is kept. A table of the kind is added here. */
export type SealedTable = "rejection" | "connection_payload";
export const SEALED_TABLES: readonly SealedTable[] = ["rejection", "connection_payload"];

const COLUMNS: { readonly [T in SealedTable]: { readonly place: string; readonly rest: string } } = {
  rejection: {
    place: "import_id, line",
    rest: "conversation_id, message, input",
  },
  connection_payload: {
    place: "connection_id, id",
    rest: "NULL AS conversation_id, label || ' ' || problem_list::text AS message, body AS input",
  },
};

/** Encrypted inputs a page at a time, those after `after` in a fixed order. */
export async function readSealedInputs(
  pool: pg.Pool,
  table: SealedTable,
  after: SealedInput["place"] | null,
  limit: number,
): Promise<readonly SealedInput[]> {
  const { place, rest } = COLUMNS[table];
  const [first, second] = place.split(", ");
  const { rows } = await pool.query<{
    first: string;
    second: string;
    conversation_id: string | null;
    message: string;
    input: Buffer;
  }>(
    `SELECT ${first} AS first, ${second} AS second, ${rest} FROM ${table}
     WHERE $1::uuid IS NULL OR (${place}) > ($1::uuid, $2::bigint) ORDER BY ${place} LIMIT $3`,
    [after?.[0] ?? null, after?.[1] ?? "0", limit],
  );
  return rows.map((row) => ({
    place: [row.first, row.second],
    conversationId: row.conversation_id,
    message: row.message,
    input: row.input,
  }));
}

/** Deletes encrypted inputs. */
export async function deleteSealedInputs(
  pool: pg.Pool,
  table: SealedTable,
  places: readonly SealedInput["place"][],
): Promise<void> {
  if (places.length === 0) return;
  await pool.query(
    `DELETE FROM ${table} WHERE (${COLUMNS[table].place}) IN (SELECT * FROM unnest($1::uuid[], $2::bigint[]))`,
    [places.map(([first]) => first), places.map(([, second]) => second)],
  );
}

/** Deletes refused records that came in before a moment, at most `limit`. Answers how many. */
export async function expireSealedInputs(pool: pg.Pool, before: Date, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM rejection WHERE ctid = ANY(ARRAY(SELECT ctid FROM rejection WHERE created_at < $1 LIMIT $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}
