/** Buckets of durations by their number, with how many observations each holds. */
export type Histogram = ReadonlyMap<number, number>;

/** The largest relative error of a quantile. */
export const RELATIVE_ERROR = 0.05;

const GAMMA = (1 + RELATIVE_ERROR) / (1 - RELATIVE_ERROR);
const LOG_GAMMA = Math.log(GAMMA);

/** The bucket of exactly 0: below every other, since a whole microsecond and more falls into buckets from 0 up. */
const ZERO_BUCKET = -1;

/**
 * The bucket of a duration in whole microseconds (≥ 0): bucket i > 0 holds γ^(i−1) < x ≤ γ^i with γ = (1+α)/(1−α),
 * α = 0.05; ten years end in bucket 334. Throws a RangeError for a negative duration or one that is not finite.
 *
 * Source: C. Masson, J. E. Rim, H. K. Lee, "DDSketch: a fast and fully-mergeable quantile sketch with relative-error
 * guarantees", Proceedings of the VLDB Endowment 12 (2019) 2195–2205.
 */
export function bucketOf(micros: number): number {
  if (!(micros >= 0 && micros < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`Not a duration: ${micros}`);
  }
  if (micros === 0) return ZERO_BUCKET;
  // Below a microsecond there is nothing to tell apart.
  return Math.max(0, Math.ceil(Math.log(micros) / LOG_GAMMA));
}

/** The duration in microseconds that stands for a bucket: at most 5 % from everything in it. */
export function durationOf(bucket: number): number {
  return bucket === ZERO_BUCKET ? 0 : (2 * GAMMA ** bucket) / (GAMMA + 1);
}

/**
 * The quantile `q` (0 to 1) of a histogram in microseconds, within 5 % of the observation of rank ⌊q·(n − 1)⌋
 * (the lower quantile); null when there are no observations. Histograms of parts add up bucket by bucket.
 * Throws a RangeError when `q` is outside 0 to 1.
 */
export function quantile(histogram: Histogram, q: number): number | null {
  if (!(q >= 0 && q <= 1)) throw new RangeError(`Not a quantile: ${q}`);
  const buckets = [...histogram].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  const rank = q * (total - 1);
  let below = 0;
  for (const [bucket, count] of buckets) {
    below += count;
    if (below > rank) return durationOf(bucket);
  }
  return null;
}
