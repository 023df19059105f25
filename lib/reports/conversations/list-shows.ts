import { metric } from "@/lib/metrics/catalogue";
import { type ConversationsAddress, conversationsHref } from "./conversations-address";
import type { Part } from "./list-conversations";

/** A kind of conversations that a list can show. */
export interface ShowLink {
  readonly name: string;
  readonly href: string;
  readonly current: boolean;
}

/** Which conversations a list shows, and which it could show instead. */
export interface ShowControl {
  readonly name: string;
  readonly isSet: boolean;
  readonly groups: readonly { readonly name: string; readonly links: readonly ShowLink[] }[];
}

/** The kinds that are asked for most: each is the rows behind a metric, so that list and number agree. */
const SHOWS: readonly {
  readonly name: string;
  readonly kinds: readonly (readonly [name: string, metric: string, part: Part])[];
}[] = [
  {
    name: "How it ended",
    kinds: [
      ["Handed off", "hand_off_rate", "numerator"],
      ["Contained", "containment_rate", "numerator"],
      ["Abandoned", "abandonment_rate", "numerator"],
    ],
  },
  {
    name: "At the hand-off",
    kinds: [
      ["Something was asked again", "repeat_information_rate", "numerator"],
      ["Assessed for repeats", "repeat_information_rate", "denominator"],
      ["The bot failed", "avoidable_hand_off_rate", "numerator"],
      ["Asked for a person at the start", "asked_at_start_rate", "numerator"],
    ],
  },
  {
    name: "What the customer said",
    kinds: [
      ["Scored after a hand-off", "post_hand_off_csat", "denominator"],
      ["Scored, contained", "contained_csat", "denominator"],
      ["Says they had to repeat", "customer_reported_repeat_rate", "numerator"],
    ],
  },
];

/** The chooser of what a list shows; days and filters stay. */
export function prepareShows(address: ConversationsAddress): ShowControl {
  const hrefOf = (id: string | null, part: Part) =>
    conversationsHref(address, { metric: id === null ? null : metric(id), part, cursor: null, past: [] });
  const groups = SHOWS.map(({ name, kinds }) => ({
    name,
    links: kinds.map(([text, id, part]) => ({
      name: text,
      href: hrefOf(id, part),
      current: address.metric?.id === id && address.part === part,
    })),
  }));
  const all = { name: "All", href: hrefOf(null, "numerator"), current: address.metric === null };
  const chosen = groups.flatMap(({ links }) => links).find(({ current }) => current);
  return {
    name: chosen?.name ?? address.metric?.label ?? all.name,
    isSet: address.metric !== null,
    groups: [{ name: "Conversations", links: [all] }, ...groups],
  };
}
