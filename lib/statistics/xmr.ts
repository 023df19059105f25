import {
  type ControlChart,
  D2,
  judgePoints,
  LEAST_POINTS,
  meanMovingRange,
  withoutOutliers,
} from "./control-chart";
import type { Interval } from "./interval";

export interface XmrChart extends ControlChart {
  /** The standard deviation from one point to the next: mean moving range ÷ 1.128. */
  readonly sigma: number;
}

interface XmrOptions {
  /** How many of the first points the centre and the ranges come from; all by default. */
  readonly baseline?: number;
  /** The ends of the scale, at which limits are cut off. */
  readonly bounds?: Interval;
  /** The fewest baseline points that limits are drawn from; twelve by default. */
  readonly least?: number;
}

/**
 * The XmR chart (individuals and moving ranges) of a mean over time: centre ± 3 × the mean moving range ÷ 1.128. Every
 * point counts alike, however many observations it is a mean of; for shares, whose counts are known, use `laney`.
 *
 * The points are in order of time; null is a point without data. Limits come from the baseline points that lie inside
 * them (see `withoutOutliers`). Null with too few baseline points with data, and
 * where no two of them are neighbours.
 *
 * Source: W. A. Shewhart, Economic Control of Quality of Manufactured Product (1931); D. J. Wheeler and
 * D. S. Chambers, Understanding Statistical Process Control (1992).
 */
export function xmr(
  values: readonly (number | null)[],
  { baseline = values.length, bounds, least = LEAST_POINTS }: XmrOptions = {},
): XmrChart | null {
  if (values.slice(0, baseline).filter((value) => value !== null).length < least) return null;
  return withoutOutliers((isUsed) => {
    const base = values.slice(0, baseline).map((value, index) => (isUsed(index) ? value : null));
    const known = base.filter((value) => value !== null);
    const range = meanMovingRange(base);
    if (range === null) return null;
    const centre = known.reduce((sum, value) => sum + value, 0) / known.length;
    const sigma = range / D2;
    const limits = {
      low: Math.max(bounds?.low ?? Number.NEGATIVE_INFINITY, centre - 3 * sigma),
      high: Math.min(bounds?.high ?? Number.POSITIVE_INFINITY, centre + 3 * sigma),
    };
    return { centre, sigma, points: judgePoints(values, centre, () => limits) };
  }, baseline);
}
