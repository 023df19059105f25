import type { Interval } from "./interval";
import { assertShare, rateOf, type Share, totalOf } from "./share";

/** Below this many points with data there are no limits: they would be guesses. */
export const LEAST_POINTS = 12;

/** This many points in a row on one side of the centre are a signal. */
const RUN_LENGTH = 8;

/** The mean moving range of two normal observations in units of their standard deviation (d₂ for n = 2). */
const D2 = 1.128;

/** One point of the chart; null where there was no data. */
export interface LaneyPoint {
  readonly value: number;
  /** Three sigma either side of the centre, for this point's denominator, cut off at 0 and 1. */
  readonly limits: Interval;
  /** On which side of the limits the point lies; null inside. */
  readonly outside: "above" | "below" | null;
  /** Whether the point completes or continues a run of eight or more on one side of the centre. */
  readonly run: boolean;
}

export interface LaneyChart {
  readonly centre: number;
  /** How much more the points vary from one to the next than chance alone would make them (1 = chance alone). */
  readonly sigmaZ: number;
  readonly points: readonly (LaneyPoint | null)[];
}

/**
 * Laney's p′ control chart of a share over time: limits that allow for the ordinary wandering from week to week which
 * the plain p chart, with large denominators, would call a signal every time.
 *
 * The points are in order of time; null or a denominator of 0 is a point without data. Such a point breaks the moving
 * range (the neighbours of a gap are not neighbours) but not a run. Centre and sigma-z come from the first `baseline`
 * points (all of them by default), so that a new week can be judged against the weeks before it; limits are drawn for
 * every point. Null with fewer than twelve baseline points with data, and where no two of them are neighbours.
 * Throws a RangeError when counts are no share.
 *
 * Source: D. B. Laney, "Improved control charts for attributes", Quality Engineering 14 (2002) 531–537.
 * Runs of eight: Western Electric, Statistical Quality Control Handbook (1956).
 */
export function laney(
  shares: readonly (Share | null)[],
  { baseline = shares.length }: { baseline?: number } = {},
): LaneyChart | null {
  for (const share of shares) if (share !== null) assertShare(share);
  const known = shares.map((share) => (share === null || share.denominator === 0 ? null : share));

  const base = known.slice(0, baseline);
  const withData = base.filter((share) => share !== null);
  if (withData.length < LEAST_POINTS) return null;
  const centre = rateOf(totalOf(withData)) ?? 0;
  const sigmaOf = (share: Share) => Math.sqrt((centre * (1 - centre)) / share.denominator);

  const ranges: number[] = [];
  base.forEach((share, index) => {
    const before = base[index - 1];
    if (share === null || before === null || before === undefined) return;
    ranges.push(Math.abs(zScore(share, centre, sigmaOf(share)) - zScore(before, centre, sigmaOf(before))));
  });
  if (ranges.length === 0) return null;
  const sigmaZ = ranges.reduce((sum, range) => sum + range, 0) / ranges.length / D2;

  let side = 0;
  let length = 0;
  const points = known.map((share): LaneyPoint | null => {
    if (share === null) return null;
    const value = share.numerator / share.denominator;
    const reach = 3 * sigmaOf(share) * sigmaZ;
    const limits = { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
    const here = Math.sign(value - centre);
    // A point on the centre itself neither continues nor breaks a run.
    if (here !== 0) {
      length = here === side ? length + 1 : 1;
      side = here;
    }
    return { value, limits, outside: outsideOf(value, limits), run: here !== 0 && length >= RUN_LENGTH };
  });
  return { centre, sigmaZ, points };
}

/** Where the centre is exactly 0 or 1 every baseline point lies on it, and none varies. */
function zScore(share: Share, centre: number, sigma: number): number {
  return sigma === 0 ? 0 : (share.numerator / share.denominator - centre) / sigma;
}

function outsideOf(value: number, limits: Interval): LaneyPoint["outside"] {
  if (value > limits.high) return "above";
  return value < limits.low ? "below" : null;
}
