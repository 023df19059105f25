import { familyOf, type ReasonFamily } from "@/lib/domain/reason";
import { applyReasonMap, openRawReason } from "@/lib/domain/reason-map";
import type { Assigner, CapturedField, ConversationFacts, Micros } from "@/lib/domain/record";
import { formatCount, formatDuration } from "@/lib/metrics/format";
import { formatExactTime } from "@/lib/metrics/format-time";
import { botHandOffs, type HandOff } from "@/lib/metrics/hand-off-facts";
import { type FieldEvidence, fieldEvidence, placeOf } from "@/lib/reports/query-types/field-evidence";
import { familyName } from "@/lib/reports/report/prepare-names";
import { type BriefSummary, summaryOf } from "./brief-summary";
import type { ConversationDetail, Message } from "./read-conversation";

/** A place in the transcript: the line's number and its time, where it has one. */
export interface TranscriptPlace {
  readonly sequence: number;
  readonly time: string | null;
}

/** One captured detail: how it was passed on, and whether it was asked again. */
export interface FieldRow {
  readonly name: string;
  /** Where the customer gave it, as far as the transcript shows. */
  readonly captured: TranscriptPlace | null;
  readonly passed: "structured" | "transcript" | "none" | "unknown";
  readonly passedText: string;
  readonly asked: "again" | "not" | "unknown";
  readonly askedText: string;
  /** Where it was asked again. */
  readonly askedPlace: TranscriptPlace | null;
  /** Who says whether it was asked again: `the platform, your rating`; null where nobody does. */
  readonly saidBy: string | null;
}

/** A step of the bot, and what came of it where the source says so. */
export interface TriedStep {
  readonly what: string;
  readonly result: string | null;
}

/** What the agent should have known, of one hand-off. */
export interface Brief {
  /** Null for a hand-off that only the conversation's outcome tells of. */
  readonly handoffId: string | null;
  readonly summary: BriefSummary;
  readonly family: ReasonFamily;
  readonly familyName: string;
  /** The reason's code as the record has it; null where only the family is known. */
  readonly code: string | null;
  /** The source's own word where Baton does not know the reason. */
  readonly raw: string | null;
  /** Why in words, and who said so. */
  readonly why: string | null;
  readonly nextStep: string | null;
  readonly attempted: readonly TriedStep[];
  /** `2`; null = not known. */
  readonly failedAttempts: string | null;
  /** `1 min 48 s`; null = not known or not over. */
  readonly waited: string | null;
  readonly fields: readonly FieldRow[];
}

/** Something found in a transcript: an agent or a customer said a captured detail once more. */
export interface FieldFinding {
  readonly handoffId: string;
  readonly field: string;
  /** The message that shows it. */
  readonly sequence: number;
  /** Only these count. */
  readonly isCertain: boolean;
  readonly isRejected: boolean;
}

/** What a brief is about and how its times are told. */
export interface BriefOptions {
  readonly timeZone: string;
  /** The hand-off; the first one of the bot unless given. */
  readonly handoffId?: string | undefined;
  readonly findings?: readonly FieldFinding[] | undefined;
  /** Whether the ratings in the facts are the reader's own; a program sees those of everybody. */
  readonly ratingsAreOwn?: boolean | undefined;
}

const ASSIGNED: { readonly [A in Assigner]: string } = {
  bot: "Set by the bot.",
  rule: "Set by a rule.",
  agent: "Set by the agent.",
  analyst: "Set by an analyst.",
};

const PASSED = {
  structured: "In a field",
  transcript: "Transcript only",
  none: "Not passed",
  unknown: "Not known",
} as const;

const ASKED = { again: "Asked again", not: "Not asked", unknown: "Not known" } as const;

/** What a brief is prepared from. */
export type BriefSource = Pick<ConversationDetail, "facts" | "messages" | "reasonMap">;

/** The brief of a hand-off; null where there is none. Whatever is not known is null, never guessed. */
export function prepareBrief(source: BriefSource, options: BriefOptions): Brief | null {
  const { facts, messages, reasonMap } = source;
  const handOff = findHandOff(applyReasonMap(facts, reasonMap), options.handoffId);
  const asSent = findHandOff(facts, options.handoffId);
  if (!handOff || !asSent) return null;
  const { body, reason, family } = handOff;
  const { requestedAt, connectedAt, context } = body;
  return {
    handoffId: handoffIdOf(handOff),
    summary: summaryOf(facts, messages, handOff),
    family,
    familyName: familyName(family),
    code: reason === familyOf(reason) ? null : reason,
    raw: openRawReason(asSent.body) ?? null,
    why: [body.reasonText, body.assignedBy && ASSIGNED[body.assignedBy]].filter(Boolean).join(" ") || null,
    nextStep: context?.nextStep ?? null,
    attempted: (context?.attempted ?? []).map(triedStep),
    failedAttempts: handOff.failedAttempts === undefined ? null : formatCount(handOff.failedAttempts),
    waited: waitedText(requestedAt, connectedAt),
    fields: fieldRows(handOff, facts, messages, options),
  };
}

