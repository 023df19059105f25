import type { Database } from "@/lib/store/database";
import type { ImportCounts } from "@/lib/store/imports";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { commitBatch, type Submission } from "./commit-batch";

/** No transaction takes more records than this, except that a single submission is never split. */
const MAX_BATCH_RECORDS = 5_000;
/** Reports read the pending totals row by row: past this many they are rolled up, beside the next transactions. */
const ROLL_UP_AFTER_ROWS = 20_000;
/** When nothing more waits, this many are enough. */
const ROLL_UP_WHEN_IDLE_ROWS = 2_000;
/** Past this many, transactions wait until the roll-up has caught up. */
const WAIT_AFTER_ROWS = 60_000;

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
  private rollingUp: Promise<void> | null = null;
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
    await this.rollingUp;
    await this.rollUp();
  }

  /**
   * Takes batch after batch. The next transaction begins as soon as the one before holds its conversations, so that
   * this process prepares one while the database stores the other; where both touch the same conversation, the later
   * waits, and records keep their order.
   */
  private async run(): Promise<void> {
    // Requests that arrive in the same turn of the event loop join the first transaction.
    await new Promise((resolve) => setImmediate(resolve));
    let previous: Promise<void> = Promise.resolve();
    while (this.queue.length > 0) {
      const before = previous;
      await new Promise<void>((onLocked) => {
        previous = this.commit(this.takeBatch(), onLocked).finally(onLocked);
      });
      await before;
      if (this.pendingRows >= ROLL_UP_AFTER_ROWS) this.rollUp();
      if (this.pendingRows >= WAIT_AFTER_ROWS) await this.rollingUp;
      // What arrived meanwhile joins the next batch; when nothing did, there is nothing to overlap with.
      if (this.queue.length === 0) await previous;
    }
    this.running = null;
    if (this.pendingRows >= ROLL_UP_WHEN_IDLE_ROWS) this.rollUp();
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

  private async commit(batch: readonly Waiting[], onLocked?: () => void): Promise<void> {
    try {
      const submissions = batch.map((waiting) => waiting.submission);
      const { counts, pendingRows } = await commitBatch(this.db, submissions, onLocked);
      this.pendingRows += pendingRows;
      for (const [i, waiting] of batch.entries()) waiting.resolve(counts[i] as ImportCounts);
    } catch (error) {
      const [first, ...others] = batch;
      if (others.length === 0) first?.reject(error);
      // One submission that cannot be stored must not take its neighbours with it.
      else for (const waiting of batch) await this.commit([waiting]);
    }
  }

  /** Starts a roll-up unless one is under way. One that fails is tried again after the next transaction. */
  private rollUp(): Promise<void> {
    if (this.rollingUp) return this.rollingUp;
    this.pendingRows = 0;
    this.rollingUp = rollUpTotals(this.db)
      .catch((error: unknown) => console.error("The totals could not be rolled up.", error))
      .finally(() => {
        this.rollingUp = null;
      });
    return this.rollingUp;
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
