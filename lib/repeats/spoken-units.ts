import { hasTwoReadings, isNumberWord, readSpokenNumber, type SpokenReading } from "./spoken-numbers";
import type { Unit } from "./words";

const NATO =
  "alpha alfa bravo charlie delta echo foxtrot golf hotel india juliet juliett kilo lima mike november oscar papa quebec romeo sierra tango uniform victor whiskey whisky xray yankee zulu";
/** What letters are spelled with in German, French and Spanish, besides. */
const OTHER_ALPHABETS =
  `anton berta casar caesar dora emil friedrich gustav heinrich ida julius kaufmann konrad ludwig martha nordpol otto paula
   quelle richard samuel siegfried theodor ulrich viktor wilhelm xanthippe ypsilon zacharias zeppelin aachen berlin chemnitz
   dusseldorf essen frankfurt goslar hamburg ingelheim jena koln leipzig munchen nurnberg offenbach potsdam quickborn rostock
   salzwedel tubingen unna volklingen wuppertal xanten zwickau
   anatole berthe celestin desire eugene francois gaston henri irma joseph kleber louis marcel nicolas pierre quintal raoul
   suzanne therese ursule william xavier yvonne zoe
   antonio barcelona carmen dolores enrique francia gerona ines jose lorenzo madrid navarra oviedo paris ramon tarragona
   ulises valencia washington xiquena yegua zaragoza`.split(/\s+/);
const LETTER_NAMES: readonly (readonly [string, string])[] = [
  ["efe", "f"],
  ["hache", "h"],
  ["jota", "j"],
  ["jott", "j"],
  ["ka", "k"],
  ["ele", "l"],
  ["eme", "m"],
  ["ene", "n"],
  ["erre", "r"],
  ["uve", "v"],
  ["vau", "v"],
  ["equis", "x"],
  ["zeta", "z"],
  ["zett", "z"],
];
const NATO_LETTERS = new Map<string, string>([
  ...[...NATO.split(" "), ...OTHER_ALPHABETS, "zed", "zee"].map((word): [string, string] => [
    word,
    word.charAt(0),
  ]),
  ...LETTER_NAMES.map(([name, letter]): [string, string] => [name, letter]),
]);
const AS_IN = /^(?:as in|for|like|wie|comme|como|de)$/;

/** Words that say a sign between the parts of a number or an address. */
const SIGNS = new Set(
  `dash hyphen minus slash dot point underscore space hash bindestrich strich schragstrich punkt unterstrich leerzeichen
   tiret barre guion barra punto espacio espace guiones`.split(/\s+/),
);
/** Words that people put between the parts of a number while they say or look for it. */
const FILLERS = new Set(
  `um uh er erm hmm hm mhm eh ehm ah ahm aeh aehm euh ben alors este pues and then und dann et puis y luego comma komma hein
   virgule coma so like also ok okay yes ja oui si right`.split(/\s+/),
);

/** Those of them that are no words. */
const HESITATIONS = new Set(
  "um umm uh uhm erm hmm hm mhm mm eh ehm ah ahm aeh aehm euh heu hein ben bah pues este".split(" "),
);

/** Whether a word may stand between the parts of a number without ending it. */
export function isBetweenNumbers(word: string): boolean {
  return SIGNS.has(word) || FILLERS.has(word);
}

/** Whether a word says a sign, such as a dash. */
export function isSign(word: string): boolean {
  return SIGNS.has(word);
}

/**
 * The units of a text with numbers and letters that are spoken read as digits and letters: "double four, B for Bravo"
 * has the units 44 and b. The same list where nothing is spoken.
 */
export function readSpoken(written: readonly Unit[], reading: SpokenReading = "together"): readonly Unit[] {
  if (!written.some((unit) => !unit.isNumber && mayBeSpoken(unit.text))) return written;
  // "forty-eight, uh, thousand"
  const units = written.filter(({ text }) => !HESITATIONS.has(text));
  const words = units.map((unit) => unit.text);
  const read: Unit[] = [];
  for (let i = 0; i < units.length; i++) {
    const unit = units[i];
    if (!unit) break;
    const before = read.findLast((known) => !isBetweenNumbers(known.text));
    const near = (before?.isNumber ?? false) || isNumberLike(words[i + 1]);
    const spoken = unit.isNumber ? null : readSpokenNumber(words.slice(i, i + 9), near, reading);
    const last = spoken ? units[i + spoken.words - 1] : undefined;
    if (spoken && last) {
      read.push({
        ...unit,
        text: spoken.digits,
        isNumber: true,
        end: last.end,
        lastWord: last.lastWord,
        isSpoken: true,
      });
      i += spoken.words - 1;
      continue;
    }
    const letter = spelledLetter(words, i);
    const lastOfLetter = letter ? units[i + letter.words - 1] : undefined;
    if (letter && lastOfLetter) {
      read.push({
        ...unit,
        text: letter.letter,
        // A letter that is spelled is one whatever its size: "double l".
        isUpper: true,
        end: lastOfLetter.end,
        lastWord: lastOfLetter.lastWord,
        isSpoken: true,
      });
      i += letter.words - 1;
      continue;
    }
    read.push(unit);
  }
  return read;
}

/** The units with spoken numbers read apart; null where there is but one way to read them. */
export function readSpokenApart(written: readonly Unit[], together: readonly Unit[]): readonly Unit[] | null {
  if (written === together || !hasTwoReadings(written.map((unit) => unit.text))) return null;
  const apart = readSpoken(written, "apart");
  return apart.length === together.length ? null : apart;
}

function mayBeSpoken(word: string): boolean {
  return isNumberWord(word) || NATO_LETTERS.has(word) || isRepeat(word) || word.length === 1;
}

function isRepeat(word: string): boolean {
  return /^(?:double|dubble|triple|treble|doppel|doppelt|doble)$/.test(word);
}

function isNumberLike(word: string | undefined): boolean {
  return word !== undefined && (/^\d/.test(word) || isNumberWord(word) || isRepeat(word));
}

/** `B for Bravo`, `A wie Anton`, and the words of the radio alphabet next to other letters or digits. */
function spelledLetter(words: readonly string[], at: number): { letter: string; words: number } | null {
  const word = words[at] ?? "";
  if (isRepeat(word) && /^[a-z]$/.test(words[at + 1] ?? "")) {
    return { letter: (words[at + 1] ?? "").repeat(/^tr/.test(word) ? 3 : 2), words: 2 };
  }
  if (/^[a-z]$/.test(word)) {
    const [one = "", two = "", three = ""] = words.slice(at + 1, at + 4);
    if (AS_IN.test(one) && two.startsWith(word) && two.length > 2) return { letter: word, words: 3 };
    if (AS_IN.test(`${one} ${two}`) && three.startsWith(word) && three.length > 2)
      return { letter: word, words: 4 };
    return null;
  }
  const letter = NATO_LETTERS.get(word);
  if (letter === undefined) return null;
  // The month, not the letter.
  const inAlphabet = (other: string | undefined) =>
    other !== undefined && (/^[a-z]$/.test(other) || NATO_LETTERS.has(other));
  if (word === "november" && !inAlphabet(words[at - 1]) && !inAlphabet(words[at + 1])) return null;
  const isCode = (other: string | undefined) =>
    other !== undefined && (/^(?:[a-z]|\d+)$/.test(other) || NATO_LETTERS.has(other) || isNumberWord(other));
  return isCode(words[at - 1]) || isCode(words[at + 1]) ? { letter, words: 1 } : null;
}
