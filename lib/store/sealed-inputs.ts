import type pg from "pg";
import type { ConversationName } from "./erasures";

/** Where an encrypted input lies, and how large it is. */
export interface SealedPlace {
  /** What deletes it, and where the next page begins. */
  readonly place: readonly [string, string];
  /** Of the encrypted bytes. */
  readonly size: number;
}

/** An encrypted input that is kept for a while: a refused record, or a platform's payload. */
export interface SealedInput {
  readonly place: SealedPlace["place"];
  /** Whose it is; null where that is not known. */
  readonly source: string | null;
  /** Of a refused record, where it could be read. */
  readonly conversationId: string | null;
  /** Of a payload, when it arrived, and how its bytes are to be read. */
  readonly receivedAt: Date;
  readonly format: string;
  /** What stands beside it in clear. */
  readonly message: string;
  readonly input: Buffer;
}

/** Where encrypted input is kept. A table of the kind is added here. */
export type SealedTable = "rejection" | "connection_payload";

interface Shape {
  readonly place: string;
  readonly size: string;
  readonly from: string;
  readonly rest: string;
  /** Holds where the ids of conversations that stand beside an input do not tell of whom it is. */
  readonly unknown: string;
}

const SHAPES: { readonly [T in SealedTable]: Shape } = {
  rejection: {
    place: "i.import_id, i.line",
    size: "octet_length(i.input)",
    from: "rejection AS i",
    rest: "i.source, i.conversation_id, i.created_at AS received_at, 'json' AS format, i.message, i.input",
    // Only records of conversations name their customer.
    unknown: "i.source IS NULL OR i.conversation_id IS NULL OR i.type IS NULL OR i.type = 'conversation'",
  },
  connection_payload: {
    place: "i.connection_id, i.id",
    size: "i.size",
    from: "connection_payload AS i JOIN connection AS c ON c.id = i.connection_id",
    rest: `c.source, NULL AS conversation_id, i.received_at, i.format, i.label || ' ' || i.problem_list::text AS message,
           i.body AS input`,
    // Of a stored conversation the customer is known; of one that never came, or has expired, nobody knows it.
    unknown: `i.mapped_at IS NULL OR i.problems > 0 OR i.irrelevant > 0
      OR NOT EXISTS (SELECT FROM connection_payload_conversation AS p WHERE p.payload_id = i.id)
      OR EXISTS (
        SELECT FROM connection_payload_conversation AS p WHERE p.payload_id = i.id AND NOT EXISTS (
          SELECT FROM conversation AS k
          WHERE k.source = p.source AND k.external_id = p.external_id AND k.arrived AND k.gone = 0))`,
  },
};

/** Deletes the refused records of conversations, by source and id. Answers how many. */
export async function deleteRefusedOf(
  pool: pg.Pool,
  conversations: readonly ConversationName[],
): Promise<number> {
  const { rowCount } = await pool.query(
    "DELETE FROM rejection WHERE (source, conversation_id) IN (SELECT * FROM unnest($1::text[], $2::text[]))",
    [conversations.map(({ source }) => source), conversations.map(({ conversationId }) => conversationId)],
  );
  return rowCount ?? 0;
}

/** Inputs of whom nobody knows without opening them, a page at a time, those after `after` in a fixed order. */
export async function placesToOpen(
  pool: pg.Pool,
  table: SealedTable,
  after: SealedPlace["place"] | null,
  limit: number,
): Promise<readonly SealedPlace[]> {
  const { place, size, from, unknown } = SHAPES[table];
  const [first, second] = place.split(", ");
  const { rows } = await pool.query<{ first: string; second: string; size: number }>(
    `SELECT ${first} AS first, ${second} AS second, ${size} AS size FROM ${from}
     WHERE ($1::uuid IS NULL OR (${place}) > ($1::uuid, $2::bigint)) AND (${unknown}) ORDER BY ${place} LIMIT $3`,
    [after?.[0] ?? null, after?.[1] ?? "0", limit],
  );
  return rows.map((row) => ({ place: [row.first, row.second], size: row.size }));
}

/** Some encrypted inputs. */
export async function readSealedInputs(
  pool: pg.Pool,
  table: SealedTable,
  places: readonly SealedPlace[],
): Promise<readonly SealedInput[]> {
  const { place, from, rest } = SHAPES[table];
  const [first, second] = place.split(", ");
  const { rows } = await pool.query<{
    first: string;
    second: string;
    source: string | null;
    conversation_id: string | null;
    received_at: Date;
    format: string;
    message: string;
    input: Buffer;
  }>(
    `SELECT ${first} AS first, ${second} AS second, ${rest} FROM ${from}
     WHERE (${place}) IN (SELECT * FROM unnest($1::uuid[], $2::bigint[]))`,
    columnsOf(places.map((one) => one.place)),
  );
  return rows.map((row) => ({
    place: [row.first, row.second],
    source: row.source,
    conversationId: row.conversation_id,
    receivedAt: row.received_at,
    format: row.format,
    message: row.message,
    input: row.input,
  }));
}

/** Deletes encrypted inputs. Answers how many were still there. */
export async function deleteSealedInputs(
  pool: pg.Pool,
  table: SealedTable,
  places: readonly SealedPlace["place"][],
): Promise<number> {
  if (places.length === 0) return 0;
  const { rowCount } = await pool.query(
    `DELETE FROM ${table} AS i WHERE (${SHAPES[table].place}) IN (SELECT * FROM unnest($1::uuid[], $2::bigint[]))`,
    columnsOf(places),
  );
  return rowCount ?? 0;
}

function columnsOf(places: readonly SealedPlace["place"][]): [string[], string[]] {
  return [places.map(([first]) => first), places.map(([, second]) => second)];
}

/** Deletes refused records that came in before a moment, at most `limit`. Answers how many. */
export async function expireSealedInputs(pool: pg.Pool, before: Date, limit: number): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM rejection WHERE ctid = ANY(ARRAY(SELECT ctid FROM rejection WHERE created_at < $1 LIMIT $2))`,
    [before, limit],
  );
  return rowCount ?? 0;
}
