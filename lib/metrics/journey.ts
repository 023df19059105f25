import { compareCodePoints } from "@/lib/domain/code-point-order";
import type { Channel, ConversationFacts, Micros } from "@/lib/domain/record";
import { isEligible } from "./eligible";

/*
 * A journey is a run of contacts of one customer: each contact knows the one before it, by the id that its source
 * sends (`previousConversationId`) or, where that leads nowhere, by the customer's keyed hash. What is said here of one
 * conversation is all that linking needs to know; which of them are neighbours is found out in the database
 * (lib/store/journey-links.ts), where every conversation is.
 */

/** How long after the beginning of a contact another one of the same customer counts as a further contact, by default. */
export const DEFAULT_JOURNEY_DAYS = 7;

/** What the linking of journeys needs to know of one conversation. */
export interface Contact {
  readonly startedAt: Micros;
  readonly eligible: boolean;
  /** The customer's keyed hash. */
  readonly customer: string | null;
  /** The contact before, by the id that the source uses. */
  readonly previous: string | null;
  /** The channel in which it ended. */
  readonly place: Channel | null;
  /** Names of the details that the bot captured, in code-point order. */
  readonly fields: readonly string[];
}

/** The contact before, as far as the numbers are about it. */
export interface ContactBefore {
  readonly at: Micros;
  /** Who says that it is the one before: the source, or the customer's hash alone. */
  readonly by: "source" | "customer";
  readonly place: Channel | null;
  readonly fields: readonly string[];
}

/**
 * What the link step has found about a conversation, whatever the window. An empty object: it takes part in linking
 * although it says nothing itself, because another contact names it.
 */
export interface Neighbours {
  /** When the nearest further contact began. */
  readonly next?: Micros;
  readonly before?: ContactBefore;
}

/** A conversation as the link step sees it; null while its own record has not arrived. */
export function contactOf(facts: ConversationFacts): Contact | null {
  const { conversation, handoffs } = facts;
  if (!conversation) return null;
  const own = {
    startedAt: conversation.startedAt,
    eligible: isEligible(conversation),
    customer: conversation.customerHash ?? null,
    previous: conversation.previousConversationId ?? null,
  };
  if (handoffs.length === 0) return { ...own, place: conversation.channel ?? null, fields: NO_FIELDS };
  const last = [...handoffs]
    .filter(({ toChannel, status }) => toChannel !== undefined && (status ?? "connected") === "connected")
    .sort(
      (a, b) =>
        (a.requestedAt ?? Number.POSITIVE_INFINITY) - (b.requestedAt ?? Number.POSITIVE_INFINITY) ||
        compareCodePoints(a.handoffId, b.handoffId),
    )
    .at(-1);
  const fields = handoffs
    .filter(({ from }) => from !== "agent")
    .flatMap(({ context }) => context?.fields?.map((field) => field.name) ?? []);
  return {
    ...own,
    place: last?.toChannel ?? conversation.channel ?? null,
    fields: [...new Set(fields)].sort(compareCodePoints),
  };
}

const NO_FIELDS: readonly string[] = [];

/** Whether a conversation says anything by which it can be linked. */
export function hasReferences(contact: Contact | null): boolean {
  return contact !== null && (contact.customer !== null || contact.previous !== null);
}
