import type pg from "pg";
import type { Day } from "@/lib/domain/day";

/** The first and the last day with eligible conversations; null without any. */
export async function dataSpan(pool: pg.Pool, generation: number): Promise<{ from: Day; to: Day } | null> {
  const { rows } = await pool.query<{ first: Day | null; last: Day | null }>(
    `SELECT least(t.first, p.first)::text AS first, greatest(t.last, p.last)::text AS last
     FROM (SELECT
             (SELECT day FROM total WHERE generation = $1 AND grouping = 0 AND eligible > 0 ORDER BY day LIMIT 1) AS first,
             (SELECT day FROM total WHERE generation = $1 AND grouping = 0 AND eligible > 0 ORDER BY day DESC LIMIT 1) AS last
          ) AS t,
          (SELECT min(day) AS first, max(day) AS last FROM total_pending WHERE generation = $1 AND eligible > 0) AS p`,
    [generation],
  );
  const row = rows[0];
  return row?.first && row.last ? { from: row.first, to: row.last } : null;
}
