import { AppError } from "@/lib/domain/app-error";
import type { Period, Week } from "@/lib/domain/period";
import { isFacetDimension, NULL_FILTER, TIME_DIMENSIONS } from "@/lib/metrics/dimensions";
import { QUADRANTS, type Quadrant } from "@/lib/metrics/verdicts-reading";
import type { ReportFilter } from "./report";
import { readFilters, readPeriod } from "./report-parameters";
import { filterParameters } from "./rows-address";

/** Where the pages about query types are. */
export const QUERY_TYPES_PATH = "/query-types";

/** Which days and which conversations a page is about. */
export interface SelectionAddress {
  /** The week that the address names; null where it names days, or nothing. */
  readonly week: Week | null;
  /** The days that the address names; null = the page's own choice. */
  readonly period: Period | null;
  /** What the address asked for and cannot be had, in a sentence: it is then as if it had not. */
  readonly problem: string | null;
  readonly filters: readonly ReportFilter[];
}

/** What the table of query types can be sorted by: `excess` hand-offs, the name, the verdict, or a number of it. */
export const TYPE_SORTS = [
  "excess",
  "query_type",
  "conversations",
  "hand_off_rate",
  "repeat_information_rate",
  "failed_attempts",
  "post_hand_off_csat",
  "verdict",
] as const;
export type TypeSort = (typeof TYPE_SORTS)[number];

/** Everything that the page of all query types can be asked for. */
export interface QueryTypesAddress extends SelectionAddress {
  readonly sort: TypeSort;
  /** Smallest first instead of largest first (names: Z first). */
  readonly reversed: boolean;
  /** Only the query types of one quadrant in the table. */
  readonly quadrant: Quadrant | null;
}

/** Filters of these pages: time is the period's, and of fields and attempts a conversation has many. */
function isSelectionFilter({ dimension }: ReportFilter): boolean {
  return !isFacetDimension(dimension) && !TIME_DIMENSIONS.includes(dimension);
}

/** Reads days and filters. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseSelection(search: URLSearchParams): SelectionAddress {
  const text = (name: string) => search.get(name) || null;
  const days = attempt(() => readPeriod({ from: text("from"), to: text("to"), week: text("week") }));
  const filters = attempt(() => readFilters(search).filter(isSelectionFilter));
  return {
    week: days.problem === null ? text("week") : null,
    period: days.value ?? null,
    problem: days.problem ?? filters.problem,
    filters: filters.value ?? [],
  };
}

/** What a reader makes of its input, or what it says against it. */
function attempt<T>(read: () => T): { readonly value: T | null; readonly problem: string | null } {
  try {
    return { value: read(), problem: null };
  } catch (error) {
    if (error instanceof AppError) return { value: null, problem: error.detail };
    throw error;
  }
}

/** The parameters of days and filters, in a fixed order. */
export function selectionParameters({
  week,
  period,
  filters,
}: Pick<SelectionAddress, "week" | "period" | "filters">): [string, string][] {
  const parameters: [string, string][] = [];
  if (week !== null) parameters.push(["week", week]);
  else if (period !== null) parameters.push(["from", period.from], ["to", period.to]);
  parameters.push(...filterParameters(filters));
  return parameters;
}

/** Reads the address of the page of all query types. */
export function parseQueryTypesAddress(search: URLSearchParams): QueryTypesAddress {
  const sort = search.get("sort");
  const quadrant = search.get("quadrant");
  return {
    ...parseSelection(search),
    sort: TYPE_SORTS.find((known) => known === sort) ?? "excess",
    reversed: search.get("order") === "reversed",
    quadrant: QUADRANTS.find((known) => known === quadrant) ?? null,
  };
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function queryTypesParameters(address: QueryTypesAddress): [string, string][] {
  const parameters = selectionParameters(address);
  if (address.sort !== "excess") parameters.push(["sort", address.sort]);
  if (address.reversed) parameters.push(["order", "reversed"]);
  if (address.quadrant !== null) parameters.push(["quadrant", address.quadrant]);
  return parameters;
}

/** The address of the page of all query types with something changed. */
export function queryTypesHref(
  address: QueryTypesAddress,
  change: Partial<QueryTypesAddress> = {},
  anchor = "",
): string {
  return withParameters(QUERY_TYPES_PATH, queryTypesParameters({ ...address, ...change }), anchor);
}

/** A path with its parameters and an anchor. */
export function withParameters(path: string, parameters: readonly [string, string][], anchor = ""): string {
  const search = new URLSearchParams([...parameters]).toString();
  return `${path}${search && `?${search}`}${anchor && `#${anchor}`}`;
}

/** The path of the page of one query type; null = conversations without one. */
export function queryTypePath(queryType: string | null): string {
  return `${QUERY_TYPES_PATH}/${encodeURIComponent(queryType ?? NULL_FILTER)}`;
}

/** The address of the page of one query type over the same days and filters. */
export function queryTypeLink(
  queryType: string | null,
  selection: Pick<SelectionAddress, "week" | "period" | "filters">,
): string {
  const filters = selection.filters.filter((filter) => filter.dimension !== "query_type");
  return withParameters(queryTypePath(queryType), selectionParameters({ ...selection, filters }));
}
