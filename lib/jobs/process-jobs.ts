import { systemClock } from "@/lib/access/system-clock";
import { processKeyring } from "@/lib/ingest/commit/services";
import { database } from "@/lib/store/database";
import { JOBS } from "./jobs";
import { type JobRunner, runJobs } from "./run-jobs";

const holder = globalThis as typeof globalThis & { batonJobs?: Promise<JobRunner | null> };

/**
 * Starts the jobs of this process, once; whoever ends the process stops them (lib/start/serve.mjs). Pages are served
 * also where they cannot be started, which is said in the log.
 */
export function startProcessJobs(): void {
  holder.batonJobs ??= start().catch((error: unknown) => {
    console.error("The jobs could not be started: no digests, no alerts, no tidying up.", error);
    return null;
  });
}

async function start(): Promise<JobRunner> {
  return runJobs(JOBS, { db: database(), keyring: await processKeyring(), clock: systemClock });
}
