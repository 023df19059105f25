import type { ConversationFacts, Micros } from "@/lib/domain/record";

/*
 * What cannot be right in what a conversation's records say together. None of it stops a number: times that contradict
 * each other are in no duration, and an implied hand-off counts as the contract says.
 */

/** Every kind of contradiction, by what is wrong. */
export const FINDING_KINDS = [
  "claimed_without_record",
  "ended_before_start",
  "hand_off_before_start",
  "hand_off_after_end",
  "asked_after_hand_off",
  "connected_before_request",
  "hand_off_ended_before_connect",
  "context_before_request",
  "survey_before_start",
  "rating_before_hand_off",
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** One contradiction of a conversation. */
export interface DataFinding {
  readonly kind: FindingKind;
  /** By how many whole seconds the later time lies before the earlier one; null where no times are compared. */
  readonly seconds: number | null;
}

const SECOND: Micros = 1_000_000;
/** Two systems' clocks that differ by less than this contradict nobody. Durations are negative from the first microsecond. */
const OTHER_CLOCK: Micros = 2 * SECOND;

/**
 * The contradictions of one conversation, each kind once with its largest difference; none while its own record has
 * not arrived, and none of tests.
 */
export function dataFindings(facts: ConversationFacts): DataFinding[] {
  const { conversation, handoffs, surveys, ratings } = facts;
  if (!conversation || conversation.test === true) return NONE;
  const { startedAt, endedAt, outcome } = conversation;
  const found = new Map<FindingKind, number | null>();
  const order = (kind: FindingKind, first: Micros | undefined, then: Micros | undefined, slack = 0) => {
    if (first === undefined || then === undefined || first - then <= slack) return;
    const seconds = Math.ceil((first - then) / SECOND);
    found.set(kind, Math.max(seconds, found.get(kind) ?? 0));
  };
  const bots = handoffs.filter(({ from }) => from !== "agent");
  if (outcome === "handed_off" && bots.length === 0) found.set("claimed_without_record", null);
  order("ended_before_start", startedAt, endedAt);
  for (const { requestedAt, connectedAt, endedAt: over, customerAskedAt, context } of handoffs) {
    order("hand_off_before_start", startedAt, requestedAt);
    order("asked_after_hand_off", customerAskedAt, requestedAt);
    order("connected_before_request", requestedAt, connectedAt);
    order("hand_off_ended_before_connect", connectedAt ?? requestedAt, over);
    order("context_before_request", requestedAt, context?.deliveredAt, OTHER_CLOCK);
  }
  for (const { requestedAt } of bots) order("hand_off_after_end", requestedAt, endedAt, OTHER_CLOCK);
  for (const { answeredAt } of surveys) order("survey_before_start", startedAt, answeredAt, OTHER_CLOCK);
  for (const { handoffId, ratedAt } of ratings) {
    const rated = handoffs.find((handoff) => handoff.handoffId === handoffId);
    order("rating_before_hand_off", rated?.requestedAt, ratedAt, OTHER_CLOCK);
  }
  return found.size === 0 ? NONE : [...found].map(([kind, seconds]) => ({ kind, seconds }));
}

const NONE: DataFinding[] = [];
