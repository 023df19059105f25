import type { Interval } from "./interval";
import { runsOfEight } from "./run-rule";

/** Below this many points with data there are no limits: they would be guesses. */
export const LEAST_POINTS = 12;

/** The mean moving range of two normal observations in units of their standard deviation (d₂ for n = 2). */
export const D2 = 1.128;

/** One point of a control chart. */
export interface ControlPoint {
  readonly value: number;
  /** Three sigma either side of the centre. */
  readonly limits: Interval;
  /** On which side of the limits the point lies; null inside. */
  readonly outside: "above" | "below" | null;
  /** Whether the point completes or continues a run of eight or more on one side of the centre. */
  readonly run: boolean;
}

/** A control chart of one number over time. */
export interface ControlChart {
  readonly centre: number;
  /** In order of time; null where there was no data. */
  readonly points: readonly (ControlPoint | null)[];
}

/**
 * The mean distance between neighbours in time; null where no two points are neighbours. A point without data (null)
 * breaks the range: the neighbours of a gap are not neighbours.
 */
export function meanMovingRange(values: readonly (number | null)[]): number | null {
  const ranges = values.flatMap((value, index) => {
    const before = values[index - 1];
    return value === null || before == null ? [] : [Math.abs(value - before)];
  });
  return ranges.length === 0 ? null : ranges.reduce((sum, range) => sum + range, 0) / ranges.length;
}

/** With fewer points left than this, those outside are not taken out of what the limits come from. */
const LEAST_LEFT = 8;

/**
 * Draws a chart twice. What lies outside the first limits has a cause of its own and would pull average and limits
 * towards it (and all other points to the other side of the average), so the second chart comes without it. It is judged
 * by that chart like every other point.
 *
 * @param draw the chart from the baseline points at these places
 * @param baseline how many of the first points the limits may come from
 */
export function withoutOutliers<C extends ControlChart>(
  draw: (isUsed: (index: number) => boolean) => C | null,
  baseline: number,
): C | null {
  const first = draw(() => true);
  if (first === null) return null;
  const used = first.points.slice(0, baseline).map((point) => point !== null && point.outside === null);
  const left = used.filter(Boolean).length;
  const all = first.points.slice(0, baseline).filter((point) => point !== null).length;
  if (left === all || left < LEAST_LEFT) return first;
  return draw((index) => used[index] === true) ?? first;
}

/** Judges every point by its limits and by the run rule. `limits` gives the limits of the point at a place. */
export function judgePoints(
  values: readonly (number | null)[],
  centre: number,
  limitsAt: (index: number) => Interval,
): readonly (ControlPoint | null)[] {
  const runs = runsOfEight(values, centre);
  return values.map((value, index) => {
    if (value === null) return null;
    const limits = limitsAt(index);
    return { value, limits, outside: outsideOf(value, limits), run: runs[index] ?? false };
  });
}

function outsideOf(value: number, limits: Interval): ControlPoint["outside"] {
  if (value > limits.high) return "above";
  return value < limits.low ? "below" : null;
}
