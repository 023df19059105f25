import type { Clock } from "@/lib/domain/clock";
import type { Keyring } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";

/** What a job works with. */
export interface JobServices {
  readonly db: Database;
  readonly keyring: Keyring;
  readonly clock: Clock;
  /** Aborted when the process is asked to stop: end at the next good place; the next run goes on. */
  readonly signal: AbortSignal;
}

/**
 * Work that Baton does by itself, by the clock. Of all processes on one database one runs it, never two at once. A job
 * that throws is tried again (after 3 s, 7 s, 20 s …), and a process that dies in the middle leaves it to another one:
 * write it so that doing the same again does no harm.
 */
export interface Job {
  /** In lower case with hyphens. Never changed: the database remembers jobs by it. */
  readonly name: string;
  /** When, as cron has it, in UTC: `17 3 * * *` is every night at 03:17. What depends on a time zone asks the clock when it runs. */
  readonly at: string;
  /** How often one run may fail before it is left to the next; 5 unless said otherwise. */
  readonly attempts?: number;
  readonly run: (services: JobServices) => Promise<void>;
}
