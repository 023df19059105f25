import {
  parseSelection,
  type SelectionAddress,
  selectionParameters,
  withParameters,
} from "@/lib/reports/query-types/query-type-address";

/** Where the page of satisfaction is. */
export const SATISFACTION_PATH = "/satisfaction";

/** Whose surveys: after a hand-off, or of conversations that stayed with the bot. */
export const ARMS = ["post", "contained"] as const;
export type Arm = (typeof ARMS)[number];

/** Everything that the page of satisfaction can be asked for. */
export interface SatisfactionAddress extends SelectionAddress {
  readonly arm: Arm;
  /** What the comments are searched for; empty = all. */
  readonly words: string;
  /** Where the next comments begin; null = the newest. */
  readonly cursor: string | null;
}

const LONGEST_SEARCH = 100;

/** Reads an address. What makes no sense is left out and named in `problem`, so that the page still opens. */
export function parseSatisfactionAddress(search: URLSearchParams): SatisfactionAddress {
  const arm = search.get("arm");
  return {
    ...parseSelection(search),
    arm: ARMS.find((known) => known === arm) ?? "post",
    words: (search.get("words") ?? "").trim().slice(0, LONGEST_SEARCH),
    cursor: search.get("cursor") || null,
  };
}

/** The parameters of an address, defaults left out, in a fixed order. */
export function satisfactionParameters(address: SatisfactionAddress): [string, string][] {
  const parameters = selectionParameters(address);
  if (address.arm !== "post") parameters.push(["arm", address.arm]);
  if (address.words !== "") parameters.push(["words", address.words]);
  if (address.cursor !== null) parameters.push(["cursor", address.cursor]);
  return parameters;
}

/** The address of the page with something changed; other comments begin anew. */
export function satisfactionHref(
  address: SatisfactionAddress,
  change: Partial<SatisfactionAddress> = {},
  anchor = "",
): string {
  return withParameters(
    SATISFACTION_PATH,
    satisfactionParameters({ ...address, cursor: null, ...change }),
    anchor,
  );
}
