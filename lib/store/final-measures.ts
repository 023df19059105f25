import type pg from "pg";
import type { Day } from "@/lib/domain/day";
import type { Micros } from "@/lib/domain/record";
import { DIMENSION_COLUMNS, SUM_COLUMNS } from "./measure-columns";

/** When conversations with final measures began: those of `from` that `to` has not got yet. */
export async function readFinalTimes(
  client: pg.PoolClient,
  from: number,
  to: number,
  conversations: readonly string[],
): Promise<{ readonly conversation: string; readonly startedAt: Micros }[]> {
  const { rows } = await client.query<{ conversation: string; started: string }>(
    `SELECT conversation_id AS conversation, (extract(epoch FROM started_at) * 1000000)::bigint AS started
     FROM measure AS m WHERE generation = $1 AND final AND conversation_id = ANY($3::bigint[])
       AND NOT EXISTS (SELECT FROM measure AS n WHERE n.generation = $2 AND n.conversation_id = m.conversation_id)`,
    [from, to, conversations],
  );
  return rows.map((row) => ({ conversation: row.conversation, startedAt: Number(row.started) }));
}

const COPIED = [
  "conversation_id",
  "final",
  "started_at",
  ...DIMENSION_COLUMNS,
  "attributes",
  "facets",
  "neighbours",
  ...SUM_COLUMNS,
];

/** Copies final measures from one generation to another, each to its day and hour there. */
export async function copyFinalMeasures(
  client: pg.PoolClient,
  from: number,
  to: number,
  placed: readonly { readonly conversation: string; readonly day: Day; readonly hour: number }[],
): Promise<void> {
  if (placed.length === 0) return;
  await client.query(
    `INSERT INTO measure (generation, day, hour, ${COPIED.join(", ")})
     SELECT $2, p.day, p.hour, ${COPIED.map((column) => `m.${column}`).join(", ")}
     FROM unnest($3::bigint[], $4::date[], $5::smallint[]) AS p (id, day, hour)
     JOIN measure AS m ON m.generation = $1 AND m.conversation_id = p.id`,
    [from, to, placed.map((p) => p.conversation), placed.map((p) => p.day), placed.map((p) => p.hour)],
  );
}

/** How many conversations count with final measures: their records are gone. */
export async function countFinal(client: pg.Pool | pg.PoolClient, generation: number): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    "SELECT count(*) AS n FROM measure WHERE generation = $1 AND final",
    [generation],
  );
  return Number(rows[0]?.n ?? 0);
}
