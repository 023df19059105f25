import { eraseFound } from "@/lib/ingest/erase/erase-found";
import { linkJourneys } from "@/lib/ingest/measure/link-journeys";
import type { Database } from "@/lib/store/database";
import type { ImportCounts } from "@/lib/store/imports";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { type BatchOrder, commitBatch, type Submission } from "./commit-batch";

/** No transaction takes more records than this, except that a single submission is never split. */
const MAX_BATCH_RECORDS = 5_000;
/** Reports read the pending totals row by row: past this many they are rolled up, beside the next transactions. */
const ROLL_UP_AFTER_ROWS = 100_000;
/** Fewer than that are rolled up no more often than this: every roll-up writes the same cells again. */
const ROLL_UP_AT_MOST_EVERY_MS = 5_000;
/** So few are no burden to reports. */
const LEAVE_ROWS = 2_000;
/** Past this many, transactions wait until the roll-up has caught up. */
const WAIT_AFTER_ROWS = 300_000;

/** While records come in without a pause, journeys are linked this often; otherwise when nothing more waits. */
const LINK_AT_LEAST_EVERY_MS = 60_000;
const LINK_AT_MOST_EVERY_MS = 1_000;

interface Waiting {
  readonly submission: Submission;
  readonly resolve: (counts: ImportCounts) => void;
  readonly reject: (error: unknown) => void;
}

/** A transaction under way. */
interface UnderWay {
  /** Whether it was stored; false as soon as it has failed. */
  readonly stored: Promise<boolean>;
  /** Resolves when each of its submissions is stored or refused; after a failure they are stored again. */
  readonly done: Promise<void>;
}

const NOTHING: UnderWay = { stored: Promise.resolve(true), done: Promise.resolve() };

/** The transaction before this one failed: this one is undone too, so that records keep their order. */
class OutOfTurn extends Error {}

/**
 * The one way into the database for records of this process (group commit): submissions that arrive while a
 * transaction runs share the next one, so many small requests cost few transactions.
 */
export class Committer {
  private queue: Waiting[] = [];
  private running: Promise<void> | null = null;
  private rollingUp: Promise<void> | null = null;
  private pendingRows = 0;
  private lastRolledUp = performance.now();
  private rollUpTimer: NodeJS.Timeout | null = null;
  private linking: Promise<void> | null = null;
  private lastLinked = performance.now();
  private linkTimer: NodeJS.Timeout | null = null;
  private toLink = 0;

  constructor(private readonly db: Database) {}

  /** Resolves when the submission is durable and in the numbers; submissions of one import keep their order. */
  submit(submission: Submission): Promise<ImportCounts> {
    return new Promise((resolve, reject) => {
      this.queue.push({ submission, resolve, reject });
      this.running ??= this.run();
    });
  }

  /** Resolves when everything submitted so far is committed, its journeys are linked and the totals are rolled up. */
  async drain(): Promise<void> {
    while (this.running) await this.running;
    await this.linking;
    await this.link();
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
    let before = NOTHING;
    while (this.queue.length > 0) {
      const current = await this.begin(this.takeBatch(), before);
      const inTurn = await before.stored;
      await before.done;
      this.rollUpSoon();
      if (this.pendingRows >= WAIT_AFTER_ROWS) await this.rollingUp;
      if (performance.now() - this.lastLinked > LINK_AT_LEAST_EVERY_MS) this.link();
      // What arrived meanwhile joins the next batch; when nothing did, there is nothing to overlap with. And what was
      // undone together with the one before is stored again before anything else begins.
      const alone = !inTurn || this.queue.length === 0;
      if (alone) await current.done;
      before = alone ? NOTHING : current;
    }
    this.running = null;
    this.linkSoon();
    this.rollUpSoon();
  }

  private takeBatch(): Waiting[] {
    let records = 0;
    let size = 0;
    for (const { submission } of this.queue) {
      // What is taken out is taken out before the batch is stored: it must not meet others of its batch.
      const alone = submission.takesOut !== undefined;
      records += submission.records.length;
      if (size > 0 && (alone || records > MAX_BATCH_RECORDS)) break;
      size += 1;
      if (alone) break;
    }
    return this.queue.splice(0, size);
  }

