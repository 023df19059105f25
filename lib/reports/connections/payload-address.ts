import type { PayloadState } from "@/lib/store/connection-payloads";

/** Which payloads of a connection are listed: those of one outcome, and those older than one of them. */
export interface PayloadChoice {
  readonly state?: PayloadState | undefined;
  /** The id of a payload; it and newer ones are left out. */
  readonly before?: string | undefined;
}

/** The outcomes that are worth looking for, as tabs say them. */
const TABS: readonly { readonly state: PayloadState | undefined; readonly text: string }[] = [
  { state: undefined, text: "All" },
  { state: "error", text: "Errors" },
  { state: "waiting", text: "Being read" },
  { state: "understood", text: "Understood" },
  { state: "not_bot", text: "Not a bot conversation" },
  { state: "test", text: "Test" },
];

/** Reads an address; what makes no sense is left out. */
export function payloadChoice(search: URLSearchParams): PayloadChoice {
  const state = TABS.find((tab) => tab.state !== undefined && tab.state === search.get("state"))?.state;
  const before = /^\d{1,18}$/.exec(search.get("before") ?? "")?.[0];
  return { state, before };
}

/** The address of a connection's page with a choice of payloads. */
export function payloadsHref(connectionId: string, { state, before }: PayloadChoice): string {
  const search = new URLSearchParams({ ...(state && { state }), ...(before && { before }) }).toString();
  return `/data/connections/${connectionId}${search && `?${search}`}#payloads`;
}

/** The tabs over the list. */
export function preparePayloadTabs(connectionId: string, choice: PayloadChoice) {
  return TABS.map(({ state, text }) => ({
    text,
    href: payloadsHref(connectionId, { state }),
    current: state === choice.state,
  }));
}
