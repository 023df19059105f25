import { weekDays } from "@/lib/domain/period";
import { countValue, shareValue } from "@/lib/metrics/evaluate";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import type { Report, ReportRow } from "@/lib/reports/report/report";
import { type WeekColumn, weekAfter } from "@/lib/reports/weekly/weekly";
import { newcombe } from "@/lib/statistics/newcombe";
import { addShares, HEADLINE_METRICS, type InsightEvidence, TYPE_METRICS } from "./insights-evidence";
import type { Release } from "./releases";

/*
 * Evidence for tests of the analysis: twelve weeks of made-up counts, put together as reports are.
 */

export const REVIEWED = "2026-W46";
const WEEKS = 12;

/** Numerator and denominator. */
export type Counts = readonly [number, number];

/** Counts of a query type by metric, for a week from 0 (the first) to 11 (the reviewed one). */
export type TypeStory = { readonly [metric: string]: (week: number) => Counts };

export interface Story {
  readonly types?: { readonly [queryType: string]: TypeStory };
  /** Counts that are not known by query type, such as ratings, or instead of what the types add up to. */
  readonly all?: TypeStory;
  readonly releases?: readonly Release[];
  readonly running?: boolean;
  readonly weeks?: number;
}

const share = ([numerator, denominator]: Counts) => ({ numerator, denominator });

/** A report's rows with nothing around them. */
export function reportOf(rows: readonly ReportRow[]): Report {
  return { period: { from: null, to: null, timeZone: "UTC", provisional: false }, asOf: "", rows };
}

/** A row of shares. */
export function rowOf(key: ReportRow["key"], counts: { readonly [metric: string]: Counts }): ReportRow {
  return {
    key,
    values: Object.fromEntries(Object.entries(counts).map(([id, [n, of]]) => [id, shareValue(n, of)])),
  };
}

/** The evidence of a story, as the reports of a real week would give it. */
export function evidenceOf({
  types = {},
  all = {},
  releases = [],
  running = false,
  weeks = WEEKS,
}: Story): InsightEvidence {
  const counts = (metric: string, week: number) => {
    const own = all[metric];
    if (own) return share(own(week));
    return addShares(Object.values(types).map((type) => share(type[metric]?.(week) ?? [0, 0])));
  };
  const valuesOf = (week: number): { [metric: string]: MetricValue } => ({
    conversations: countValue(counts("hand_off_rate", week).denominator),
    ...Object.fromEntries(
      HEADLINE_METRICS.map((id) => {
        const { numerator, denominator } = counts(id, week);
        return [id, shareValue(numerator, denominator)];
      }),
    ),
  });
  const columns = Array.from({ length: weeks }, (_, i): WeekColumn => {
    const week = weekAfter(REVIEWED, i - weeks + 1);
    const state = i === weeks - 1 ? "reviewed" : "past";
    return { week, period: weekDays(week), state, values: valuesOf(WEEKS - weeks + i) };
  });
  const [previous, values] = [weeks > 1 ? valuesOf(WEEKS - 2) : {}, valuesOf(WEEKS - 1)];
  const change = (id: string): MetricChange | null => {
    const [before, after] = [previous[id], values[id]];
    if (before?.value == null || after?.value == null) return null;
    return newcombe(
      { numerator: before.numerator ?? 0, denominator: before.denominator ?? 0 },
      { numerator: after.numerator ?? 0, denominator: after.denominator ?? 0 },
    );
  };
  return {
    total: {
      key: {},
      values,
      previous,
      change: Object.fromEntries(HEADLINE_METRICS.map((id) => [id, change(id)])),
    },
    running,
    columns,
    byType: reportOf(
      columns.flatMap(({ week }, i) =>
        Object.entries(types).map(([queryType, type]) =>
          rowOf(
            { week, query_type: queryType === "" ? null : queryType },
            Object.fromEntries(TYPE_METRICS.map((id) => [id, type[id]?.(WEEKS - weeks + i) ?? [0, 0]])),
          ),
        ),
      ),
    ),
    releases,
    provisional: [],
  };
}

/** No closer look at anything. */
export const NO_LOOKS = { causes: [], attempts: [] } as const;

/** Counts that wander a little from week to week around a share, always the same. */
export function around(percent: number, of: number): (week: number) => Counts {
  const wander = [0, 1, -1, 2, -2, 1, 0, -1, 2, -1, 1, 0];
  return (week) => [Math.round((of * percent) / 100) + (wander[week] ?? 0), of];
}

/** The counts of one function, and in the reviewed week those given. */
export function butLast(counts: (week: number) => Counts, last: Counts): (week: number) => Counts {
  return (week) => (week === WEEKS - 1 ? last : counts(week));
}
