import type pg from "pg";
import type { Day } from "@/lib/domain/day";

/**
 * The first and the last day with eligible conversations; null without any. Of days with pending changes the sum counts:
 * what is pending may take back all that a day had.
 */
export async function dataSpan(pool: pg.Pool, generation: number): Promise<{ from: Day; to: Day } | null> {
  const settled = `SELECT day FROM total AS t
    WHERE generation = $1 AND grouping = 0 AND eligible > 0 AND day <> ALL (ARRAY(SELECT p.day FROM pending AS p))`;
  const { rows } = await pool.query<{ first: Day | null; last: Day | null }>(
    `WITH pending AS MATERIALIZED (
       SELECT day, coalesce(sum(eligible), 0) AS change FROM total_pending WHERE generation = $1 GROUP BY day
     ), changed AS MATERIALIZED (
       SELECT day FROM pending AS p
       WHERE change + (SELECT coalesce(sum(eligible), 0) FROM total AS t
                       WHERE t.generation = $1 AND t.grouping = 0 AND t.day = p.day) > 0
     )
     SELECT least((${settled} ORDER BY day LIMIT 1), (SELECT min(day) FROM changed))::text AS first,
            greatest((${settled} ORDER BY day DESC LIMIT 1), (SELECT max(day) FROM changed))::text AS last`,
    [generation],
  );
  const row = rows[0];
  return row?.first && row.last ? { from: row.first, to: row.last } : null;
}
