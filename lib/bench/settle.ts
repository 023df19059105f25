import { setTimeout as delay } from "node:timers/promises";
import type { BenchServer } from "./bench-server";

const LONGEST = 300_000;

/**
 * Waits until PostgreSQL has finished cleaning up after a load and its journeys are linked (what is measured meanwhile
 * would measure that), five minutes at most. Answers how many rows of totals still wait to be rolled up.
 */
export async function settle({ database }: BenchServer): Promise<number> {
  const ends = performance.now() + LONGEST;
  await database.pool.query("CHECKPOINT");
  for (;;) {
    const { rows } = await database.pool.query<{ busy: boolean; pending: number }>(
      `SELECT EXISTS (SELECT FROM pg_stat_activity
                      WHERE backend_type IN ('autovacuum worker', 'parallel worker'))
                OR EXISTS (SELECT FROM link_pending) AS busy,
              (SELECT count(*)::int FROM total_pending) + (SELECT count(*)::int FROM facet_pending) AS pending`,
    );
    if (!rows[0]?.busy || performance.now() > ends) return rows[0]?.pending ?? 0;
    await delay(500);
  }
}
