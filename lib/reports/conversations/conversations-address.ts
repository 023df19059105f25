import { AppError } from "@/lib/domain/app-error";
import type { Period } from "@/lib/domain/period";
import { findMetric } from "@/lib/metrics/catalogue";
import type { Metric } from "@/lib/metrics/metric";
import { readPageFilters } from "@/lib/reports/filters/page-filters";
import { readWeeks } from "@/lib/reports/query-types/query-type-address";
import type { ReportFilter } from "@/lib/reports/report/report";
import { readPeriod } from "@/lib/reports/report/report-parameters";
import { PARTS, type Part } from "./list-conversations";
import { filterParameters } from "./rows-address";

/** What the list of conversations is asked for: the parameters of the API, and the way back through its pages. */
export interface ConversationsAddress {
  /** Null = all conversations. */
  readonly metric: Metric | null;
  readonly part: Part;
  readonly week: string | null;
  readonly period: Period | null;
  /** The latest so many weeks with data, where the address asks for them: the page finds out which days they are. */
  readonly weeks: number | null;
  readonly filters: readonly ReportFilter[];
  readonly cursor: string | null;
  /** Cursors of the pages before this one, the first page ("") first. */
  readonly past: readonly string[];
}

/** How many conversations a page of the list shows. */
export const LIST_PAGE = 50;

/** Reads an address as `GET /api/v1/conversations` does. Throws AppError 400 for what makes no sense. */
export function parseConversationsAddress(search: URLSearchParams): ConversationsAddress {
  const id = search.get("metric") || null;
  const metric = id === null ? null : findMetric(id);
  if (metric === undefined)
    throw new AppError("unknown_metric", `There is no metric ${id}.`, { parameter: "metric" });
  const week = search.get("week") || null;
  return {
    metric,
    part: PARTS.find((part) => part === search.get("part")) ?? "numerator",
    week,
    period: readPeriod({ from: search.get("from") || null, to: search.get("to") || null, week }),
    weeks: week === null && !search.get("from") ? readWeeks(search.get("weeks") || null) : null,
    filters: readPageFilters(search),
    cursor: search.get("cursor") || null,
    past: search.getAll("past"),
  };
}

/** The address of the list with something changed. */
export function conversationsHref(
  address: ConversationsAddress,
  change: Partial<
    Pick<
      ConversationsAddress,
      "part" | "filters" | "cursor" | "past" | "metric" | "week" | "period" | "weeks"
    >
  > = {},
): string {
  const { metric, part, week, period, weeks, filters, cursor, past } = { ...address, ...change };
  const parameters: [string, string][] = [];
  if (metric) parameters.push(["metric", metric.id], ["part", part]);
  if (week) parameters.push(["week", week]);
  else if (weeks !== null) parameters.push(["weeks", String(weeks)]);
  else if (period) parameters.push(["from", period.from], ["to", period.to]);
  parameters.push(...filterParameters(filters));
  if (cursor) parameters.push(["cursor", cursor]);
  for (const before of past) parameters.push(["past", before]);
  const search = new URLSearchParams(parameters).toString();
  return search ? `/conversations?${search}` : "/conversations";
}

/** What a list carries along in the form of another page of it: all but where in the list it is. */
export function conversationsParameters(
  address: ConversationsAddress,
  change: Parameters<typeof conversationsHref>[1] = {},
): [string, string][] {
  const [, search = ""] = conversationsHref(address, { ...change, cursor: null, past: [] }).split("?");
  return [...new URLSearchParams(search)];
}
