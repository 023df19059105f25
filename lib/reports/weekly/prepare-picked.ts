import { formatMoment } from "@/lib/metrics/format-time";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { valueName } from "@/lib/reports/report/prepare-names";
import { typeInside } from "@/lib/reports/stands-out/what-stands-out-words";
import type { PickedConversation, PickRule } from "./picked-conversations";

/** A conversation to read, as the review names it. */
export interface PickedText {
  readonly key: string;
  readonly why: string;
  /** `Order status, 12 Nov, 10:41`. */
  readonly name: string;
  /** `Web chat`, and the score it was picked for. */
  readonly facts: string;
  readonly href: string;
}

/** Why it was picked. */
function why(rule: PickRule, queryType: string | null): string {
  switch (rule) {
    case "worst_satisfaction":
      return "The least satisfied customer who had to repeat something";
    case "largest_driver":
      return `From ${typeInside(queryType)}, which drives the week most`;
    case "random":
      return "Drawn at random";
  }
}

/** Picked conversations as text; moments in the time zone of the workspace. */
export function preparePicked(
  picked: readonly PickedConversation[],
  timeZone: string,
): readonly PickedText[] {
  return picked.map(({ rule, source, conversationId, startedAt, channel, queryType, csat }) => ({
    key: rule,
    why: why(rule, queryType),
    name: `${valueName("query_type", queryType)}, ${formatMoment(startedAt, timeZone)}`,
    facts: [
      channel === null ? null : valueName("channel", channel),
      csat === null ? null : `CSAT ${csat.toFixed(1)} of 5`,
    ]
      .filter(Boolean)
      .join(" · "),
    href: conversationHref(source, conversationId),
  }));
}
