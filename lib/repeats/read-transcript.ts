import type { CapturedField, ConversationFacts, HandoffBody, MessageBody, Micros } from "@/lib/domain/record";
import { findingKeyText, type HandOffReading, type RepeatFinding } from "@/lib/domain/transcript";
import { type Printed, readFingerprints } from "./fingerprints";
import { matchSplit, matchSplitInThree, matchValue, type ValueMatch } from "./match-values";
import type { Question, QuestionReader } from "./questions";
import { readForms, type ValueForms } from "./value-forms";

/** A line of the transcript as it is kept. */
export type TranscriptMessage = MessageBody & { readonly sequence: number };

/** What a transcript is read with. */
export interface ReadingContext {
  readonly questions: QuestionReader;
  /** The findings that people have rejected, as `findingKeyText` names them. */
  readonly rejected: ReadonlySet<string>;
}

type Handoff = ConversationFacts["handoffs"][number];

/**
 * What the transcript of a conversation says about each of its bot hand-offs (contract, section 5): a pure function of
 * the state of the records, so that no order of arrival matters. Hand-offs about which it says nothing are left out.
 */
export function readTranscript(
  handoffs: readonly Handoff[],
  messages: readonly TranscriptMessage[],
  context: ReadingContext,
): HandOffReading[] {
  if (messages.length === 0) return [];
  const own = handoffs.filter(
    (handoff) => handoff.from !== "agent" && (handoff.context?.fields ?? []).length > 0,
  );
  if (own.length === 0) return [];
  const inOrder = [...messages].sort((a, b) => a.sequence - b.sequence);
  return own
    .filter(isReached)
    .map((handoff) => readHandOff(handoff, followers(handoff, handoffs, inOrder), context))
    .filter((reading) => reading.assessed || reading.findings.length > 0)
    .sort((a, b) => (a.handoffId < b.handoffId ? -1 : 1));
}

/** Whether transcripts are read for a hand-off at all: it reached a person and has captured fields. */
export function mayBeAssessed(handoff: Handoff): boolean {
  return handoff.from !== "agent" && (handoff.context?.fields ?? []).length > 0 && isReached(handoff);
}

/** As in contract, section 3: connected, or nothing says that it is not. */
function isReached({ status, connectedAt, agentId }: HandoffBody): boolean {
  if (status !== undefined) return status === "connected";
  return connectedAt !== undefined || agentId !== undefined || status === undefined;
}

/**
 * The messages that follow a hand-off: by its id; else by time; else after the last word of the bot. What another bot
 * hand-off begins later belongs to that one.
 */
function followers(
  handoff: Handoff,
  handoffs: readonly Handoff[],
  messages: readonly TranscriptMessage[],
): TranscriptMessage[] {
  const from = handoff.connectedAt ?? handoff.requestedAt;
  const until = nextRequest(handoff, handoffs);
  const lastOfBot =
    messages.findLast((message) => message.sender === "bot")?.sequence ?? Number.NEGATIVE_INFINITY;
  return messages.filter((message) => {
    if (message.handoffId !== undefined) return message.handoffId === handoff.handoffId;
    if (message.at !== undefined && from !== undefined) {
      return message.at >= from && (until === null || message.at < until);
    }
    return message.sequence > lastOfBot;
  });
}

function nextRequest(handoff: Handoff, handoffs: readonly Handoff[]): Micros | null {
  const { requestedAt } = handoff;
  if (requestedAt === undefined) return null;
  const later = handoffs.flatMap((other) =>
    other.from !== "agent" && other.requestedAt !== undefined && other.requestedAt > requestedAt
      ? [other.requestedAt]
      : [],
  );
  return later.length === 0 ? null : Math.min(...later);
}

interface Field {
  readonly name: string;
  readonly forms: ValueForms | null;
  /** Its value was sent, or phrases ask for it: without a finding it was not asked again. */
  readonly isDetectable: boolean;
}

function readHandOff(
  handoff: Handoff,
  messages: readonly TranscriptMessage[],
  context: ReadingContext,
): HandOffReading {
  const fields = (handoff.context?.fields ?? []).map((field) => toField(field, context));
  const findings = new Listener(fields, context.questions).listen(messages).map((finding): RepeatFinding => {
    const key = findingKeyText({ handoffId: handoff.handoffId, ...finding });
    return { ...finding, rejected: context.rejected.has(key) };
  });
  const counts = new Set(
    findings.filter((one) => one.confidence === "high" && !one.rejected).map((one) => one.field),
  );
  const answered = fields.filter((field) => field.isDetectable || counts.has(field.name));
  const assessed =
    answered.length > 0 &&
    messages.some((message) => message.sender === "customer") &&
    messages.some((message) => message.sender === "agent");
  return {
    handoffId: handoff.handoffId,
    assessed,
    fields: assessed ? answered.map(({ name }) => ({ name, askedAgain: counts.has(name) })) : [],
    findings,
  };
}

