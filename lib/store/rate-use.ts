import type pg from "pg";

/** How often a subject did something in the window that began at `windowStart` (milliseconds since 1970). */
export interface RateUse {
  readonly subject: string;
  readonly windowStart: number;
  readonly used: number;
}

/** Adds what a process counted to what all counted, in one statement; answers the sums. */
export async function addRateUse(pool: pg.Pool, use: readonly RateUse[]): Promise<RateUse[]> {
  const { rows } = await pool.query<{ subject: string; start: string; used: string }>(
    // In order, so that two processes never wait for each other in a circle.
    `INSERT INTO rate_use (subject, window_start, used)
     SELECT subject, to_timestamp(start / 1000.0), used
     FROM unnest($1::text[], $2::float8[], $3::bigint[]) AS told (subject, start, used) ORDER BY subject, start
     ON CONFLICT (subject, window_start) DO UPDATE SET used = rate_use.used + excluded.used
     RETURNING subject, round(extract(epoch FROM window_start) * 1000)::text AS start, used`,
    [use.map((one) => one.subject), use.map((one) => one.windowStart), use.map((one) => one.used)],
  );
  return rows.map(({ subject, start, used }) => ({
    subject,
    windowStart: Number(start),
    used: Number(used),
  }));
}

/** Forgets windows that began before `before` (milliseconds since 1970). */
export async function forgetRateUse(pool: pg.Pool, before: number): Promise<void> {
  await pool.query("DELETE FROM rate_use WHERE window_start < to_timestamp($1 / 1000.0)", [before]);
}
