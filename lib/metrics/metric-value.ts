import type { Interval } from "@/lib/statistics/interval";

/** Why a number is not shown: nothing to divide by, fewer than five, or private ratings. Withheld is never 0. */
export type Withheld = "no_data" | "too_few" | "private";

/**
 * A number with all its parts (contract, section 4). `value` is a fraction for percent, 1–5 for score, seconds
 * for seconds, the count itself for count. Counts have neither denominator nor interval.
 */
export interface MetricValue {
  readonly value: number | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly interval: Interval | null;
  readonly withheld: Withheld | null;
  readonly lowVolume: boolean;
}

/** How a number differs from the one it is compared with; a signal when the interval leaves 0 out. */
export interface MetricChange {
  readonly difference: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly signal: boolean;
}
