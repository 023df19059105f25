import {
  parseSelection,
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-types/query-type-address";

/** Where the page of context is. */
export const CONTEXT_PATH = "/context";

/** What agents' ratings can be split by. */
export const SENTIMENT_BY = ["query_type", "reason", "bot_version", "queue", "channel"] as const;
export type SentimentBy = (typeof SENTIMENT_BY)[number];

/** Everything that the page of context can be asked for. */
export interface ContextAddress extends SelectionAddress {
  readonly sentimentBy: SentimentBy;
  /** Whether the ingredients are compared within query types. */
  readonly isHeld: boolean;
}

/** Reads an address. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseContextAddress(search: URLSearchParams): ContextAddress {
  const by = search.get("sentiment_by");
  return {
    ...parseSelection(search),
    sentimentBy: SENTIMENT_BY.find((known) => known === by) ?? "query_type",
    isHeld: search.get("held") === "query_type",
  };
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function contextParameters(address: ContextAddress): [string, string][] {
  const parameters = selectionParameters(address);
  if (address.sentimentBy !== "query_type") parameters.push(["sentiment_by", address.sentimentBy]);
  if (address.isHeld) parameters.push(["held", "query_type"]);
  return parameters;
}

/** The address of the page of context with something changed. */
export function contextHref(
  address: ContextAddress,
  change: Partial<ContextAddress> = {},
  anchor = "",
): string {
  return withParameters(CONTEXT_PATH, contextParameters({ ...address, ...change }), anchor);
}
