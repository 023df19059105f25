import type pg from "pg";
import type { Database } from "./database";

/** A way of measuring: its number and the reporting time zone. */
export interface Generation {
  readonly id: number;
  readonly timeZone: string;
}

/** Advisory lock held shared by every transaction that writes measures, exclusively when the generations change. */
export const GENERATION_LOCK = 7_226_001;

/** The generation that reports read, made with the given time zone where none exists yet. */
export async function ensureCurrentGeneration(db: Database, timeZone: string): Promise<Generation> {
  await db.pool.query(
    `INSERT INTO generation (state, time_zone)
     SELECT 'current', $1 WHERE NOT EXISTS (SELECT FROM generation WHERE state = 'current')
     ON CONFLICT DO NOTHING`,
    [timeZone],
  );
  return currentGeneration(db.pool);
}

/** The generation that reports read. Throws when the start command has not made one. */
export async function currentGeneration(client: pg.Pool | pg.PoolClient): Promise<Generation> {
  const { rows } = await client.query<{ id: number; time_zone: string }>(
    "SELECT id, time_zone FROM generation WHERE state = 'current'",
  );
  const row = rows[0];
  if (!row) throw new Error("There is no current generation: start Baton once to make it.");
  return { id: row.id, timeZone: row.time_zone };
}

/**
 * The generations that a transaction has to measure under: the current one and one being built. They stay as they
 * are until the transaction ends.
 */
export async function holdGenerations(client: pg.PoolClient): Promise<readonly Generation[]> {
  const { rows } = await client.query<{ id: number; time_zone: string }>(
    `WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock_shared(${GENERATION_LOCK}))
     SELECT id, time_zone FROM held, generation WHERE state IN ('current', 'building') ORDER BY id`,
  );
  return rows.map((row) => ({ id: row.id, timeZone: row.time_zone }));
}
