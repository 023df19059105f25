/*
 * Text as a sequence of words and, within them, runs of letters and runs of digits: what values and messages are
 * compared by. Everything is folded: one case, no accents, one spelling of street words.
 */

/** A run of letters or a run of digits. */
export interface Unit {
  /** Folded. */
  readonly text: string;
  readonly isNumber: boolean;
  /** UTF-16 offsets in the text. */
  readonly start: number;
  readonly end: number;
  /** The first and the last word it stands in, counted from 0. */
  readonly word: number;
  readonly lastWord: number;
  /** What stands between it and the unit before: nothing within a word, else spaces and punctuation. */
  readonly before: string;
  /** Written in capitals. */
  readonly isUpper: boolean;
  /** Spoken: words for a number or a letter. */
  readonly isSpoken: boolean;
}

const WORD = /[\p{L}\p{M}\p{N}]+/gu;
const PART = /\p{Nd}+|[\p{L}\p{M}\p{Nl}\p{No}]+/gu;
const LETTERS: { readonly [letter: string]: string } = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
};

/** A text in the form in which it is compared: compatibility forms resolved, lower case, no accents. */
export function fold(text: string): string {
  if (/^[a-z0-9 ]*$/.test(text)) return text;
  if (/^[\x20-\x7e]*$/.test(text)) return text.toLowerCase();
  return text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[ßæœøłđðþı]/g, (letter) => LETTERS[letter] ?? letter)
    .replace(/\p{M}+/gu, "")
    .replace(/\p{Nd}/gu, digitOf);
}

/** A digit of any script as 0 to 9. */
function digitOf(digit: string): string {
  if (digit >= "0" && digit <= "9") return digit;
  // The digits of a script stand in a block that begins at a multiple of ten or sixteen; walk down to its zero.
  let code = digit.codePointAt(0) ?? 0;
  let value = 0;
  while (value < 10 && /\p{Nd}/u.test(String.fromCodePoint(code - 1))) {
    code -= 1;
    value += 1;
  }
  return String(value % 10);
}

/** One spelling for the words that addresses abbreviate. */
const STREET_WORDS: { readonly [word: string]: string } = {
  street: "st",
  road: "rd",
  avenue: "ave",
  av: "ave",
  lane: "ln",
  drive: "dr",
  square: "sq",
  court: "ct",
  apartment: "apt",
  boulevard: "bd",
  blvd: "bd",
  bvd: "bd",
  calle: "c",
  avenida: "ave",
  avda: "ave",
  place: "pl",
  platz: "pl",
  plaza: "pl",
  strasse: "str",
};

function canonicalWord(word: string): string {
  const short = STREET_WORDS[word];
  if (short !== undefined) return short;
  if (word.length > 8 && word.endsWith("strasse")) return `${word.slice(0, -4)}`;
  return word;
}

const [ZERO, NINE, UPPER_A, UPPER_Z, LOWER_A, LOWER_Z, ASCII_END] = [48, 57, 65, 90, 97, 122, 127];

/** The words and numbers of a text, in order. */
export function unitsOf(text: string, mostWords = Number.POSITIVE_INFINITY): Unit[] {
  return asciiUnits(text, mostWords) ?? unicodeUnits(text, mostWords);
}

/** The same for texts of ASCII alone, which most are, without a regular expression; null for any other. */
function asciiUnits(text: string, mostWords: number): Unit[] | null {
  const units: Unit[] = [];
  let word = 0;
  let at = 0;
  for (let i = 0; i < text.length && word < mostWords; ) {
    const start = i;
    const isNumber = isDigit(text.charCodeAt(i));
    let isUpper = !isNumber;
    for (let code = text.charCodeAt(i); i < text.length; code = text.charCodeAt(++i)) {
      if (code >= ASCII_END) return null;
      if (isNumber ? !isDigit(code) : !isLetter(code)) break;
      if (code >= LOWER_A) isUpper = false;
    }
    if (i === start) {
      if (text.charCodeAt(i) >= ASCII_END) return null;
      i += 1;
      continue;
    }
    const part = text.slice(start, i);
    units.push({
      text: isNumber ? part : canonicalWord(part.toLowerCase()),
      isNumber,
      start,
      end: i,
      word,
      lastWord: word,
      before: text.slice(at, start),
      isUpper,
      isSpoken: false,
    });
    at = i;
    const next = text.charCodeAt(i);
    if (!isDigit(next) && !isLetter(next)) word += 1;
  }
  return units;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

function isLetter(code: number): boolean {
  return (code >= LOWER_A && code <= LOWER_Z) || (code >= UPPER_A && code <= UPPER_Z);
}

function unicodeUnits(text: string, mostWords: number): Unit[] {
  const units: Unit[] = [];
  let word = 0;
  let at = 0;
  for (const { 0: whole, index } of text.matchAll(WORD)) {
    if (word >= mostWords) break;
    for (const { 0: part, index: within } of whole.matchAll(PART)) {
      const start = index + within;
      const end = start + part.length;
      const isNumber = /^\p{Nd}/u.test(part);
      const folded = fold(part);
      units.push({
        text: isNumber ? folded : canonicalWord(folded),
        isNumber,
        start,
        end,
        word,
        lastWord: word,
        before: text.slice(at, start),
        isUpper: !isNumber && part.toUpperCase() === part && part.toLowerCase() !== part,
        isSpoken: false,
      });
      at = end;
    }
    word += 1;
  }
  return units;
}
