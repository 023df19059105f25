/** The standard normal quantile of a two-sided 95 % interval. */
export const Z_95 = 1.959964;

/** A 95 % interval, in the unit of the number it belongs to (shares as fractions). */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A difference (later − earlier) with its 95 % interval. It is a signal when the interval excludes 0, else noise. */
export interface Difference extends Interval {
  readonly difference: number;
  readonly signal: boolean;
}

/** Puts a difference and its interval together and judges it. */
export function judge(difference: number, low: number, high: number): Difference {
  return { difference, low, high, signal: low > 0 || high < 0 };
}
