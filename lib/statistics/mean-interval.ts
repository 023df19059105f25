import { type Difference, type Interval, judge, Z_95 } from "./interval";

/** Observations as sums that add up over days and query types: n, Σx and Σx². */
export interface Sums {
  readonly count: number;
  readonly sum: number;
  readonly sumOfSquares: number;
}

/** The variance of one observation, with n − 1 below the line; null with fewer than two observations. */
function sampleVariance({ count, sum, sumOfSquares }: Sums): number | null {
  if (count < 2) return null;
  // Equal observations can come out a hair below 0.
  return Math.max(0, (sumOfSquares - (sum * sum) / count) / (count - 1));
}

/**
 * The 95 % interval of a mean, mean ± z·s/√n with s from n − 1 (normal approximation);
 * null with fewer than two observations. Not cut off at the ends of the scale.
 */
export function meanInterval(sums: Sums): Interval | null {
  const variance = sampleVariance(sums);
  if (variance === null) return null;
  const mean = sums.sum / sums.count;
  const halfWidth = Z_95 * Math.sqrt(variance / sums.count);
  return { low: mean - halfWidth, high: mean + halfWidth };
}

/**
 * The difference of two independent means, later − earlier, ± z·√(s₁²/n₁ + s₂²/n₂) (normal approximation, variances
 * not assumed equal); null with fewer than two observations on either side.
 */
export function differenceOfMeans(earlier: Sums, later: Sums): Difference | null {
  const before = sampleVariance(earlier);
  const after = sampleVariance(later);
  if (before === null || after === null) return null;
  const difference = later.sum / later.count - earlier.sum / earlier.count;
  const halfWidth = Z_95 * Math.sqrt(before / earlier.count + after / later.count);
  return judge(difference, difference - halfWidth, difference + halfWidth);
}
