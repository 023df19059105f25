import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { counted } from "@/lib/metrics/counted";
import type { RateUse } from "@/lib/store/rate-use";

/** So many uses of one subject in each window. */
export interface RatePolicy {
  /** As the headers name it. */
  readonly name: string;
  /** 0 = no limit. */
  readonly limit: number;
  readonly windowSeconds: number;
}

/** Where a subject stands in the window that runs. */
export interface RateState {
  readonly policy: RatePolicy;
  readonly remaining: number;
  /** Seconds until the window ends, rounded up. */
  readonly resetSeconds: number;
  /** Nothing was left: this use was not counted. */
  readonly exceeded: boolean;
}

/** More subjects than this are not told apart in one window: whoever comes later is not counted. */
const MOST_SUBJECTS = 50_000;

interface Count {
  /** Uses of this process. */
  own: number;
  /** How many of them the other processes have been told. */
  told: number;
  /** Uses of the other processes, as of the last time that was asked. */
  others: number;
}

/**
 * Counts uses in windows that begin at the same moments everywhere (whole multiples of their length since 1970), in the
 * memory of this process: a use costs no question to the database. What the other processes counted is learned now and
 * then ({@link RateLimit.learn}), so that together they let through little more than the limit.
 */
export class RateLimit {
  readonly policy: RatePolicy;
  readonly #clock: Clock;
  #windowStart = 0;
  #counts = new Map<string, Count>();

  constructor(policy: RatePolicy, clock: Clock) {
    this.policy = policy;
    this.#clock = clock;
  }

  /** Counts a use, unless none is left. Null without a limit. */
  take(subject: string): RateState | null {
    return this.#state(subject, 1);
  }

  /** Where a subject stands; counts nothing. Null without a limit. */
  look(subject: string): RateState | null {
    return this.#state(subject, 0);
  }

  #state(subject: string, uses: number): RateState | null {
    const { limit, windowSeconds } = this.policy;
    if (limit === 0) return null;
    const now = this.#clock.now() / 1000;
    this.#turn(now);
    const count = this.#counts.get(subject) ?? { own: 0, told: 0, others: 0 };
    const left = limit - count.own - count.others;
    const exceeded = left <= 0;
    if (!exceeded && uses > 0) {
      count.own += uses;
      if (this.#counts.has(subject) || this.#counts.size < MOST_SUBJECTS) this.#counts.set(subject, count);
    }
    return {
      policy: this.policy,
      remaining: Math.max(0, left - (exceeded ? 0 : uses)),
      resetSeconds: Math.ceil((this.#windowStart + windowSeconds * 1000 - now) / 1000),
      exceeded,
    };
  }

  #turn(now: number): void {
    const length = this.policy.windowSeconds * 1000;
    const start = Math.floor(now / length) * length;
    if (start === this.#windowStart) return;
    this.#windowStart = start;
    this.#counts = new Map();
  }

  /** What the other processes have not been told yet; from now on it counts as told. */
  takeUntold(): RateUse[] {
    this.#turn(this.#clock.now() / 1000);
    const untold: RateUse[] = [];
    for (const [subject, count] of this.#counts) {
      if (count.own === count.told) continue;
      untold.push({
        subject: `${this.policy.name}:${subject}`,
        windowStart: this.#windowStart,
        used: count.own - count.told,
      });
      count.told = count.own;
    }
    return untold;
  }

  /** Takes over what all processes together counted. Sums of other limits and windows are passed by. */
  learn(sums: readonly RateUse[]): void {
    const prefix = `${this.policy.name}:`;
    for (const { subject, windowStart, used } of sums) {
      if (windowStart !== this.#windowStart || !subject.startsWith(prefix)) continue;
      const count = this.#counts.get(subject.slice(prefix.length));
      if (count) count.others = Math.max(0, used - count.told);
    }
  }
}

/** The refusal (429) of a use for which nothing was left. */
export function tooManyRequests(state: RateState, what: string): AppError {
  const { limit, windowSeconds } = state.policy;
  return new AppError(
    "too_many_requests",
    `${what}: more than ${limit} in ${counted(windowSeconds, "second")}. Try again in ${counted(state.resetSeconds, "second")}.`,
    { limit, windowSeconds, retryAfter: state.resetSeconds },
  );
}

/** The headers of the draft RateLimit fields for HTTP (draft-ietf-httpapi-ratelimit-headers): the policy and where a caller stands. */
export function rateHeaders({ policy, remaining, resetSeconds }: RateState): [name: string, value: string][] {
  return [
    ["RateLimit-Policy", `"${policy.name}";q=${policy.limit};w=${policy.windowSeconds}`],
    ["RateLimit", `"${policy.name}";r=${remaining};t=${resetSeconds}`],
  ];
}
