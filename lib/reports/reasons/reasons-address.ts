import {
  parseSelection,
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-types/query-type-address";

/** Where the page of reasons is. */
export const REASONS_PATH = "/reasons";

/** Everything that the page of reasons can be asked for. */
export interface ReasonsAddress extends SelectionAddress {
  /** Reasons over time as a table instead of a chart. */
  readonly overTimeTable: boolean;
}

/** Reads an address. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseReasonsAddress(search: URLSearchParams): ReasonsAddress {
  return { ...parseSelection(search), overTimeTable: search.get("over_time_as") === "table" };
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function reasonsParameters(address: ReasonsAddress): [string, string][] {
  const parameters = selectionParameters(address);
  if (address.overTimeTable) parameters.push(["over_time_as", "table"]);
  return parameters;
}

/** The address of the page of reasons with something changed. */
export function reasonsHref(
  address: ReasonsAddress,
  change: Partial<ReasonsAddress> = {},
  anchor = "",
): string {
  return withParameters(REASONS_PATH, reasonsParameters({ ...address, ...change }), anchor);
}
