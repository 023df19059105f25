import type { Database } from "./database";

/** A file that has been read to its end, or as far as it could be. */
export interface FinishedFile {
  readonly id: string;
  readonly label: string;
  readonly state: "done" | "stopped";
  readonly problem: string | null;
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly rejected: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
}

/** The imports of files that began after `since` and are finished, the oldest first. */
export async function listFinishedFiles(db: Database, since: Date): Promise<FinishedFile[]> {
  const { rows } = await db.pool.query<FinishedFile>(
    `SELECT id, label, state::text AS state, problem, received, created, updated, unchanged, stale, rejected,
            started_at AS "startedAt", finished_at AS "finishedAt"
     FROM import
     WHERE started_at > $1 AND via = 'file' AND finished_at IS NOT NULL AND state <> 'running'
     ORDER BY started_at, id`,
    [since],
  );
  return rows;
}
