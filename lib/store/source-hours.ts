import type pg from "pg";

/** What became of the records of one type that one source sent. */
export interface SourceCounts {
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly refused: number;
}

/** Counts of one batch; `type` is empty where a refused record did not say. */
export interface SourceTally extends SourceCounts {
  readonly source: string;
  readonly type: string;
}

const COUNTED = ["received", "created", "updated", "unchanged", "stale", "refused"] as const;

/**
 * Adds what a batch brought to the hour of receipt, in the batch's own transaction: a few rows a batch, whatever its
 * size. The order of the rows is fixed, so that two processes never wait for each other in a circle.
 */
export async function addToSourceHours(
  client: pg.PoolClient,
  tallies: readonly SourceTally[],
): Promise<void> {
  if (tallies.length === 0) return;
  await client.query(
    `INSERT INTO source_hour AS h (hour, last_at, source, type, ${COUNTED.join(", ")})
     SELECT date_trunc('hour', now(), 'UTC'), now(), source, type, ${COUNTED.join(", ")}
     FROM jsonb_to_recordset($1) AS t (source text, type text, ${COUNTED.map((c) => `${c} int`).join(", ")})
     ORDER BY source COLLATE "C", type COLLATE "C"
     ON CONFLICT (hour, source, type) DO UPDATE SET last_at = greatest(h.last_at, excluded.last_at),
       ${COUNTED.map((c) => `${c} = h.${c} + excluded.${c}`).join(", ")}`,
    [JSON.stringify(tallies)],
  );
}

/** What one source sent of one type in one hour. Times are ISO 8601. */
export interface SourceHourRow extends SourceTally {
  readonly hour: string;
  readonly lastAt: string;
}

/** The hours since `since`, oldest first: a range of the primary key, a few rows for each hour and source. */
export async function readSourceHours(pool: pg.Pool, since: Date): Promise<SourceHourRow[]> {
  const { rows } = await pool.query<SourceTally & { readonly hour: Date; readonly last_at: Date }>(
    `SELECT hour, last_at, source, type, ${COUNTED.join(", ")} FROM source_hour
     WHERE hour >= $1 ORDER BY hour, source COLLATE "C", type COLLATE "C"`,
    [since],
  );
  return rows.map(({ hour, last_at, ...row }) => ({
    ...row,
    hour: hour.toISOString(),
    lastAt: last_at.toISOString(),
  }));
}

/** Removes hours before a moment; answers how many rows. */
export async function deleteSourceHours(pool: pg.Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query("DELETE FROM source_hour WHERE hour < $1", [before]);
  return rowCount ?? 0;
}