function toField({ name, valueForms }: CapturedField, { questions }: ReadingContext): Field {
  const forms = valueForms === undefined ? null : readForms(valueForms);
  return { name, forms, isDetectable: forms !== null || questions.knows(name) };
}

/** Goes through the messages after a hand-off, one after the other. */
class Listener {
  private readonly findings: Omit<RepeatFinding, "rejected">[] = [];
  /** Fields whose value an agent has said: the customer who repeats it confirms. */
  private readonly stated = new Set<string>();
  /** What the agents' last messages asked for, and whether they asked anything. */
  private asked = new Set<string>();
  private hasAsked = false;
  /** The customer's last two messages, the latest first. */
  private previous: readonly (readonly Printed[])[] = [];

  constructor(
    private readonly fields: readonly Field[],
    private readonly questions: QuestionReader,
  ) {}

  listen(messages: readonly TranscriptMessage[]): Omit<RepeatFinding, "rejected">[] {
    let speaker: string | undefined;
    for (const message of messages) {
      if (message.sender === "agent") {
        if (speaker !== "agent") {
          this.asked = new Set();
          this.hasAsked = false;
        }
        this.hearAgent(message);
      } else if (message.sender === "customer") this.hearCustomer(message);
      if (message.sender === "agent" || message.sender === "customer") speaker = message.sender;
    }
    return this.findings;
  }

  private hearAgent(message: TranscriptMessage): void {
    const text = message.text ?? "";
    const printed = readFingerprints(message.fingerprints ?? "");
    const said = new Set<string>();
    for (const { name, forms } of this.fields) {
      const match = forms && matchValue(forms, printed);
      if (!match) continue;
      const isWordOfIt = match.strength === "part" && forms.words.length > 1;
      // A word out of a description is not the description, and "Mrs Oldroyd" is not the full name.
      if (!isWordOfIt) said.add(name);
      if (!isWordOfIt || forms.words.length === 2) this.stated.add(name);
    }
    const open = this.fields.filter((field) => !said.has(field.name));
    this.hasAsked ||= text.includes("?");
    for (const question of this.questions.read(
      text,
      open.map((field) => field.name),
    )) {
      this.asked.add(question.field);
      this.findings.push(asFinding(message, question));
    }
  }

  private hearCustomer(message: TranscriptMessage): void {
    const printed = readFingerprints(message.fingerprints ?? "");
    for (const { name, forms } of this.fields) {
      if (!forms || this.stated.has(name)) continue;
      const match = matchValue(forms, printed);
      if (match) this.giveAgain(message, name, match);
      if (match?.strength !== "whole" && this.endsSplit(forms, printed)) {
        this.findings.push({
          field: name,
          sequence: message.sequence,
          rule: "value_split",
          confidence: "high",
          place: null,
        });
      }
    }
    this.previous = [printed, ...this.previous.slice(0, 1)];
  }

  private endsSplit(forms: ValueForms, printed: readonly Printed[]): boolean {
    const [one, two] = this.previous;
    return (
      (one !== undefined && matchSplit(forms, one, printed)) ||
      (two !== undefined && matchSplitInThree(forms, two, printed))
    );
  }

  private giveAgain({ sequence }: TranscriptMessage, field: string, match: ValueMatch): void {
    const { strength, from, words } = match;
    const isAsked = this.asked.has(field);
    const sure =
      strength === "whole" ||
      (strength === "introduced" && this.hasAsked) ||
      (strength === "alone" && this.hasAsked) ||
      (strength === "part" && isAsked);
    this.findings.push({
      field,
      sequence,
      rule: strength === "part" ? "value_part" : "value",
      confidence: sure ? "high" : "low",
      place: { from, words },
    });
  }
}

function asFinding({ sequence }: TranscriptMessage, question: Question): Omit<RepeatFinding, "rejected"> {
  const { field, rule, confidence, place } = question;
  return { field, sequence, rule, confidence, place };
}
