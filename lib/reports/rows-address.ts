import type { Week } from "@/lib/domain/period";
import { NULL_FILTER } from "@/lib/metrics/dimensions";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";
import type { ReportFilter } from "./report";

/** Which half of a metric a list of conversations is about. */
export type Part = "numerator" | "denominator";

/** What a number on a page is about: the days and filters that its rows and its CSV share with it. */
export interface Scope {
  readonly week: Week;
  readonly filters: readonly ReportFilter[];
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

/** Whether people may be shown the conversations behind a metric: a list would give single ratings away. */
export function isListable(metric: Metric): boolean {
  return !isPrivateMetric(metric);
}

/** The address of the conversations behind one half of a number. */
export function rowsAddress(scope: Scope, metric: string, part: Part): string {
  const parameters = new URLSearchParams([
    ["metric", metric],
    ["part", part],
    ["week", scope.week],
    ...filterParameters(scope.filters),
  ]);
  return `/conversations?${parameters}`;
}
