import type { Database } from "@/lib/store/database";
import type { ImportCounts } from "@/lib/store/imports";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { commitBatch, type Submission } from "./commit-batch";

/** No transaction takes more records than this, except that a single submission is never split. */
const MAX_BATCH_RECORDS = 5_000;
/** Reports read the pending totals row by row: past this many they are rolled up. */
const ROLL_UP_AFTER_ROWS = 5_000;

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (counts: ImportCounts) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The one way into the database for records of this process (group commit): submissions that arrive while a
 * transaction runs share the next one, so many small requests cost few transactions.
 */
export class Committer {
  private queue: Waiting[] = [];
  private running: Promise<void> | null = null;
  private pendingRows = 0;

  constructor(private readonly db: Database) {}

  /** Resolves when the submission is durable and in the numbers; submissions of one import keep their order. */
  submit(submission: Submission): Promise<ImportCounts> {
    return new Promise((resolve, reject) => {
      this.queue.push({ submission, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when everything submitted so far is committed and the totals are rolled up. */
  async drain(): Promise<void> {
    while (this.running) await this.running;
    await this.rollUp();
  }

  private async run(): Promise<void> {
    // Requests that arrive in the same turn of the event loop join the first transaction.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.queue.length > 0) {
      await this.commit(this.takeBatch());
      if (this.pendingRows >= ROLL_UP_AFTER_ROWS) await this.rollUp();
    }
    this.running = null;
  }

  private takeBatch(): Waiting[] {
    let records = 0;
    let size = 0;
    for (const { submission } of this.queue) {
      records += submission.records.length;
      if (size > 0 && records > MAX_BATCH_RECORDS) break;
      size += 1;
    }
    return this.queue.splice(0, size);
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    try {
      const { counts, pendingRows } = await commitBatch(
        this.db,
        batch.map((waiting) => waiting.submission),
      );
      this.pendingRows += pendingRows;
      for (const [i, waiting] of batch.entries()) waiting.resolve(counts[i] as ImportCounts);
    } catch (error) {
      const [first, ...others] = batch;
      if (others.length === 0) first?.reject(error);
      // One submission that cannot be stored must not take its neighbours with it.
      else for (const waiting of batch) await this.commit([waiting]);
    }
  }

  private async rollUp(): Promise<void> {
    this.pendingRows = 0;
    await rollUpTotals(this.db);
  }
}

const committers = new WeakMap<Database, Committer>();

/** The process's committer for a database. */
export function committerFor(db: Database): Committer {
  let committer = committers.get(db);
  if (!committer) {
    committer = new Committer(db);
    committers.set(db, committer);
  }
  return committer;
}