/** A bot hand-off by its id, the first without one; a transfer, which is none of the bot's, as if it were. */
function findHandOff(facts: ConversationFacts, handoffId: string | undefined): HandOff | undefined {
  const handOffs = botHandOffs(facts);
  if (handoffId === undefined) return handOffs[0];
  const own = handOffs.find((handOff) => handoffIdOf(handOff) === handoffId);
  if (own) return own;
  const transfers = facts.handoffs.filter((handoff) => handoff.handoffId === handoffId);
  return botHandOffs({ ...facts, handoffs: transfers.map((body) => ({ ...body, from: "bot" })) }).find(
    (handOff) => handoffIdOf(handOff) === handoffId,
  );
}

function handoffIdOf({ body }: HandOff): string | null {
  return "handoffId" in body && typeof body.handoffId === "string" ? body.handoffId : null;
}

/** Sources write a step as `Order look-up: timed out`. */
function triedStep(text: string): TriedStep {
  const parts = /^(.{2,80}?): (\S.*)$/s.exec(text);
  return parts?.[1] && parts[2] ? { what: parts[1], result: parts[2] } : { what: text, result: null };
}

function waitedText(from: Micros | undefined, to: Micros | undefined): string | null {
  return from === undefined || to === undefined || to < from ? null : formatDuration((to - from) / 1_000_000);
}

function fieldRows(
  handOff: HandOff,
  facts: ConversationFacts,
  messages: readonly Message[],
  options: BriefOptions,
): FieldRow[] {
  const handoffId = handoffIdOf(handOff);
  const record = facts.handoffs.find((handoff) => handoff.handoffId === handoffId);
  const seam = record ? placeOf(record, messages) : messages.length;
  const place = (message: Message | null | undefined): TranscriptPlace | null =>
    message
      ? {
          sequence: message.sequence,
          time: message.at === undefined ? null : formatExactTime(message.at, options.timeZone),
        }
      : null;
  return handOff.fields.map((field): FieldRow => {
    const found = (options.findings ?? []).filter(
      (finding) => finding.handoffId === handoffId && finding.field === field.name && counts(finding),
    );
    const { answer, saidBy } = answerOf(field, handOff, found, options);
    const passed = field.passed ?? "unknown";
    const asked = answer === undefined ? "unknown" : answer ? "again" : "not";
    const evidence = fieldEvidence(field.name, messages, seam);
    return {
      name: field.name,
      captured: place(evidence.given),
      passed,
      passedText: PASSED[passed],
      asked,
      askedText: ASKED[asked],
      askedPlace: answer ? place(askedAt(evidence, found, messages)) : null,
      saidBy,
    };
  });
}

function counts({ isCertain, isRejected }: FieldFinding): boolean {
  return isCertain && !isRejected;
}

function askedAt(
  evidence: FieldEvidence,
  found: readonly FieldFinding[],
  messages: readonly Message[],
): Message | null {
  const [first] = found.map((finding) => finding.sequence).sort((a, b) => a - b);
  const message = messages.find(({ sequence }) => sequence === first);
  return message ?? evidence.asked ?? evidence.givenAgain;
}

/** Whether a captured field was asked again, any yes winning, and who says so. */
function answerOf(
  field: CapturedField,
  { ratings }: HandOff,
  found: readonly FieldFinding[],
  { ratingsAreOwn = true }: BriefOptions,
): { answer: boolean | undefined; saidBy: string | null } {
  const lists = ratings.flatMap((rating) => (rating.reaskedFields ? [rating.reaskedFields] : []));
  const yes = lists.some((list) => list.includes(field.name));
  const rater = ratingsAreOwn ? "your rating" : "the agent’s rating";
  const voices: readonly { readonly says: boolean | undefined; readonly who: string }[] = [
    { says: field.reasked, who: "the platform" },
    { says: lists.length === 0 ? undefined : yes, who: rater },
    { says: found.length === 0 ? undefined : true, who: "the transcript" },
  ];
  const known = voices.filter((voice) => voice.says !== undefined);
  if (known.length === 0) return { answer: undefined, saidBy: null };
  const answer = known.some((voice) => voice.says);
  return {
    answer,
    saidBy: known
      .filter((voice) => voice.says === answer)
      .map((voice) => voice.who)
      .join(", "),
  };
}
