import type { Clock } from "@/lib/domain/clock";
import type { Database } from "@/lib/store/database";
import { addRateUse, forgetRateUse } from "@/lib/store/rate-use";
import { RateLimit, tooManyRequests } from "./rate-limit";
import { systemClock } from "./system-clock";

const WINDOW_SECONDS = 60;
/** Requests of one key in a minute, and failed attempts from one address, unless the environment says otherwise. */
export const DEFAULT_KEY_LIMIT = 120_000;
export const DEFAULT_FAILURE_LIMIT = 300;

/** How often processes tell each other what they counted (milliseconds). */
const SHARED_EVERY = 2000;

type Variables = { readonly [name: string]: string | undefined };

/** The limits of the interface. */
export class RateLimits {
  /** Requests, by the id of the API key. */
  readonly requests: RateLimit;
  /** Failed authentication, by address. */
  readonly failures: RateLimit;

  constructor(variables: Variables = process.env, clock: Clock = systemClock) {
    const limit = (name: string, otherwise: number) => {
      const text = variables[name];
      return text === undefined || text === "" ? otherwise : Number(text);
    };
    this.requests = new RateLimit(
      {
        name: "requests",
        limit: limit("RATE_LIMIT_REQUESTS", DEFAULT_KEY_LIMIT),
        windowSeconds: WINDOW_SECONDS,
      },
      clock,
    );
    this.failures = new RateLimit(
      {
        name: "failures",
        limit: limit("RATE_LIMIT_FAILURES", DEFAULT_FAILURE_LIMIT),
        windowSeconds: WINDOW_SECONDS,
      },
      clock,
    );
  }

  /** @throws AppError `too_many_requests` (429) when authentication has failed too often from an address */
  refuseAfterFailures(address: string): void {
    const state = this.failures.look(address);
    if (state?.exceeded) throw tooManyRequests(state, "Too many requests with a wrong key from this address");
  }

  /** Tells the other processes what this one counted, and learns what they did: one statement, if there is anything. */
  async share(db: Database): Promise<void> {
    const limits = [this.requests, this.failures];
    const untold = limits.flatMap((limit) => limit.takeUntold());
    if (untold.length === 0) return;
    const sums = await addRateUse(db.pool, untold);
    for (const limit of limits) limit.learn(sums);
  }
}

const holder = globalThis as typeof globalThis & { batonRateLimits?: RateLimits };

/** The limits of this process. */
export function processRateLimits(): RateLimits {
  holder.batonRateLimits ??= new RateLimits();
  return holder.batonRateLimits;
}

/**
 * From now on this process and the others on the database count together. Nothing waits for it: where the database does
 * not answer, each process goes on counting alone.
 */
export function shareRateLimits(db: Database): void {
  let rounds = 0;
  const timer = setInterval(async () => {
    try {
      await processRateLimits().share(db);
      rounds += 1;
      // Every minute: what was counted in windows that are long over.
      if (rounds % (60_000 / SHARED_EVERY) === 1) {
        await forgetRateUse(db.pool, systemClock.now() / 1000 - 10 * WINDOW_SECONDS * 1000);
      }
    } catch {
      // The next round tells what has been counted by then.
    }
  }, SHARED_EVERY);
  timer.unref();
}
