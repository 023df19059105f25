import {
  parseSelection,
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-types/query-type-address";

/** Where the page of journeys is. */
export const JOURNEYS_PATH = "/journeys";

/** Reads an address. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseJourneysAddress(search: URLSearchParams): SelectionAddress {
  return parseSelection(search);
}

/** The address of the page of journeys with something changed. */
export function journeysHref(address: SelectionAddress, change: Partial<SelectionAddress> = {}): string {
  return withParameters(JOURNEYS_PATH, selectionParameters({ ...address, ...change }));
}
