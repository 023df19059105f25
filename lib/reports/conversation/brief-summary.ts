import { familyOf } from "@/lib/domain/reason";
import type { ConversationFacts, Outcome } from "@/lib/domain/record";
import type { HandOff } from "@/lib/metrics/hand-off-facts";
import { familyName, plainWord, valueName } from "@/lib/reports/report/prepare-names";
import type { Message } from "./read-conversation";

/** What a conversation was about, in one line. */
export interface BriefSummary {
  readonly text: string;
  /** What it was put together from, where the source sent no summary; null = the source's own words. */
  readonly rule: string | null;
}

const LONGEST_QUOTE = 110;

const OUTCOMES: { readonly [O in Outcome]: string } = {
  contained: "ended with the bot",
  handed_off: "handed off",
  abandoned: "abandoned by the customer",
  open: "still open",
};

/**
 * The source's summary; else a line made by rule from what the records say: the query type, and the customer's first
 * words or, without a transcript, how it went. Nothing is guessed: a conversation of which nothing is known is called
 * by its id.
 */
export function summaryOf(
  facts: ConversationFacts,
  messages: readonly Message[],
  handOff: HandOff | undefined,
): BriefSummary {
  const summary = handOff?.body.context?.summary;
  if (typeof summary === "string") return { text: summary, rule: null };
  const { conversation } = facts;
  const type = conversation?.queryType ? valueName("query_type", conversation.queryType) : null;
  const words = messages.find((message) => message.sender === "customer" && message.text)?.text;
  if (words) {
    const quote = `“${shorten(words)}”`;
    return type
      ? { text: `${type}: ${quote}`, rule: "the query type and the customer’s first words" }
      : { text: `Customer: ${quote}`, rule: "the customer’s first words" };
  }
  const end = endOf(facts, handOff);
  if (type === null && end === null) {
    return { text: `Conversation ${facts.conversationId}`, rule: "its id, as nothing else is known" };
  }
  return {
    text: [type ?? "Conversation", end].filter(Boolean).join(", "),
    rule: [type && "the query type", end && "how it ended"].filter(Boolean).join(" and "),
  };
}

function endOf({ conversation }: ConversationFacts, handOff: HandOff | undefined): string | null {
  if (!handOff) return conversation?.outcome ? OUTCOMES[conversation.outcome] : null;
  const why =
    handOff.family === "unclassified"
      ? "no reason that is known"
      : [familyName(handOff.family).toLowerCase(), codeOf(handOff)].filter(Boolean).join(", ");
  return `handed off: ${why}`;
}

function codeOf({ reason }: HandOff): string | null {
  return reason === familyOf(reason) ? null : plainWord(reason).toLowerCase();
}

/** Cut at a word, so that it stays one line of speech. */
function shorten(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line.length <= LONGEST_QUOTE) return line;
  const cut = line.slice(0, LONGEST_QUOTE);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST_QUOTE / 2)).replace(/[.,;:]$/, "")} …`;
}
