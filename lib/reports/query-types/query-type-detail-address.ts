import { NULL_FILTER } from "@/lib/metrics/dimensions";
import {
  parseSelection,
  queryTypePath,
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "./query-type-address";

/** What the trend chart of a query type can show. */
export const TYPE_TRENDS = ["hand_off_rate", "repeat_information_rate", "post_hand_off_csat"] as const;
export type TypeTrend = (typeof TYPE_TRENDS)[number];

/** A version of a bot; null where the records do not say which bot. */
export interface VersionName {
  readonly bot: string | null;
  readonly version: string;
}

/** Everything that the page of one query type can be asked for. */
export interface QueryTypeAddress extends SelectionAddress {
  /** Null: conversations without one. */
  readonly queryType: string | null;
  readonly trend: TypeTrend;
  /** The trend as a table instead of a chart. */
  readonly trendTable: boolean;
  /** The versions that are compared; null = the page's own choice. */
  readonly before: VersionName | null;
  readonly after: VersionName | null;
}

/** Reads the address of the page of one query type: the last step of its path, and its parameters. */
export function parseQueryTypeAddress(id: string, search: URLSearchParams): QueryTypeAddress {
  const trend = search.get("trend");
  const selection = parseSelection(search);
  return {
    ...selection,
    filters: selection.filters.filter((filter) => filter.dimension !== "query_type"),
    queryType: id === NULL_FILTER ? null : id,
    trend: TYPE_TRENDS.find((known) => known === trend) ?? "hand_off_rate",
    trendTable: search.get("trend_as") === "table",
    before: readVersion(search.get("before")),
    after: readVersion(search.get("after")),
  };
}

/** A version as an address writes it: `Wren@47`, `@47` without a bot. */
export function versionText({ bot, version }: VersionName): string {
  return `${encodeURIComponent(bot ?? "")}@${encodeURIComponent(version)}`;
}

function readVersion(text: string | null): VersionName | null {
  const match = /^([^@]*)@([^@]+)$/.exec(text ?? "");
  if (!match) return null;
  try {
    const [, bot = "", version = ""] = match;
    return { bot: decodeURIComponent(bot) || null, version: decodeURIComponent(version) };
  } catch {
    return null;
  }
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function queryTypeParameters(address: QueryTypeAddress): [string, string][] {
  const parameters = selectionParameters(address);
  if (address.trend !== "hand_off_rate") parameters.push(["trend", address.trend]);
  if (address.trendTable) parameters.push(["trend_as", "table"]);
  if (address.before) parameters.push(["before", versionText(address.before)]);
  if (address.after) parameters.push(["after", versionText(address.after)]);
  return parameters;
}

/** The address of the page of one query type with something changed. */
export function queryTypeHref(
  address: QueryTypeAddress,
  change: Partial<QueryTypeAddress> = {},
  anchor = "",
): string {
  return withParameters(
    queryTypePath(address.queryType),
    queryTypeParameters({ ...address, ...change }),
    anchor,
  );
}
