import { AppError } from "@/lib/domain/app-error";
import { type Period, periodText, type Week } from "@/lib/domain/period";
import { filterParameters } from "@/lib/reports/conversations/rows-address";
import { isSelectionFilter, readPageCompare, readPageFilters } from "@/lib/reports/filters/page-filters";
import type { ReportFilter } from "@/lib/reports/report/report";
import { readPeriod } from "@/lib/reports/report/report-parameters";

/** What the query-type table can be sorted by: `excess` hand-offs, the name, or a metric of its columns. */
export const SORTS = [
  "excess",
  "query_type",
  "conversations",
  "repeat_information_rate",
  "post_hand_off_csat",
  "context_useful_rate",
  "hand_off_rate",
] as const;
export type Sort = (typeof SORTS)[number];

/** What the trend chart can show; satisfaction also as its mean. */
export const TRENDS = [
  "repeat_information_rate",
  "post_hand_off_csat",
  "post_hand_off_csat_mean",
  "context_useful_rate",
  "hand_off_rate",
] as const;
export type Trend = (typeof TRENDS)[number];

/** Everything that the weekly review can be asked for; all of it lives in the address. */
export interface WeeklyAddress {
  /** Null = the latest complete week that has data. */
  readonly week: Week | null;
  /** What the week is compared with; null = the week before. */
  readonly compare: Period | null;
  /** What the address asked for and cannot be had, in a sentence: it is then as if it had not. */
  readonly problem: string | null;
  readonly filters: readonly ReportFilter[];
  readonly sort: Sort;
  /** Smallest first instead of largest first (names: Z first). */
  readonly reversed: boolean;
  readonly allTypes: boolean;
  /** Which number the trend chart shows. */
  readonly trend: Trend;
  /** The trend as a table instead of a chart. */
  readonly trendTable: boolean;
  /** Reasons over time as a table instead of a chart. */
  readonly reasonsTable: boolean;
  /** The page, where it is not the weekly review itself: a closed week. */
  readonly path?: string;
}

/** Reads an address. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseWeeklyAddress(search: URLSearchParams): WeeklyAddress {
  const week = search.get("week") || null;
  const sort = search.get("sort");
  const trend = search.get("trend");
  const noWeek = complaint(() => readPeriod({ from: null, to: null, week }));
  const noFilters = complaint(() => readPageFilters(search));
  const noCompare = complaint(() => readPageCompare(search));
  return {
    week: noWeek ? null : week,
    compare: noCompare ? null : readPageCompare(search),
    problem: noWeek ?? noCompare ?? noFilters,
    filters: noFilters ? [] : readPageFilters(search).filter(isSelectionFilter),
    sort: SORTS.find((known) => known === sort) ?? "excess",
    reversed: search.get("order") === "reversed",
    allTypes: search.get("types") === "all",
    trend: TRENDS.find((known) => known === trend) ?? "repeat_information_rate",
    trendTable: search.get("trend_as") === "table",
    reasonsTable: search.get("reasons_as") === "table",
  };
}

/** What a reader says against its input; null when it takes it. */
function complaint(read: () => unknown): string | null {
  try {
    read();
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.detail;
    throw error;
  }
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function weeklyParameters(address: WeeklyAddress): [string, string][] {
  const parameters: [string, string][] = [];
  if (address.week !== null) parameters.push(["week", address.week]);
  if (address.compare !== null) parameters.push(["compare", periodText(address.compare)]);
  parameters.push(...filterParameters(address.filters));
  if (address.sort !== "excess") parameters.push(["sort", address.sort]);
  if (address.reversed) parameters.push(["order", "reversed"]);
  if (address.allTypes) parameters.push(["types", "all"]);
  if (address.trend !== "repeat_information_rate") parameters.push(["trend", address.trend]);
  if (address.trendTable) parameters.push(["trend_as", "table"]);
  if (address.reasonsTable) parameters.push(["reasons_as", "table"]);
  return parameters;
}

/** The address of the weekly review with something changed: `/?week=2026-W46&channel=web_chat`. */
export function weeklyHref(address: WeeklyAddress, change: Partial<WeeklyAddress> = {}, anchor = ""): string {
  const search = new URLSearchParams(weeklyParameters({ ...address, ...change })).toString();
  return `${address.path ?? "/"}${search && `?${search}`}${anchor && `#${anchor}`}`;
}
