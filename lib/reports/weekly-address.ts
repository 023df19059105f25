import { isWeek, type Week } from "@/lib/domain/period";
import { type Dimension, NULL_FILTER, parseDimension, TIME_DIMENSIONS } from "@/lib/metrics/dimensions";
import type { ReportFilter } from "./report";
import { filterParameters } from "./rows-address";

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

/** Everything that the weekly review can be asked for; all of it lives in the address. */
export interface WeeklyAddress {
  /** Null = the latest complete week that has data. */
  readonly week: Week | null;
  /** What the address named as a week and is none. */
  readonly unknownWeek: string | null;
  readonly filters: readonly ReportFilter[];
  readonly sort: Sort;
  /** Smallest first instead of largest first (names: Z first). */
  readonly reversed: boolean;
  readonly allTypes: boolean;
  /** Reasons over time as a table instead of a chart. */
  readonly reasonsTable: boolean;
}

/** Dimensions of time are the week picker's, and fields have no conversations of their own. */
function isFilter(dimension: Dimension | null): dimension is Dimension {
  return dimension !== null && dimension !== "field" && !TIME_DIMENSIONS.includes(dimension);
}

/** The filters that an address names; what is no dimension is left to others. */
export function filtersOf(search: URLSearchParams): ReportFilter[] {
  return [...new Set(search.keys())].flatMap((name) => {
    const dimension = parseDimension(name);
    if (!isFilter(dimension)) return [];
    const values = [...new Set(search.getAll(name).filter((value) => value !== ""))];
    if (values.length === 0) return [];
    return [{ dimension, values: values.map((value) => (value === NULL_FILTER ? null : value)) }];
  });
}

/** Reads an address leniently: what makes no sense is as if it were not there. */
export function parseWeeklyAddress(search: URLSearchParams): WeeklyAddress {
  const week = search.get("week");
  const sort = search.get("sort");
  return {
    week: week !== null && isWeek(week) ? week : null,
    unknownWeek: week !== null && week !== "" && !isWeek(week) ? week : null,
    filters: filtersOf(search),
    sort: SORTS.find((known) => known === sort) ?? "excess",
    reversed: search.get("order") === "reversed",
    allTypes: search.get("types") === "all",
    reasonsTable: search.get("reasons_as") === "table",
  };
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function weeklyParameters(address: WeeklyAddress): [string, string][] {
  const parameters: [string, string][] = [];
  if (address.week !== null) parameters.push(["week", address.week]);
  parameters.push(...filterParameters(address.filters));
  if (address.sort !== "excess") parameters.push(["sort", address.sort]);
  if (address.reversed) parameters.push(["order", "reversed"]);
  if (address.allTypes) parameters.push(["types", "all"]);
  if (address.reasonsTable) parameters.push(["reasons_as", "table"]);
  return parameters;
}

/** The address of the weekly review with something changed: `/?week=2026-W46&channel=web_chat`. */
export function weeklyHref(address: WeeklyAddress, change: Partial<WeeklyAddress> = {}, anchor = ""): string {
  const search = new URLSearchParams(weeklyParameters({ ...address, ...change })).toString();
  return `/${search && `?${search}`}${anchor && `#${anchor}`}`;
}
