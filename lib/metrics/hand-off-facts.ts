import { compareCodePoints } from "@/lib/domain/code-point-order";
import { familyOf, type Reason, type ReasonFamily } from "@/lib/domain/reason";
import type { CapturedField, ContextRatingBody, ConversationFacts, HandoffBody } from "@/lib/domain/record";
import type { HandOffReading } from "@/lib/domain/transcript";

/** A bot hand-off of an eligible conversation, as the metrics see it (contract, section 3). */
export interface HandOff {
  /** Null for an implied one. */
  readonly handoffId: string | null;
  readonly body: HandoffBody;
  readonly reason: Reason;
  readonly family: ReasonFamily;
  /** Null when unknown. */
  readonly status: HandoffBody["status"] | null;
  /** It reached a person, or nothing says that it did not. */
  readonly reached: boolean;
  readonly fields: readonly CapturedField[];
  readonly ratings: readonly (ContextRatingBody & { readonly agentId: string })[];
  readonly failedAttempts: number | undefined;
  /** What the transcript says, where it was assessed. */
  readonly transcript: HandOffReading | undefined;
}

/** An implied hand-off: the conversation says that it was handed off, and no record says how. */
const IMPLIED: HandOff = {
  handoffId: null,
  body: {},
  reason: "unclassified",
  family: "unclassified",
  status: null,
  reached: true,
  fields: [],
  ratings: [],
  failedAttempts: undefined,
  transcript: undefined,
};

/**
 * The bot hand-offs of a conversation, the first one first; one implied hand-off where the outcome says handed off
 * and no bot hand-off was recorded (transfers between agents do not replace it).
 */
export function botHandOffs(facts: ConversationFacts): readonly HandOff[] {
  const recorded = facts.handoffs
    .filter((handoff) => handoff.from !== "agent")
    .sort(
      (a, b) =>
        (a.requestedAt ?? Number.POSITIVE_INFINITY) - (b.requestedAt ?? Number.POSITIVE_INFINITY) ||
        compareCodePoints(a.handoffId, b.handoffId),
    );
  if (recorded.length === 0) return facts.conversation?.outcome === "handed_off" ? [IMPLIED] : [];
  return recorded.map((body) => {
    const status =
      body.status ?? (body.connectedAt !== undefined || body.agentId !== undefined ? "connected" : null);
    const reason = body.reason ?? "unclassified";
    return {
      handoffId: body.handoffId,
      body,
      reason,
      family: familyOf(reason),
      status,
      reached: status === null || status === "connected",
      fields: body.context?.fields ?? [],
      ratings: facts.ratings.filter((rating) => rating.handoffId === body.handoffId),
      failedAttempts: body.failedAttempts ?? facts.conversation?.failedAttempts,
      transcript: facts.transcript?.find(
        (reading) => reading.assessed && reading.handoffId === body.handoffId,
      ),
    };
  });
}

/** Who may say whether a captured field was asked again (contract, section 3). */
export const REPEAT_SOURCES = ["platform", "agent", "transcript"] as const;
export type RepeatSource = (typeof REPEAT_SOURCES)[number];

/** What one source says about one captured field: undefined when it does not say. */
export type FieldAnswers = { readonly [S in RepeatSource]: boolean | undefined };

type Answering = Pick<HandOff, "ratings"> & Partial<Pick<HandOff, "transcript">>;

/** What each source says about a captured field: the platform's own word, the agents' ratings, the transcript. */
export function fieldAnswers(field: CapturedField, { ratings, transcript }: Answering): FieldAnswers {
  const lists = ratings.flatMap((rating) => (rating.reaskedFields ? [rating.reaskedFields] : []));
  return {
    platform: field.reasked,
    agent: lists.length === 0 ? undefined : lists.some((list) => list.includes(field.name)),
    transcript: transcript?.fields.find(({ name }) => name === field.name)?.askedAgain,
  };
}

/** Whether a captured field was asked again: undefined when no source says. Any yes wins. */
export function askedAgain(field: CapturedField, handOff: Answering): boolean | undefined {
  return anyYes(Object.values(fieldAnswers(field, handOff)));
}

/** True where any answer is, false where one is known, else undefined. */
export function anyYes(answers: readonly (boolean | undefined)[]): boolean | undefined {
  if (answers.includes(true)) return true;
  return answers.includes(false) ? false : undefined;
}

/** What of transcript, summary, reason and fields reached the agent: all, some or none of those known; null if none is. */
export function contextArrived(handOff: HandOff): "all" | "some" | "none" | null {
  const context = handOff.body.context;
  const passed = handOff.fields.flatMap((field) => (field.passed ? [field.passed] : []));
  const known = [
    context?.transcript,
    context?.summary === undefined ? undefined : context.summary !== false,
    context?.reason,
    passed.length === 0 ? undefined : passed.includes("structured"),
  ].filter((part) => part !== undefined);
  if (known.length === 0) return null;
  if (known.every(Boolean)) return "all";
  return known.some(Boolean) ? "some" : "none";
}
