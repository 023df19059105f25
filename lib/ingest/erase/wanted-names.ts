import { cleanText } from "@/lib/ingest/validate/normalise-text";
import type { ConversationName } from "@/lib/store/erasures";

/** What erased customers and their conversations are called, to be found in input. */
export interface WantedNames {
  /** A conversation, by the source that it was sent under; of an unknown source, any of that id. */
  hasConversation(source: string | null, conversationId: string): boolean;
  /** The reference of an erased customer, as a source would send it. */
  isReference(value: unknown): boolean;
  /**
   * Whether a text that cannot be read as records names a customer, or a conversation of its source. A conversation of
   * another source has to stand there with its source, because short ids stand in any text.
   */
  standsIn(text: string, source: string | null): boolean;
}

/** Finds customers by their references, and conversations by source and id. */
export function wantedNames(
  references: readonly string[],
  conversations: readonly ConversationName[],
): WantedNames {
  const idsOf = new Map<string, Set<string>>();
  for (const { source, conversationId } of conversations) {
    idsOf.set(source, (idsOf.get(source) ?? new Set()).add(conversationId));
  }
  const customers = new Set(references);
  const isWord = wordFinder();
  return {
    hasConversation: (source, conversationId) =>
      source === null
        ? [...idsOf.values()].some((ids) => ids.has(conversationId))
        : (idsOf.get(source)?.has(conversationId) ?? false),
    isReference: (value) =>
      (typeof value === "string" || typeof value === "number") && customers.has(cleanText(String(value))),
    standsIn: (text, source) =>
      references.some((reference) => isWord(reference, text)) ||
      [...idsOf].some(
        ([of, ids]) => (of === source || isWord(of, text)) && [...ids].some((id) => isWord(id, text)),
      ),
  };
}

/** Tells whether a word stands in a text as a whole word; remembers what it looked for. */
function wordFinder(): (word: string, text: string) => boolean {
  const patterns = new Map<string, RegExp>();
  return (word, text) => {
    if (!text.includes(word)) return false;
    let pattern = patterns.get(word);
    if (!pattern) {
      const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      pattern = new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "u");
      patterns.set(word, pattern);
    }
    return pattern.test(text);
  };
}
