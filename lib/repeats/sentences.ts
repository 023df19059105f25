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

/** Sounds of thinking, which transcripts of calls are full of. */
const HESITATIONS = new Set(
  "um uh uhm umm mm hein erm hm hmm mhm ah ahm ahem eh ehm ahh euh heu ben bah bueno pues este".split(" "),
);
/** Before "you know" that is more than a filler. */
const KNOWS = /^(?:do|did|would|if|dont|can|will|to|let|that|as|when|what|should|could|might|may)$/;
/** A question by its first words, for speech and chat that have no question marks. */
const INTERROGATIVE =
  /^ (?:(?:and|ok|okay|so|right|sorry|then|now|well|thanks|great|und|dann|gut|et|alors|donc|bon|y|entonces|vale|perdone|perdon|disculpe|hi|hello|hallo|bonjour|hola|to|at|on|in|for|from|with|under|by|zu|an|auf|unter|mit|fur|um|von|aus|a|de|sur|avec|sous|dans|pour|chez|desde|con|en|por|para|bajo|c est|il est) ){0,4}(?:what|whats|wats|which|who|whos|whose|whom|where|wheres|how much|how many|when (?:is|are|was|were|do|did|does|will)|wer|wem|wessen|wie|wo|wohin|woher|wann|welche[rsnm]?|was|quels?|quelles?|qui|quand|comment|combien|cual|cuales|quien|quienes|donde|cuando|cuanto|cuanta|que) /;

/** The sentences of an agent's message, folded, without apostrophes. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let clauses: Clause[] = [];
  let words: SaidWord[] = [];
  let place = 0;
  const endClause = () => {
    words = withoutFillers(words);
    if (words.length > 0) clauses.push({ words, text: ` ${words.map((word) => word.text).join(" ")} ` });
    words = [];
  };
  const endSentence = (isQuestion: boolean) => {
    endClause();
    if (clauses.length > 0) {
      const text = clauses.map((clause) => clause.text).join(",");
      sentences.push({ clauses, text, isQuestion: isQuestion || INTERROGATIVE.test(text) });
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

function withoutFillers(words: readonly SaidWord[]): SaidWord[] {
  return words.filter(({ text }, i) => {
    if (HESITATIONS.has(text)) return words.length === 1;
    const isYou = text === "you" && words[i + 1]?.text === "know";
    const isKnow = text === "know" && words[i - 1]?.text === "you";
    return !(isYou || isKnow) || KNOWS.test(words[isYou ? i - 1 : i - 2]?.text ?? "");
  });
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
