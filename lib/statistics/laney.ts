import {
  type ControlChart,
  D2,
  judgePoints,
  LEAST_POINTS,
  meanMovingRange,
  withoutOutliers,
} from "./control-chart";
import { assertShare, rateOf, type Share, totalOf } from "./share";

export interface LaneyChart extends ControlChart {
  /** How much more the points vary from one to the next than chance alone would make them (1 = chance alone). */
  readonly sigmaZ: number;
}

/**
 * Laney's p′ control chart of a share over time: limits that allow for the ordinary wandering from week to week which
 * the plain p chart, with large denominators, would call a signal every time.
 *
 * The points are in order of time; null or a denominator of 0 is a point without data. Such a point breaks the moving
 * range (the neighbours of a gap are not neighbours) but not a run. Centre and sigma-z come from the first `baseline`
 * points (all of them by default), so that a new week can be judged against the weeks before it, and of those from the
 * ones that lie inside (see `withoutOutliers`); limits are drawn for every point. Null with fewer than twelve baseline points with data, and where no two of them are neighbours.
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

  if (known.slice(0, baseline).filter((share) => share !== null).length < LEAST_POINTS) return null;
  return withoutOutliers((isUsed) => {
    const base = known.slice(0, baseline).map((share, index) => (isUsed(index) ? share : null));
    return drawChart(known, base);
  }, baseline);
}

/** The chart of all points with the limits that come from the `base`. */
function drawChart(known: readonly (Share | null)[], base: readonly (Share | null)[]): LaneyChart | null {
  const centre = rateOf(totalOf(base.filter((share) => share !== null))) ?? 0;
  const sigmaOf = (share: Share) => Math.sqrt((centre * (1 - centre)) / share.denominator);
  const range = meanMovingRange(
    base.map((share) => (share === null ? null : zScore(share, centre, sigmaOf(share)))),
  );
  if (range === null) return null;
  const sigmaZ = range / D2;
  const points = judgePoints(
    known.map((share) => (share === null ? null : share.numerator / share.denominator)),
    centre,
    (index) => {
      const share = known[index];
      const reach = share ? 3 * sigmaOf(share) * sigmaZ : 0;
      return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
    },
  );
  return { centre, sigmaZ, points };
}

/** Where the centre is exactly 0 or 1 every baseline point lies on it, and none varies. */
function zScore(share: Share, centre: number, sigma: number): number {
  return sigma === 0 ? 0 : (share.numerator / share.denominator - centre) / sigma;
}
