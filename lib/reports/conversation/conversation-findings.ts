import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import type { HandOffReading, RepeatFinding, RepeatRule } from "@/lib/domain/transcript";
import type { Database } from "@/lib/store/database";
import { findConversation } from "@/lib/store/find-conversation";
import { currentGeneration } from "@/lib/store/generations";
import { readTranscriptReadings } from "@/lib/store/transcript-readings";

/** A finding in words, as the timeline shows it beside its message. */
export interface ShownFinding extends RepeatFinding {
  readonly handoffId: string;
  /** `Asked again for order_reference`: what a reader sees at the message. */
  readonly label: string;
  /** One sentence: what was found and how sure that is. */
  readonly explanation: string;
  /** It is in the numbers: high confidence, not rejected, and its hand-off was assessed. */
  readonly counts: boolean;
}

/** What the transcript of a conversation says about repeats. */
export interface ConversationFindings {
  readonly readings: readonly HandOffReading[];
  /** All findings by message (`sequence`), each list in a fixed order. */
  readonly byMessage: ReadonlyMap<number, readonly ShownFinding[]>;
  /** Whether this actor may reject findings and take that back. */
  readonly mayReject: boolean;
}

/**
 * The findings of one conversation under the numbers that reports show now; empty where there is no transcript or
 * nothing was found. The caller has checked that the actor may open the conversation (`readConversation`).
 */
export async function readConversationFindings(
  db: Database,
  actor: Actor,
  source: string,
  conversationId: string,
): Promise<ConversationFindings> {
  const id = await findConversation(db.pool, source, conversationId);
  const generation = await currentGeneration(db.pool);
  const [row] = id ? await readTranscriptReadings(db.pool, [generation.id], [id]) : [];
  return findingsOf(row?.reading ?? [], may(actor, "reject_findings"));
}

/** Readings as a page shows them. */
export function findingsOf(readings: readonly HandOffReading[], mayReject: boolean): ConversationFindings {
  const byMessage = new Map<number, ShownFinding[]>();
  for (const { handoffId, assessed, findings } of readings) {
    for (const finding of findings) {
      const shown: ShownFinding = {
        ...finding,
        handoffId,
        label: LABELS[finding.rule](finding.field),
        explanation: explain(finding, assessed),
        counts: assessed && finding.confidence === "high" && !finding.rejected,
      };
      byMessage.set(finding.sequence, [...(byMessage.get(finding.sequence) ?? []), shown]);
    }
  }
  return { readings, byMessage, mayReject };
}

const LABELS: { readonly [R in RepeatRule]: (field: string) => string } = {
  value: (field) => `Gave ${field} again`,
  value_split: (field) => `Gave ${field} again`,
  value_part: (field) => `Gave a part of ${field} again`,
  question: (field) => `Asked again for ${field}`,
  question_by_name: (field) => `Asked again for ${field}`,
  question_unclear: (field) => `May have asked again for ${field}`,
};

const FOUND: { readonly [R in RepeatRule]: (field: string) => string } = {
  value: (field) => `The customer gave ${field} after the hand-off, although the bot had it.`,
  value_split: (field) => `The customer gave ${field} after the hand-off, in several messages.`,
  value_part: (field) => `What the customer wrote is a part of ${field}, which the bot had.`,
  question: (field) => `The agent asked for ${field}, although the bot had it.`,
  question_by_name: (field) => `The agent asked for ${field} by its name, although the bot had it.`,
  question_unclear: (field) => `The agent may have asked for ${field}, which the bot had.`,
};

function explain(finding: RepeatFinding, assessed: boolean): string {
  const found = FOUND[finding.rule](finding.field);
  if (finding.rejected)
    return `${found} Somebody looked at it and said that it is no repeat, so it does not count.`;
  if (finding.confidence === "low") return `${found} That is not sure enough to count.`;
  return assessed
    ? found
    : `${found} It does not count, because the hand-off was not assessed by its transcript.`;
}
