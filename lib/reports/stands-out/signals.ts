import type { Metric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { WeekColumn } from "@/lib/reports/weekly/weekly";
import type { ControlChart, ControlPoint } from "@/lib/statistics/control-chart";
import { laney } from "@/lib/statistics/laney";
import { RUN_LENGTH } from "@/lib/statistics/run-rule";
import type { Share } from "@/lib/statistics/share";
import { xmr } from "@/lib/statistics/xmr";

/** The ends of the scale that mean scores are put on. */
const SCORE_BOUNDS = { low: 1, high: 5 };

/** The counts behind a share that is shown; null where it is withheld or there is none. */
export function shareOf(value: MetricValue | undefined): Share | null {
  if (value?.value == null) return null;
  const { numerator, denominator } = value;
  return numerator === null || !denominator ? null : { numerator, denominator };
}

/**
 * The control chart of a metric over the weeks of a review: Laney's p′ for shares, XmR for means, none for counts and
 * durations. The running week is judged, but is not among those that the limits come from. A withheld week is a gap:
 * nothing about it must be read off the limits either. Null where there are too few weeks for limits.
 */
export function judgeWeeks(metric: Metric, weeks: readonly WeekColumn[]): ControlChart | null {
  const values = weeks.map((week) => week.values?.[metric.id]);
  const baseline = finishedWeeks(weeks);
  if (metric.kind === "share") return laney(values.map(shareOf), { baseline });
  if (metric.kind !== "mean") return null;
  return xmr(
    values.map((value) => value?.value ?? null),
    { baseline, bounds: SCORE_BOUNDS },
  );
}

/** The same for shares that are not a metric's own, such as a rate without one query type. */
export function judgeShares(
  shares: readonly (Share | null)[],
  weeks: readonly WeekColumn[],
): ControlChart | null {
  return laney(shares, { baseline: finishedWeeks(weeks) });
}

function finishedWeeks(weeks: readonly WeekColumn[]): number {
  return weeks.filter((week) => week.state !== "running").length;
}

/**
 * For how many weeks up to and including a place the points were a signal of the same kind: outside on that side, or in
 * a run on that side of the centre.
 */
export function weeksOfSignal(chart: ControlChart, index: number): number {
  const last = chart.points[index];
  if (!last) return 0;
  const alike = (point: ControlPoint | null | undefined) =>
    last.outside === null
      ? point != null && Math.sign(point.value - chart.centre) === Math.sign(last.value - chart.centre)
      : point?.outside === last.outside;
  let weeks = 0;
  while (weeks <= index && alike(chart.points[index - weeks])) weeks += 1;
  return weeks;
}

/** Points that are a signal because they stand on one side of the average, eight or more in a row. */
export interface Run {
  /** Places of the first and the last point, both included; points without data may lie between them. */
  readonly from: number;
  readonly to: number;
  readonly length: number;
  readonly side: "above" | "below";
}

/** All runs of eight or more points on one side of the average, in order of time. */
export function runsOf({ points, centre }: ControlChart): readonly Run[] {
  const runs: Run[] = [];
  points.forEach((point, index) => {
    if (!point || point.value === centre) return;
    const side = point.value > centre ? "above" : "below";
    const last = runs.at(-1);
    if (last?.side === side) runs.splice(-1, 1, { ...last, to: index, length: last.length + 1 });
    else runs.push({ from: index, to: index, length: 1, side });
  });
  return runs.filter((run) => run.length >= RUN_LENGTH);
}
