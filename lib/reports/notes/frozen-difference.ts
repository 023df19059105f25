import type { Actor } from "@/lib/access/actor";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { formatChangeSize, formatCount } from "@/lib/metrics/format";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { PRIVATE_VALUE } from "@/lib/reports/privacy/private-ratings";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import { runReport } from "@/lib/reports/report/run-report";
import { WEEKLY_METRICS } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import type { FrozenReview } from "./frozen-review";

/** A number of a closed week that is another today. */
export interface DifferenceRow {
  readonly metric: string;
  readonly label: string;
  readonly closed: NumberText;
  /** Leads to the rows of today. */
  readonly now: NumberText;
  /** The same with full precision. */
  readonly values: { readonly closed: MetricValue; readonly now: MetricValue };
  /** `0.4 pts lower`, `3 more`; null where there is none to say. */
  readonly difference: string | null;
}

/** What became of the numbers of a closed week since. */
export interface FrozenDifference {
  readonly rows: readonly DifferenceRow[];
  /** What else has changed, in sentences: definitions, reason map, time zone. */
  readonly basis: readonly string[];
}

/**
 * The numbers of a closed week that late records have changed since. What ratings have changed is never shown: the
 * difference of two sums could be one agent's rating.
 *
 * Throws AppError 403 when the actor may not see reports.
 */
export async function loadDifference(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  frozen: FrozenReview,
): Promise<FrozenDifference> {
  const { review } = frozen.content;
  const then = review.total?.values ?? {};
  const metrics = WEEKLY_METRICS.filter((id) => id in then);
  const { from, to } = review.period;
  const [report, generation] = await Promise.all([
    runReport(db, actor, workspace, {
      metrics,
      period: { from, to },
      by: [],
      filters: frozen.reportFilters,
      compare: null,
    }),
    currentGeneration(db.pool),
  ]);
  const now = report.rows[0]?.values ?? {};
  const scope = { week: frozen.week, filters: frozen.reportFilters };
  return {
    rows: metrics.flatMap((id): DifferenceRow[] => {
      const [before, after] = [then[id], now[id]];
      if (!before || !after || isSame(before, after)) return [];
      const metric = metricOf(id);
      const isPrivate = isPrivateMetric(metric);
      const shown = isPrivate ? PRIVATE_VALUE : after;
      return [
        {
          metric: id,
          label: metric.label,
          closed: prepareNumber(metric, before, null),
          now: prepareNumber(metric, shown, isPrivate ? null : scope),
          values: { closed: before, now: shown },
          difference: isPrivate ? null : differenceText(metric, before, after),
        },
      ];
    }),
    basis: [
      generation.metricVersion !== frozen.metricVersion &&
        `Counted by version ${frozen.metricVersion} of the definitions; now it is version ${generation.metricVersion}.`,
      generation.reasonMapVersion !== frozen.reasonMapVersion && "The reason map has been changed since.",
      generation.timeZone !== frozen.timeZone &&
        `Days and weeks were those of ${frozen.timeZone}; now they are those of ${generation.timeZone}.`,
    ].filter((sentence) => sentence !== false),
  };
}

function isSame(a: MetricValue, b: MetricValue): boolean {
  return (
    a.value === b.value &&
    a.numerator === b.numerator &&
    a.denominator === b.denominator &&
    a.withheld === b.withheld
  );
}

function differenceText(metric: Metric, before: MetricValue, after: MetricValue): string | null {
  if (before.value === null || after.value === null) return null;
  const difference = after.value - before.value;
  if (metric.kind === "count") {
    return `${formatCount(Math.abs(difference))} ${difference > 0 ? "more" : "fewer"}`;
  }
  const size = formatChangeSize(metric.unit, difference);
  if (!/[1-9]/.test(size)) return "the same when rounded";
  return `${size} ${difference > 0 ? "higher" : "lower"}`;
}
