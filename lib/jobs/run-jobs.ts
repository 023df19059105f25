import { Logger, parseCronItems, run } from "graphile-worker";
import type { Job, JobServices } from "./job";

/** Jobs that are being run by this process. */
export interface JobRunner {
  /** Begins nothing more, lets what runs end (it is told by its signal), and resolves when nothing runs. */
  stop(): Promise<void>;
}

const ATTEMPTS = 5;
/** Several jobs may run beside each other in a process; each of them holds a connection of the pool at times. */
const AT_ONCE = 2;
/** What is due while no process runs is made up for when one starts within this time, in milliseconds. */
const MADE_UP_FOR = 3_600_000;

/**
 * Runs jobs in this process until it is stopped. Any number of processes may do so on one database: the schedule is
 * kept there (schema `graphile_worker`), so that each job runs once, and of one job never two at the same time.
 */
export async function runJobs(
  jobs: readonly Job[],
  services: Omit<JobServices, "signal">,
): Promise<JobRunner> {
  const stopping = new AbortController();
  const runner = await run({
    pgPool: services.db.pool,
    concurrency: AT_ONCE,
    // The process has its own way to stop, which waits for the web server too.
    noHandleSignals: true,
    logger: new Logger(() => (level, message) => {
      if (String(level) === "error") console.error(message);
    }),
    taskList: Object.fromEntries(
      jobs.map((job) => [
        job.name,
        async (_payload: unknown, helpers: { readonly abortSignal: AbortSignal }) =>
          job.run({ ...services, signal: AbortSignal.any([stopping.signal, helpers.abortSignal]) }),
      ]),
    ),
    parsedCronItems: parseCronItems(
      jobs.map((job) => ({
        task: job.name,
        match: job.at,
        options: {
          maxAttempts: job.attempts ?? ATTEMPTS,
          backfillPeriod: MADE_UP_FOR,
          // One entry a job, in a queue of its own: a run that takes longer than its interval does not pile up.
          jobKey: job.name,
          queueName: job.name,
        },
      })),
    ),
  });
  const ended = runner.promise.catch((error: unknown) => console.error("The jobs ended.", error));
  return {
    async stop() {
      stopping.abort();
      // It throws when it has stopped by itself.
      await runner.stop().catch(() => undefined);
      await ended;
    },
  };
}
