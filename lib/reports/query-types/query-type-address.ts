import { AppError } from "@/lib/domain/app-error";
import { type Period, periodText, type Week } from "@/lib/domain/period";
import { NULL_FILTER } from "@/lib/metrics/dimensions";
import { QUADRANTS, type Quadrant } from "@/lib/metrics/verdicts-reading";
import { filterParameters } from "@/lib/reports/conversations/rows-address";
import { isSelectionFilter, readPageCompare, readPageFilters } from "@/lib/reports/filters/page-filters";
import type { ReportFilter } from "@/lib/reports/report/report";
import { readPeriod } from "@/lib/reports/report/report-parameters";

/** Where the pages about query types are. */
export const QUERY_TYPES_PATH = "/query-types";

/** Which days and which conversations a page is about. */
export interface SelectionAddress {
  /** The week that the address names; null where it names days, or nothing. */
  readonly week: Week | null;
  /** The days that the address names; null = the page's own choice. */
  readonly period: Period | null;
  /** The latest so many weeks with data; null where the address names a week or days, or nothing. */
  readonly weeks: number | null;
  /** The days that the page's are compared with; null = those of the same length just before. */
  readonly compare: Period | null;
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

/** Reads days and filters. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseSelection(search: URLSearchParams): SelectionAddress {
  const text = (name: string) => search.get(name) || null;
  const days = attempt(() => readPeriod({ from: text("from"), to: text("to"), week: text("week") }));
  const weeks = attempt(() => readWeeks(text("weeks")));
  const compare = attempt(() => readPageCompare(search));
  const filters = attempt(() => readPageFilters(search).filter(isSelectionFilter));
  return {
    week: days.problem === null ? text("week") : null,
    period: days.value ?? null,
    weeks: days.value === null ? weeks.value : null,
    compare: compare.value,
    problem: days.problem ?? weeks.problem ?? compare.problem ?? filters.problem,
    filters: filters.value ?? [],
  };
}

/** More weeks than this are asked for by their days. */
export const MOST_WEEKS = 104;

/** The latest so many weeks that an address asks for. Throws AppError 400 for what is no such number. */
export function readWeeks(text: string | null): number | null {
  if (text === null) return null;
  const weeks = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (weeks >= 1 && weeks <= MOST_WEEKS) return weeks;
  throw new AppError("invalid_value", `weeks is a whole number from 1 to ${MOST_WEEKS}.`, {
    parameter: "weeks",
  });
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

/** The part of an address that says which conversations are looked at. */
export type Selected = Pick<SelectionAddress, "week" | "period" | "filters"> &
  Partial<Pick<SelectionAddress, "weeks" | "compare">>;

/** The parameters of days and filters, in a fixed order. */
export function selectionParameters({
  week,
  period,
  weeks = null,
  compare = null,
  filters,
}: Selected): [string, string][] {
  const parameters: [string, string][] = [];
  if (week !== null) parameters.push(["week", week]);
  else if (period !== null) parameters.push(["from", period.from], ["to", period.to]);
  else if (weeks !== null) parameters.push(["weeks", String(weeks)]);
  if (compare !== null) parameters.push(["compare", periodText(compare)]);
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
export function queryTypeLink(queryType: string | null, selection: Selected): string {
  const filters = selection.filters.filter((filter) => filter.dimension !== "query_type");
  return withParameters(queryTypePath(queryType), selectionParameters({ ...selection, filters }));
}
