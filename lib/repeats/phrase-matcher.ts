import type { SaidWord } from "./sentences";
import { fold } from "./words";

/** A phrase as it is looked for: folded and without spaces, so that `order number` is found in `ordernumber`. */
interface Phrase {
  readonly joined: string;
  readonly words: number;
}

/** Where a phrase stands among the words of a clause. */
export interface PhrasePlace {
  readonly at: number;
  readonly words: number;
}

const SHORTEST_FUZZY = 8;
/** A typing mistake in these makes another word of them. */
const EXACT_END = /(?:no|nr|id|ref|num|code)$/;

/** Finds any of some phrases in a clause, with one typing mistake in long ones. */
export class PhraseMatcher {
  private readonly phrases: readonly Phrase[];
  private readonly exact: ReadonlySet<string>;
  private readonly most: number;

  /** `others` are phrases for something else: what one of them says is no typing mistake. */
  constructor(
    phrases: Iterable<string>,
    private readonly others: ReadonlySet<string> = new Set(),
  ) {
    this.phrases = [...new Set(phrases)]
      .map((phrase) => {
        const words = wordsOf(phrase);
        return { joined: words.join(""), words: words.length };
      })
      .filter((phrase) => phrase.joined.length >= 2);
    this.exact = new Set(this.phrases.map((phrase) => phrase.joined));
    this.most = Math.max(0, ...this.phrases.map((phrase) => phrase.words));
  }

  /** The longest phrase, the first of equally long ones; null when none stands there. */
  find(words: readonly SaidWord[]): PhrasePlace | null {
    let best: (PhrasePlace & { readonly length: number }) | null = null;
    for (let at = 0; at < words.length; at++) {
      let joined = "";
      for (let count = 1; count <= this.most + 1 && at + count <= words.length; count++) {
        joined += words[at + count - 1]?.text ?? "";
        if (best && joined.length <= best.length) continue;
        if (this.exact.has(joined) || this.isNear(joined)) best = { at, words: count, length: joined.length };
      }
    }
    return best;
  }

  private isNear(joined: string): boolean {
    if (joined.length < SHORTEST_FUZZY - 1 || this.others.has(joined)) return false;
    return this.phrases.some(
      (phrase) =>
        phrase.joined.length >= SHORTEST_FUZZY &&
        Math.abs(phrase.joined.length - joined.length) <= 1 &&
        phrase.joined.charAt(0) === joined.charAt(0) &&
        !EXACT_END.test(phrase.joined) &&
        isOneMistake(phrase.joined, joined),
    );
  }
}

function wordsOf(phrase: string): string[] {
  return fold(phrase)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "");
}

/** A phrase in the form in which phrases are compared. */
export function joinedPhrase(phrase: string): string {
  return wordsOf(phrase).join("");
}

/** Whether two texts differ by one letter too many, missing, wrong, or changed places with the next. */
function isOneMistake(a: string, b: string): boolean {
  let start = 0;
  while (start < a.length && a.charAt(start) === b.charAt(start)) start++;
  let [endA, endB] = [a.length, b.length];
  while (endA > start && endB > start && a.charAt(endA - 1) === b.charAt(endB - 1)) {
    endA--;
    endB--;
  }
  const [left, right] = [endA - start, endB - start];
  if (left <= 1 && right <= 1) return true;
  return (
    left === 2 &&
    right === 2 &&
    a.charAt(start) === b.charAt(start + 1) &&
    a.charAt(start + 1) === b.charAt(start)
  );
}
