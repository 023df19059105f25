import type { Actor } from "@/lib/access/actor";
import { findMetric } from "@/lib/metrics/catalogue";
import { isPrivateMetric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { PRIVATE_VALUE } from "@/lib/reports/privacy/private-ratings";
import type { Report, ReportFilter, ReportRow } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import type { WhatStandsOut } from "@/lib/reports/stands-out/what-stands-out";
import type { WeekColumn } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { ReviewContent } from "./review-content";

/** Asks for exact counts to compare with; what it is told is shown to nobody. */
const TRUSTED: Actor = { kind: "key", id: "closed weeks", name: "closed weeks", scopes: ["read"] };

type Values = { readonly [metric: string]: MetricValue };

/**
 * A closed week without the ratings that have changed since: today's sums can be asked for as well, and their difference
 * from what was kept could be what one agent said. The others stay as they were kept.
 */
export async function withoutChangedRatings(
  db: Database,
  workspace: Workspace,
  content: ReviewContent,
  filters: readonly ReportFilter[],
): Promise<ReviewContent> {
  const { review } = content;
  const { total, columns, queryTypes } = review;
  const metrics = Object.keys({ ...total?.values, ...queryTypes[0]?.values }).filter((id) => {
    const found = findMetric(id);
    return found !== undefined && isPrivateMetric(found);
  });
  const [first, last] = [columns[0], columns.at(-1)];
  if (!total || metrics.length === 0) return content;
  const { from, to } = review.period;
  const ask = (query: Partial<Parameters<typeof runReport>[3]>): Promise<Report> =>
    runReport(db, TRUSTED, workspace, {
      metrics,
      period: { from, to },
      by: [],
      filters,
      compare: null,
      ...query,
    });
  const [now, byWeek, byType] = await Promise.all([
    ask({ compare: review.compared ?? "previous" }),
    first && last ? ask({ period: { from: first.period.from, to: last.period.to }, by: ["week"] }) : null,
    ask({ by: ["query_type"] }),
  ]);
  const changed = new Set<string>();
  const kept = (values: Values, today: Values | undefined): Values =>
    Object.fromEntries(
      Object.entries(values).map(([id, value]) => {
        if (!metrics.includes(id) || value.withheld === "private") return [id, value];
        const [numerator, denominator] = [today?.[id]?.numerator ?? 0, today?.[id]?.denominator ?? 0];
        if ((value.numerator ?? 0) === numerator && (value.denominator ?? 0) === denominator)
          return [id, value];
        changed.add(id);
        return [id, PRIVATE_VALUE];
      }),
    );
  const [today] = now.rows;
  const rowOf = (row: ReportRow, current: ReportRow | undefined): ReportRow => {
    const values = kept(row.values, current?.values);
    const previous = row.previous && kept(row.previous, current?.previous);
    const change =
      row.change &&
      Object.fromEntries(
        Object.entries(row.change).map(([id, one]) => [
          id,
          values[id] === PRIVATE_VALUE || previous?.[id] === PRIVATE_VALUE ? null : one,
        ]),
      );
    return { ...row, values, ...(previous && { previous }), ...(change && { change }) };
  };
  const weeks = new Map(byWeek?.rows.map((row) => [row.key.week, row.values]));
  const types = new Map(byType.rows.map((row) => [row.key.query_type ?? null, row]));
  const shown = {
    ...review,
    total: rowOf(total, today),
    columns: columns.map(
      (column): WeekColumn =>
        column.values ? { ...column, values: kept(column.values, weeks.get(column.week)) } : column,
    ),
    queryTypes: queryTypes.map((row) => rowOf(row, types.get(row.key.query_type ?? null))),
  };
  if (changed.size === 0) return content;
  return {
    ...content,
    review: shown,
    findings: content.findings && withoutMetrics(content.findings, changed),
  };
}

/** What stands out, without what was said of some metrics. */
function withoutMetrics(findings: WhatStandsOut, metrics: ReadonlySet<string>): WhatStandsOut {
  const isKept = ({ metric }: { readonly metric: string }) => !metrics.has(metric);
  return {
    ...findings,
    findings: findings.findings.filter(({ key }) => !key.split(" ").some((word) => metrics.has(word))),
    further: findings.further.filter(isKept),
    noise: findings.noise.filter(isKept),
  };
}
