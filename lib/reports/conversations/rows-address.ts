import type { Period, Week } from "@/lib/domain/period";
import { NULL_FILTER } from "@/lib/metrics/dimensions";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Part } from "./list-conversations";

/** What a number on a page is about: the days and filters that its rows share with it. */
export interface Scope {
  readonly week: Week;
  /** What the week is compared with, where it is not the week before. */
  readonly compared?: Period;
  readonly filters: readonly ReportFilter[];
}

/** The same for a page about any run of days. */
export interface PeriodScope extends Omit<Scope, "week" | "compared"> {
  readonly period: Period;
}

/** Filters as the API and the pages write them: `query_type=refund&channel=web_chat`, `__null__` = not known. */
export function filterParameters(filters: readonly ReportFilter[]): [string, string][] {
  return filters.flatMap(({ dimension, values }) =>
    values.map((value): [string, string] => [dimension, value ?? NULL_FILTER]),
  );
}

/** The filters with one dimension set anew (null = unfiltered). */
export function withFilter(
  filters: readonly ReportFilter[],
  dimension: ReportFilter["dimension"],
  values: readonly (string | null)[] | null,
): readonly ReportFilter[] {
  const others = filters.filter((filter) => filter.dimension !== dimension);
  return values === null ? others : [...others, { dimension, values }];
}

/**
 * The part of a metric that its number leads to. Which conversations were rated may be listed, but not which of them
 * were rated well: that would give single ratings away.
 */
export function listedPart(metric: Metric): Part {
  return isPrivateMetric(metric) ? "denominator" : "numerator";
}

function dayParameters(days: { readonly week: Week } | Period): [string, string][] {
  if ("week" in days) return [["week", days.week]];
  return [
    ["from", days.from],
    ["to", days.to],
  ];
}

/** The address of the conversations behind one half of a number. */
export function rowsAddress(scope: Scope | PeriodScope, metric: string, part: Part): string {
  const parameters = new URLSearchParams([
    ["metric", metric],
    ["part", part],
    ...dayParameters("week" in scope ? scope : scope.period),
    ...filterParameters(scope.filters),
  ]);
  return `/conversations?${parameters}`;
}
