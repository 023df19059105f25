import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { compareCodePoints } from "@/lib/domain/code-point-order";
import { createDayOf, daysBetween } from "@/lib/domain/day";
import { formatInstant } from "@/lib/domain/instant";
import { isProvisional, type Period, previousPeriod, weekOf } from "@/lib/domain/period";
import { metric as findMetric } from "@/lib/metrics/catalogue";
import { compare } from "@/lib/metrics/compare";
import { evaluate } from "@/lib/metrics/evaluate";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import type { Database } from "@/lib/store/database";
import { onOneSnapshot } from "@/lib/store/snapshot";
import { findPrivateRows, type PrivateRows } from "./find-private-rows";
import { PRIVATE_VALUE } from "./private-ratings";
import { type EvidenceRow, keyOf, readEvidence } from "./read-evidence";
import type { Report, ReportQuery, ReportRow } from "./report";
import type { Workspace } from "./workspace";

/**
 * Answers a question to the numbers. For a person, rating metrics that would give single agents away are private.
 * Throws AppError 403 when the actor may not see reports.
 */
export async function runReport(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  query: ReportQuery,
): Promise<Report> {
  requirePermission(actor, "view_reports");
  const metrics = query.metrics.map(findMetric);
  const before = comparedPeriod(query);
  const running = weekOf(createDayOf(workspace.timeZone)(workspace.clock.now()));
  const { current, previous } = await onOneSnapshot(db.pool, async (client) => {
    const read = (period: Period | null) =>
      readEvidence(client, { ...query, period, metrics, generation: workspace.generation });
    const hide = (rows: readonly EvidenceRow[], period: Period | null) =>
      findPrivateRows(
        client,
        actor,
        { ...query, period, metrics, generation: workspace.generation },
        rows,
        running,
      );
    const current = await read(query.period);
    const previous = before ? await read(before) : null;
    return {
      current: { rows: current, hidden: await hide(current, query.period) },
      previous: previous ? { rows: previous, hidden: await hide(previous, before) } : null,
    };
  });
  const earlier = new Map(previous?.rows.map((row) => [keyOf(row), row]));
  const sameLength = !before || (query.period !== null && lengthOf(before) === lengthOf(query.period));
  const comparable = (metric: Metric) => sameLength || metric.kind !== "count";
  const rows = current.rows.map((row): ReportRow => {
    const values = valuesOf(metrics, row, current.hidden);
    const base = {
      key: Object.fromEntries(query.by.map((dimension, i) => [dimension, row.key[i] ?? null])),
      values,
    };
    if (!previous) return base;
    const was = earlier.get(keyOf(row)) ?? { key: row.key, sums: {} };
    const previousValues = valuesOf(metrics, was, previous.hidden);
    return {
      ...base,
      previous: previousValues,
      change: changesOf(metrics, comparable, was, row, previousValues, values),
    };
  });
  return {
    period: {
      from: query.period?.from ?? workspace.data?.from ?? null,
      to: query.period?.to ?? workspace.data?.to ?? null,
      timeZone: workspace.timeZone,
      provisional: isStillProvisional(workspace, query.period),
    },
    ...(before && { compared: before }),
    asOf: formatInstant(workspace.clock.now()),
    rows: rows.sort((a, b) => compareKeys(a, b, query)),
  };
}

function valuesOf(
  metrics: readonly Metric[],
  row: EvidenceRow,
  hidden: PrivateRows,
): { [metric: string]: MetricValue } {
  const key = keyOf(row);
  return Object.fromEntries(
    metrics.map((metric) => [
      metric.id,
      hidden.get(metric.id)?.has(key) ? PRIVATE_VALUE : evaluate(metric, row),
    ]),
  );
}

/** The period that a question is compared with; null without. */
function comparedPeriod({ compare, period }: ReportQuery): Period | null {
  if (compare === "previous") return period && previousPeriod(period);
  return compare;
}

function lengthOf({ from, to }: Period): number {
  return daysBetween(from, to) + 1;
}

/** Counts of longer and shorter periods are no change of anything, so they have none. */
function changesOf(
  metrics: readonly Metric[],
  comparable: (metric: Metric) => boolean,
  before: EvidenceRow,
  after: EvidenceRow,
  previousValues: { readonly [metric: string]: MetricValue },
  values: { readonly [metric: string]: MetricValue },
): { [metric: string]: MetricChange | null } {
  return Object.fromEntries(
    metrics.map((metric) => {
      const shown = previousValues[metric.id]?.value != null && values[metric.id]?.value != null;
      return [metric.id, shown && comparable(metric) ? compare(metric, before, after) : null];
    }),
  );
}

/** All data is provisional while its last day is. */
function isStillProvisional(workspace: Workspace, period: Period | null): boolean {
  const asked = period ?? workspace.data;
  return asked
    ? isProvisional(asked, workspace.clock.now(), workspace.maturityDays, workspace.timeZone)
    : false;
}

function compareKeys(a: ReportRow, b: ReportRow, query: ReportQuery): number {
  for (const dimension of query.by) {
    const [left, right] = [a.key[dimension] ?? null, b.key[dimension] ?? null];
    if (left === right) continue;
    if (left === null) return 1;
    if (right === null) return -1;
    return compareCodePoints(left, right);
  }
  return 0;
}
