import type { MeasureSums } from "./evaluate";
import { shareValue } from "./evaluate";
import type { MeasureId } from "./measures";
import type { MetricValue } from "./metric-value";

/** How another product counts what Baton calls the hand-off rate: a ratio of two sums, and how it is read. */
export interface ElsewhereRule {
  readonly product: string;
  /** What it is called there. */
  readonly name: string;
  readonly numeratorText: string;
  readonly denominatorText: string;
  readonly numerator: MeasureId;
  readonly denominator: MeasureId;
  /** What differs from the hand-off rate. */
  readonly differs: string;
  /** How its words are read on our records, and what they do not say. */
  readonly reading: string;
  /** It counts events over conversations, so it is no share and can pass 100 %. */
  readonly canPassOne?: true;
}

/**
 * The rules of other products, from their public documentation. Tests count in none of them. On the same records some
 * give the same number: what their words differ in is then nothing that our records say.
 */
export const ELSEWHERE: readonly ElsewhereRule[] = [
  {
    product: "Microsoft Copilot Studio",
    name: "Escalation rate",
    numeratorText: "escalated sessions",
    denominatorText: "engaged sessions",
    numerator: "escalated",
    denominator: "engaged",
    differs: "Open conversations count. An escalation makes a session engaged, whatever the customer wrote.",
    reading:
      "A session is engaged once a topic of the bot’s own is triggered, or it is escalated. Records do not say which topic was: a conversation is read as engaged when the customer wrote at least once, or it is not known how often, or it was handed off. One conversation can hold several sessions there; here it is one.",
  },
  {
    product: "Dynamics 365",
    name: "Bot escalation rate",
    numeratorText: "escalated conversations",
    denominatorText: "all conversations",
    numerator: "escalated",
    denominator: "started",
    differs: "Open conversations count, and those in which the customer wrote nothing.",
    reading: "All conversations are those whose record arrived and that are not marked as tests.",
  },
  {
    product: "Ada",
    name: "Conversations resulting in a handoff",
    numeratorText: "conversations with at least one hand-off",
    denominatorText: "all conversations",
    numerator: "escalated",
    denominator: "started",
    differs: "Open and silent conversations count. Several hand-offs of a conversation count once, as here.",
    reading:
      "Ada tells a number, and containment as the share without a hand-off: this is one less that share. Whether a link to people counts as a hand-off is set there; here it does where the records say so.",
  },
  {
    product: "Google Dialogflow CX",
    name: "Live agent handoff rate",
    numeratorText: "sessions handed off to people",
    denominatorText: "sessions",
    numerator: "escalated",
    denominator: "started",
    differs: "Open and silent sessions count. The bot’s signal counts, whether or not a person was reached.",
    reading: "A conversation is read as one session; a session there ends after some time without a message.",
  },
  {
    product: "Chatwoot",
    name: "Handoff rate",
    numeratorText: "hand-off events",
    denominatorText: "conversations created",
    numerator: "escalations",
    denominator: "started",
    differs: "Every hand-off counts, repeated ones too, so the rate can pass 100 %.",
    reading:
      "Events are the bot’s hand-offs of the conversations that began in the period; there they are those that happened in it, whenever their conversations were created.",
    canPassOne: true,
  },
];

/** What a rule gives on some sums. A ratio that is no share has no interval. */
export function countElsewhere(rule: ElsewhereRule, sums: MeasureSums): MetricValue {
  const [over, under] = [sums[rule.numerator] ?? 0, sums[rule.denominator] ?? 0];
  if (!rule.canPassOne) return shareValue(over, under);
  const value = shareValue(Math.min(over, under), under);
  return { ...value, value: value.value === null ? null : over / under, numerator: over, interval: null };
}
