import { fold } from "./words";

/** A word of an agent's message; `‹` stands for a value that was redacted or is written out in digits. */
export interface SaidWord {
  readonly text: string;
  /** Counted from 0 over the message; what Baton put in place of a value is one word. */
  readonly place: number;
}

/** A part of a sentence between commas, brackets and words such as "but". */
export interface Clause {
  readonly words: readonly SaidWord[];
  /** The words with single spaces, one at either end. */
  readonly text: string;
}

export interface Sentence {
  readonly clauses: readonly Clause[];
  readonly text: string;
  readonly isQuestion: boolean;
}

/** What stands in a sentence in place of a value. */
export const VALUE = "‹";
const TOKEN = /\[[^\s[\]]{1,64}\]|[\p{L}\p{M}\p{N}]+(?:['’`´][\p{L}\p{M}]+)*|[.!?;\n]+|[,:()–—]|\s-\s/gu;
const BUT = new Set(["but", "aber", "mais", "pero", "sondern", "sino", "allerdings", "however"]);
/** Letters that French writes together with the next word. */
const ELIDED = new Set(["l", "d", "j", "m", "n", "s", "c", "t", "qu"]);
/** A full stop after these ends no sentence. */
const SHORTENED = new Set([
  "no",
  "nr",
  "num",
  "ref",
  "tel",
  "n",
  "mr",
  "mrs",
  "ms",
  "dr",
  "st",
  "str",
  "bzw",
  "ca",
  "sr",
  "sra",
  "acct",
  "acc",
  "approx",
]);

/** The sentences of an agent's message, folded, without apostrophes. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let clauses: Clause[] = [];
  let words: SaidWord[] = [];
  let place = 0;
  const endClause = () => {
    if (words.length > 0) clauses.push({ words, text: ` ${words.map((word) => word.text).join(" ")} ` });
    words = [];
  };
  const endSentence = (isQuestion: boolean) => {
    endClause();
    if (clauses.length > 0) {
      sentences.push({ clauses, text: clauses.map((clause) => clause.text).join(","), isQuestion });
    }
    clauses = [];
  };
  for (const { 0: token } of text.matchAll(TOKEN)) {
    if (/^[.!?;\n]/.test(token)) {
      const before = words.at(-1)?.text ?? "";
      if (/^\.$/.test(token) && (SHORTENED.has(before) || /^[a-z]$/.test(before))) continue;
      endSentence(token.includes("?"));
    } else if (/^(?:[,:()–—]|\s-\s)$/.test(token)) endClause();
    else {
      for (const part of partsOf(token)) {
        if (BUT.has(part)) endClause();
        words.push({ text: part, place });
      }
      place += 1;
    }
  }
  endSentence(false);
  return sentences;
}

function partsOf(token: string): string[] {
  if (token.startsWith("[")) return [VALUE];
  const folded = fold(token);
  if (/\d{3}/.test(folded)) return [VALUE];
  const parts = folded.split(/['’`´]/);
  const [first = "", ...rest] = parts;
  if (rest.length === 0) return [folded];
  return ELIDED.has(first) ? parts : [parts.join("")];
}
