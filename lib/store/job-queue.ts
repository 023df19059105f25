import type { Database } from "./database";

/**
 * Has a job of lib/jobs run as soon as a process is free, besides its own times. Where nothing runs jobs yet it simply
 * waits for its time: never throws.
 */
export async function runJobSoon(db: Database, name: string): Promise<void> {
  await db.pool
    .query("SELECT graphile_worker.add_job($1, job_key := $1, queue_name := $1, max_attempts := 5)", [name])
    .catch(() => undefined);
}
