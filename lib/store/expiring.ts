import type pg from "pg";
import { formatInstant } from "@/lib/domain/instant";
import type { Micros } from "@/lib/domain/record";

/** Where a walk over old conversations has come to. */
export interface ExpiryPosition {
  readonly day: string;
  readonly startedAt: string;
  readonly id: string;
}

/** The next conversations of a walk, and where it stands after them; null at its end. */
export interface ExpiryPage {
  readonly ids: readonly string[];
  readonly next: ExpiryPosition | null;
}

/** Conversations that began before a moment and have not lost what `bit` stands for (see GONE), the oldest first. */
export async function nextToExpire(
  pool: pg.Pool,
  { generation, bit, before }: { readonly generation: number; readonly bit: number; readonly before: Micros },
  after: ExpiryPosition | null,
  limit: number,
): Promise<ExpiryPage> {
  const { rows } = await pool.query<{ id: string; day: string; started: string; due: boolean }>(
    `SELECT m.conversation_id AS id, m.day::text, m.started_at::text AS started, c.gone & $3 = 0 AS due
     FROM (SELECT conversation_id, day, started_at FROM measure
           WHERE generation = $1 AND day <= $2::timestamptz::date + 1 AND started_at < $2::timestamptz
             AND ($4::date IS NULL OR (day, started_at, conversation_id) > ($4::date, $5::timestamptz, $6::bigint))
           ORDER BY day, started_at, conversation_id LIMIT $7) AS m
     JOIN conversation AS c ON c.id = m.conversation_id ORDER BY m.day, m.started_at, m.conversation_id`,
    [
      generation,
      formatInstant(before),
      bit,
      after?.day ?? null,
      after?.startedAt ?? null,
      after?.id ?? null,
      limit,
    ],
  );
  const last = rows.at(-1);
  const isEnd = !last || rows.length < limit;
  return {
    ids: rows.filter((row) => row.due).map((row) => row.id),
    next: isEnd ? null : { day: last.day, startedAt: last.started, id: last.id },
  };
}

/** Conversations that have waited for their own record since before a moment, with something still kept of them. */
export async function waitingSince(
  pool: pg.Pool,
  before: Micros,
  type: "message" | "any",
  limit: number,
): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT c.id FROM conversation AS c WHERE NOT c.arrived AND c.first_seen < $1 AND EXISTS (
       SELECT FROM record AS r WHERE r.conversation_id = c.id ${type === "message" ? "AND r.type = 'message'" : ""})
     ORDER BY c.id LIMIT $2`,
    [formatInstant(before), limit],
  );
  return rows.map((row) => row.id);
}

/** What of a conversation a preview counts. */
export type Expiring = "transcripts" | "comments" | "conversations";

const HAS: { readonly [E in Expiring]: string } = {
  transcripts: "AND EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id AND r.type = 'message')",
  comments: `AND EXISTS (SELECT FROM record AS r WHERE r.conversation_id = c.id
    AND r.type IN ('survey', 'context_rating') AND r.body ->> 'comment' IS NOT NULL)`,
  conversations: "",
};

/** How many conversations would lose something, counted up to `most`. */
export async function countToExpire(
  pool: pg.Pool,
  question: {
    readonly generation: number;
    readonly bit: number;
    readonly before: Micros;
    readonly what: Expiring;
  },
  most: number,
): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(
    `SELECT count(*) AS n FROM (
       SELECT FROM measure AS m JOIN conversation AS c ON c.id = m.conversation_id
       WHERE m.generation = $1 AND m.day <= $2::timestamptz::date + 1 AND m.started_at < $2::timestamptz
         AND c.gone & $3 = 0 ${HAS[question.what]} LIMIT $4) AS due`,
    [question.generation, formatInstant(question.before), question.bit, most],
  );
  return Number(rows[0]?.n ?? 0);
}

/** How many refused records came in before a moment, counted up to `most`. */
export async function countRefusedBefore(pool: pg.Pool, before: Micros, most: number): Promise<number> {
  const { rows } = await pool.query<{ n: string }>(
    "SELECT count(*) AS n FROM (SELECT FROM rejection WHERE created_at < $1 LIMIT $2) AS due",
    [formatInstant(before), most],
  );
  return Number(rows[0]?.n ?? 0);
}

/** Imports that were undone before a moment and could still be put back. */
export async function undoneBefore(pool: pg.Pool, before: Micros): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `SELECT id FROM import AS i WHERE undone_at < $1 AND state = 'undone'
       AND EXISTS (SELECT FROM undone_record AS u WHERE u.import_id = i.id)`,
    [formatInstant(before)],
  );
  return rows.map((row) => row.id);
}

/** Deletes records of an undone import, at most `limit`. Answers how many. */
export async function deleteUndone(client: pg.PoolClient, importId: string, limit: number): Promise<number> {
  const { rowCount } = await client.query(
    `DELETE FROM undone_record WHERE (import_id, conversation_id, id) IN (
       SELECT import_id, conversation_id, id FROM undone_record WHERE import_id = $1 LIMIT $2)`,
    [importId, limit],
  );
  return rowCount ?? 0;
}