  /** Begins a transaction; resolves when it holds its conversations, or has ended. */
  private begin(batch: readonly Waiting[], before: UnderWay): Promise<UnderWay> {
    return new Promise((resolve) => {
      const attempt = this.store(batch, {
        onLocked: () => resolve(underWay),
        turn: async () => {
          if (!(await before.stored)) throw new OutOfTurn();
        },
      });
      const stored = attempt.then(
        () => true,
        () => false,
      );
      const done = attempt.catch(async (error: unknown) => {
        await before.done;
        await this.storeAgain(batch, error);
      });
      const underWay: UnderWay = { stored, done };
      stored.then(() => resolve(underWay));
    });
  }

  /** Stores what a transaction that failed was to store. */
  private async storeAgain(batch: readonly Waiting[], error: unknown): Promise<void> {
    const [first, ...others] = batch;
    if (error instanceof OutOfTurn) {
      await this.store(batch).catch((again: unknown) => this.storeAgain(batch, again));
    } else if (others.length === 0) {
      first?.reject(error);
    } else {
      // One submission that cannot be stored must not take its neighbours with it.
      for (const waiting of batch) await this.store([waiting]).catch(waiting.reject);
    }
  }

  private async store(batch: readonly Waiting[], order?: BatchOrder): Promise<void> {
    const submissions = batch.map((waiting) => waiting.submission);
    const { counts, pendingRows, toLink, foundErased } = await commitBatch(this.db, submissions, order);
    this.pendingRows += pendingRows;
    this.toLink += toLink;
    // Not waited for: it waits until no transaction is under way. Where it fails, the nightly job does it.
    if (foundErased) {
      eraseFound(this.db).catch((error: unknown) => console.error("Erased records are still there.", error));
    }
    for (const [i, waiting] of batch.entries()) waiting.resolve(counts[i] as ImportCounts);
  }

  /** Starts the link step when something waits for it, but not for every small request anew. */
  private linkSoon(): void {
    if (this.toLink === 0 || this.linkTimer) return;
    const wait = Math.max(0, this.lastLinked + LINK_AT_MOST_EVERY_MS - performance.now());
    this.linkTimer = setTimeout(() => {
      this.linkTimer = null;
      void this.link();
    }, wait);
    this.linkTimer.unref();
  }

  /**
   * Starts the link step unless one is under way. It gives way to records that come in, but not for ever. One that fails
   * is tried again after the next transaction.
   */
  private link(): Promise<void> {
    const mayWait = performance.now() - this.lastLinked < LINK_AT_LEAST_EVERY_MS;
    this.toLink = 0;
    this.linking ??= linkJourneys(this.db, () => mayWait && this.running !== null)
      .then(() => {
        this.lastLinked = performance.now();
      })
      .catch((error: unknown) => console.error("Journeys could not be linked.", error))
      .finally(() => {
        this.linking = null;
      });
    return this.linking;
  }

  /** Starts a roll-up when enough rows are pending, or sees to it that it starts when the time has come. */
  private rollUpSoon(): void {
    if (this.pendingRows < LEAVE_ROWS) return;
    const wait = this.lastRolledUp + ROLL_UP_AT_MOST_EVERY_MS - performance.now();
    if (this.pendingRows >= ROLL_UP_AFTER_ROWS || wait <= 0) {
      this.rollUp();
      return;
    }
    this.rollUpTimer ??= setTimeout(() => {
      this.rollUpTimer = null;
      if (this.pendingRows >= LEAVE_ROWS) this.rollUp();
    }, wait).unref();
  }

  /** Starts a roll-up unless one is under way. One that fails is tried again after the next transaction. */
  private rollUp(): Promise<void> {
    if (this.rollingUp) return this.rollingUp;
    this.pendingRows = 0;
    this.lastRolledUp = performance.now();
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
