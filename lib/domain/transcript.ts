/*
 * What Baton itself finds in a transcript: whether details that the bot had captured were asked for again after the
 * hand-off (contract, section 5).
 */

/**
 * How a repeat was found. In customers' messages: `value` the captured value stands there again, `value_split` it
 * stands in two messages, `value_part` a part of it. In agents' messages: `question` a question for the field by the
 * phrase lists, `question_by_name` by the words of the field's own name, `question_unclear` something that may be one.
 */
export const REPEAT_RULES = [
  "value",
  "value_split",
  "value_part",
  "question",
  "question_by_name",
  "question_unclear",
] as const;
export type RepeatRule = (typeof REPEAT_RULES)[number];

/** Only findings of high confidence count; the others are shown. */
export type Confidence = "high" | "low";

/** One place of a transcript at which a captured detail was given or asked for again. */
export interface RepeatFinding {
  /** The captured field's name. */
  readonly field: string;
  /** The message. */
  readonly sequence: number;
  readonly rule: RepeatRule;
  readonly confidence: Confidence;
  /** Which words of the message as it was sent, counted from 0; null = the message as a whole. */
  readonly place: { readonly from: number; readonly words: number } | null;
  /** A person has said that it is none: it counts nowhere. */
  readonly rejected: boolean;
}

/** What the transcript says about one hand-off. */
export interface HandOffReading {
  readonly handoffId: string;
  /** The hand-off was assessed by its transcript; else its findings are shown only. */
  readonly assessed: boolean;
  /** Per field whose answer the transcript knows: whether it was asked again. Empty where it was not assessed. */
  readonly fields: readonly { readonly name: string; readonly askedAgain: boolean }[];
  /** In order of the transcript. */
  readonly findings: readonly RepeatFinding[];
}

/** What identifies a finding, whatever becomes of the transcript: what a rejection names. */
export interface FindingKey {
  readonly handoffId: string;
  readonly field: string;
  readonly sequence: number;
  readonly rule: RepeatRule;
}

/** One text for a finding's key, for use in sets. */
export function findingKeyText({ handoffId, field, sequence, rule }: FindingKey): string {
  return [handoffId, field, sequence, rule].join("\u001f");
}
