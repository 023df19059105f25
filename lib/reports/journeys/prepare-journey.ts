import type { ConversationBody, Micros } from "@/lib/domain/record";
import { counted } from "@/lib/metrics/counted";
import { formatDuration } from "@/lib/metrics/format";
import { formatMoment } from "@/lib/metrics/format-time";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { valueName } from "@/lib/reports/report/prepare-names";
import type { ConversationJourney } from "./read-journey";

/** An earlier or a later contact, leading to its page. */
export interface ContactText {
  readonly key: string;
  readonly text: string;
  readonly time: string;
  readonly href: string;
  /** `handed off, linked by the customer`. */
  readonly note: string;
}

/** The journey around a conversation. */
export interface JourneyText {
  readonly earlier: readonly ContactText[];
  readonly later: readonly ContactText[];
  /** What is not there, in words; null where a later contact is. */
  readonly none: string | null;
}

const MICROS_PER_DAY = 86_400_000_000;

/** Earlier and later contacts in words; `now` is the present, up to which nothing further can be known. */
export function prepareJourney(
  journey: ConversationJourney,
  conversation: Pick<ConversationBody, "startedAt"> | null,
  now: Micros,
  timeZone: string,
): JourneyText {
  const side = (wanted: "earlier" | "later") =>
    journey.contacts
      .filter((contact) => contact.side === wanted)
      .map(
        (contact): ContactText => ({
          key: `${contact.source} ${contact.conversationId}`,
          text: [
            contact.channel ? valueName("channel", contact.channel) : "Channel not known",
            contact.queryType && valueName("query_type", contact.queryType).toLowerCase(),
          ]
            .filter(Boolean)
            .join(", "),
          time: formatMoment(contact.startedAt, timeZone),
          href: conversationHref(contact.source, contact.conversationId),
          note: [
            contact.handedOff ? "handed off" : "stayed with the bot",
            contact.bySource ? "linked by its source" : "same customer",
          ].join(", "),
        }),
      );
  const later = side("later");
  return {
    earlier: side("earlier"),
    later,
    none: later.length > 0 ? null : noneText(journey, conversation, now, timeZone),
  };
}

function noneText(
  { known, days }: ConversationJourney,
  conversation: Pick<ConversationBody, "startedAt"> | null,
  now: Micros,
  timeZone: string,
): string | null {
  if (!conversation) return null;
  if (!known) {
    return "Whether the customer came back cannot be seen: the records carry no customer reference.";
  }
  const end = conversation.startedAt + days * MICROS_PER_DAY;
  if (now >= end) return `No further contact within ${counted(days, "day")}.`;
  const left = formatDuration((end - now) / 1_000_000);
  return `No further contact by ${formatMoment(now, timeZone)}; the window is open for another ${left}.`;
}
