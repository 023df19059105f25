import { counted } from "@/lib/metrics/counted";
import { formatValue } from "@/lib/metrics/format";
import { formatShortWeek, formatWeek } from "@/lib/metrics/format-time";
import type { Metric } from "@/lib/metrics/metric";
import { judgement, withheldText } from "@/lib/reports/report/prepare-number";
import { judgeWeeks } from "@/lib/reports/stands-out/signals";
import type { Interval } from "@/lib/statistics/interval";
import type { WeekColumn } from "./weekly";

/** One week of a small line chart. A value of null is a gap: no data, too few, or withheld. */
export interface SparkPoint {
  readonly label: string;
  readonly state: "past" | "reviewed" | "running";
  readonly value: number | null;
  /** Shown for the reviewed week, and for every week where there are no limits. */
  readonly interval: Interval | null;
  readonly limits: Interval | null;
  /** Set where the point lies outside the limits. */
  readonly outside: "worse" | "better" | "neutral" | null;
  /** `no data`, `< 5` or `withheld`, under a gap. */
  readonly gap: string | null;
}

export interface Sparkline {
  readonly points: readonly SparkPoint[];
  /** The average that the limits stand around; null without limits. */
  readonly centre: number | null;
  /** A second series for comparison, drawn grey. */
  readonly second: readonly (number | null)[] | null;
  /** The limits of the reviewed week as bare numbers (`19`), for the right edge. */
  readonly limitTexts: { readonly low: string; readonly high: string } | null;
  /** What the picture shows, in words. */
  readonly description: string;
}

/**
 * Twelve weeks of a number, with its control limits where enough weeks are known. The running week is drawn but is not
 * among those that the limits come from.
 */
export function prepareSparkline(
  metric: Metric,
  weeks: readonly WeekColumn[],
  second: Metric | null = null,
): Sparkline {
  const values = weeks.map((week) => week.values?.[metric.id]);
  const chart = judgeWeeks(metric, weeks);

  const points = weeks.map((week, index): SparkPoint => {
    const value = values[index];
    const judged = chart?.points[index] ?? null;
    const outside =
      week.state === "running" || judged === null || judged.outside === null
        ? null
        : judgement(metric.better, judged.outside === "above" ? "up" : "down");
    return {
      label: formatShortWeek(week.week),
      state: week.state,
      value: value?.value ?? null,
      interval: chart === null || week.state === "reviewed" ? (value?.interval ?? null) : null,
      limits: judged?.limits ?? null,
      outside,
      gap:
        value?.value == null && week.state !== "running"
          ? withheldText(value?.withheld ?? "no_data").text
          : null,
    };
  });

  const reviewed = points.find((point) => point.state === "reviewed");
  return {
    points,
    centre: chart?.centre ?? null,
    second: second === null ? null : weeks.map((week) => week.values?.[second.id]?.value ?? null),
    limitTexts: reviewed?.limits
      ? {
          low: Math.round(reviewed.limits.low * 100).toString(),
          high: Math.round(reviewed.limits.high * 100).toString(),
        }
      : null,
    description: describe(metric, weeks, points, chart?.centre ?? null),
  };
}

function describe(
  metric: Metric,
  weeks: readonly WeekColumn[],
  points: readonly SparkPoint[],
  centre: number | null,
): string {
  const known = points.flatMap((point) => (point.value === null ? [] : [point.value]));
  const reviewedWeek = weeks.find((week) => week.state === "reviewed");
  const name = reviewedWeek ? formatWeek(reviewedWeek.week).toLowerCase() : "this week";
  if (known.length === 0) return `${metric.label}: no data in the weeks up to ${name}.`;
  const text = (value: number) => formatValue(metric.unit, value);
  const reviewed = points.find((point) => point.state === "reviewed");
  const now = reviewed?.value == null ? `${name} has none` : `${name} at ${text(reviewed.value)}`;
  const range = `between ${text(Math.min(...known))} and ${text(Math.max(...known))}`;
  const limits =
    centre === null
      ? "Too few weeks for control limits."
      : reviewed?.outside
        ? `Outside the control limits, average ${text(centre)}.`
        : `Inside the control limits, average ${text(centre)}.`;
  return `${metric.label}, ${counted(known.length, "week")} ${range}, ${now}. ${limits}`;
}
