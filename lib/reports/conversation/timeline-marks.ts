import type { FindingKey } from "@/lib/domain/transcript";
import { counted } from "@/lib/metrics/counted";
import { formatDuration } from "@/lib/metrics/format";
import { formatExactTime } from "@/lib/metrics/format-time";
import { botHandOffs } from "@/lib/metrics/hand-off-facts";
import { fieldEvidence, placeOf } from "@/lib/reports/query-types/field-evidence";
import type { ShownFinding } from "./conversation-findings";
import type { ConversationDetail, Message } from "./read-conversation";

/** Something that a line of the transcript shows, with why in a sentence. */
export interface TimelineMark {
  readonly key: string;
  /** A detail that was asked for or given again; one that may have been; an attempt of the bot that failed. */
  readonly kind: "again" | "maybe" | "failed";
  readonly label: string;
  readonly explanation: string;
  /** The words in the line that it is about, as they stand there; null = the line as a whole. */
  readonly words: string | null;
  /** What a person can say no to; null where it is no finding of Baton's. */
  readonly finding: (FindingKey & { readonly rejected: boolean }) | null;
}

/** From where a detail was given to where it was asked for again. */
export interface TimelineBracket {
  readonly from: number;
  readonly to: number;
}

/** What the lines of a transcript show, by the number of the line. */
export interface TimelineMarks {
  readonly marks: ReadonlyMap<number, readonly TimelineMark[]>;
  readonly brackets: readonly TimelineBracket[];
}

/**
 * What a bot says when it could not do it or did not understand, in the languages that Baton reads. Only to point at
 * lines where the record says that there were failed attempts; it is in no number.
 */
const FAILURE =
  /\b(did(n['’]t| not) (quite )?(get|understand|catch) (that|you)|could(n['’]t| not) (open|find|do|load|reach)|still no luck|(did|does)(n['’]t| not) work|something went wrong|try (that )?again|not sure (i|what)|failed: attempt|put it another way|rephrase|nicht verstanden|hat nicht geklappt|konnte .{0,40}nicht (finden|öffnen)|noch einmal versuchen|leider nicht|pas (bien )?compris|n['’]a pas (marché|fonctionné)|je n['’]ai pas pu|réessay|reformul|no (le )?he entendido|no ha funcionado|no (he podido|pude)|intentar(lo)? de nuevo)/iu;

/**
 * Marks the lines in which details were asked for again (Baton's own findings; where it has none, what platform and
 * ratings say, at the line that the redaction points to) and those that read like failed attempts.
 */
export function timelineMarks(
  detail: Pick<ConversationDetail, "facts" | "messages">,
  findings: readonly ShownFinding[],
  again: readonly { readonly handoffId: string; readonly field: string }[],
  timeZone: string,
): TimelineMarks {
  const marks = new Map<number, TimelineMark[]>();
  const brackets: TimelineBracket[] = [];
  const add = (sequence: number, mark: TimelineMark) =>
    marks.set(sequence, [...(marks.get(sequence) ?? []), mark]);
  const evidenceOf = (handoffId: string, field: string) => {
    const handoff = detail.facts.handoffs.find((one) => one.handoffId === handoffId);
    const seam = handoff ? placeOf(handoff, detail.messages) : detail.messages.length;
    return fieldEvidence(field, detail.messages, seam);
  };
  const earlier = (given: Message | null, at: Message | undefined) => earlierText(given, at, timeZone);
  for (const finding of findings) {
    const { sequence, field, handoffId, rule, rejected, counts, label, explanation } = finding;
    const at = detail.messages.find((message) => message.sequence === sequence);
    const { given } = evidenceOf(handoffId, field);
    add(sequence, {
      key: `${handoffId} ${field} ${rule}`,
      kind: counts ? "again" : "maybe",
      label: [`${label}.`, !rejected && earlier(given, at)].filter(Boolean).join(" "),
      explanation,
      words: wordsIn(at, field),
      finding: { handoffId, field, sequence, rule, rejected },
    });
    if (counts && given) brackets.push({ from: given.sequence, to: sequence });
  }
  for (const { handoffId, field } of again) {
    if (findings.some((one) => one.handoffId === handoffId && one.field === field && !one.rejected)) continue;
    const evidence = evidenceOf(handoffId, field);
    const at = evidence.asked ?? evidence.givenAgain;
    if (!at) continue;
    const isQuestion = at === evidence.asked;
    add(at.sequence, {
      key: `${handoffId} ${field} said`,
      kind: "again",
      label: [isQuestion ? `Asked again for ${field}.` : `Gave ${field} again.`, earlier(evidence.given, at)]
        .filter(Boolean)
        .join(" "),
      explanation: isQuestion
        ? "The record says that this detail was asked again, and this is what the agent said before the customer gave it once more."
        : "The record says that this detail was asked again, and here the customer gives it once more.",
      words: wordsIn(at, field),
      finding: null,
    });
    if (evidence.given) brackets.push({ from: evidence.given.sequence, to: at.sequence });
  }
  markFailures(detail, add);
  return { marks, brackets };
}

function markFailures(
  { facts, messages }: Pick<ConversationDetail, "facts" | "messages">,
  add: (sequence: number, mark: TimelineMark) => void,
): void {
  const [first] = botHandOffs(facts);
  const reported = first ? first.failedAttempts : facts.conversation?.failedAttempts;
  if (!reported) return;
  const record = facts.handoffs.find(({ handoffId }) => handoffId === first?.handoffId);
  const withBot = messages.slice(0, record ? placeOf(record, messages) : messages.length);
  const isSaid = (message: Message) => message.sender === "bot" || message.sender === "system";
  const reads = (message: Message | undefined) =>
    message !== undefined && isSaid(message) && FAILURE.test(message.text ?? "");
  // Of the bot's words and the system's line about the same attempt, the first is marked.
  for (const message of withBot.filter(
    (one, i) => reads(one) && !(one.sender === "system" && reads(withBot[i - 1])),
  )) {
    add(message.sequence, {
      key: "failed",
      kind: "failed",
      label: "Reads like a failed attempt",
      explanation: `The record says that ${counted(reported, "attempt")} of the bot failed, not where. By its words, this line is one of them.`,
      words: null,
      finding: null,
    });
  }
}

function earlierText(given: Message | null, at: Message | undefined, timeZone: string): string | null {
  if (!given) return null;
  if (given.at === undefined || at?.at === undefined || at.at < given.at) {
    return `The customer gave it in line ${given.sequence}.`;
  }
  const ago = formatDuration((at.at - given.at) / 1_000_000);
  return `The customer gave it at ${formatExactTime(given.at, timeZone)}, ${ago} earlier.`;
}

/** The name of the field as the line has it: `order reference`, `[order_reference]`. */
function wordsIn(message: Message | undefined, field: string): string | null {
  const text = message?.text ?? "";
  const spoken = field.replace(/[_-]+/g, " ").toLowerCase();
  const at = text.toLowerCase().indexOf(spoken);
  return at < 0 ? null : text.slice(at, at + spoken.length);
}
