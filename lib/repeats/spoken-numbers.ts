/*
 * Numbers as they are said, in English, German, French and Spanish, folded as in words.ts. What a transcript of a call
 * says ("double four twenty-one", "vierundvierzig", "quatre-vingt-deux", "cuarenta y uno") is read as digits.
 */

const list = (text: string, from = 0, step = 1): [string, number][] =>
  text
    .split(" ")
    .flatMap((words, i) => words.split("/").map((word): [string, number] => [word, from + i * step]));

/** Below ten: may be said one by one. */
const ONES = new Map<string, number>([
  ...list(
    "zero/nought/naught/null/cero one/eins/ein/un/une/uno/una two/zwei/zwo/deux/dos three/drei/trois/tres",
  ),
  ...list("four/vier/quatre/cuatro five/funf/fuenf/cinq/cinco six/sechs/seis seven/sieben/sept/siete", 4),
  ...list("eight/acht/huit/ocho nine/neun/neuf/nueve niner", 8).map(([word, value]): [string, number] => [
    word,
    Math.min(value, 9),
  ]),
]);

const TEENS = new Map<string, number>([
  ...list(
    "ten/zehn/dix/diez eleven/elf/onze/once twelve/zwolf/zwoelf/douze/doce thirteen/dreizehn/treize/trece",
    10,
  ),
  ...list(
    "fourteen/vierzehn/quatorze/catorce fifteen/funfzehn/fuenfzehn/quinze/quince sixteen/sechzehn/seize/dieciseis",
    14,
  ),
  ...list("seventeen/siebzehn/diecisiete eighteen/achtzehn/dieciocho nineteen/neunzehn/diecinueve", 17),
  ...list(
    "veintiuno/veintiun veintidos veintitres veinticuatro veinticinco veintiseis veintisiete veintiocho veintinueve",
    21,
  ),
]);

const TENS = new Map<string, number>([
  ...list(
    "twenty/zwanzig/vingt/vingts/veinte thirty/dreissig/trente/treinta forty/fourty/vierzig/quarante/cuarenta",
    20,
    10,
  ),
  ...list(
    "fifty/funfzig/fuenfzig/cinquante/cincuenta sixty/sechzig/soixante/sesenta seventy/siebzig/septante/setenta",
    50,
    10,
  ),
  ...list("eighty/achtzig/huitante/octante/ochenta ninety/neunzig/nonante/noventa", 80, 10),
]);

const HUNDREDS = new Map<string, number>([
  ["hundred", 100],
  ["hundert", 100],
  ["cent", 100],
  ["cents", 100],
  ["cien", 100],
  ["ciento", 100],
  ["thousand", 1000],
  ["tausend", 1000],
  ["mille", 1000],
  ["mil", 1000],
]);

/** Spanish says its hundreds in one word. */
const SPANISH_HUNDREDS = new Map<string, number>([
  ...list("doscientos/doscientas trescientos/trescientas cuatrocientos/cuatrocientas", 200, 100),
  ...list("quinientos/quinientas seiscientos/seiscientas setecientos/setecientas", 500, 100),
  ...list("ochocientos/ochocientas novecientos/novecientas", 800, 100),
]);
/** Ones do not simply follow these in Spanish and German: "cuarenta nueve" is two numbers. */
const NOT_JOINED =
  /^(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|zwanzig|dreissig|vierzig|funfzig|fuenfzig|sechzig|siebzig|achtzig|neunzig)$/;

/**
 * How numbers are read that may be taken in two ways: "six cent quarante six cent" together as 646 and 100, or apart as
 * 640 and 600; "nine hundred four one" as 904 and 1, or 900, 4 and 1.
 */
export type SpokenReading = "together" | "apart";

/** Whether words may be numbers that are read in two ways. */
export function hasTwoReadings(words: readonly string[]): boolean {
  return words.some((word) => HUNDREDS.get(word) === 100 || SPANISH_HUNDREDS.has(word) || word === "vingts");
}

const REPEATS = new Map<string, number>([
  ["double", 2],
  ["dubble", 2],
  ["doppel", 2],
  ["doppelt", 2],
  ["zweimal", 2],
  ["doble", 2],
  ["deuxfois", 2],
  ["triple", 3],
  ["treble", 3],
  ["dreimal", 3],
  ["dreifach", 3],
]);

/** "deux fois", "dos veces", "zwei mal" in front of a digit. */
const TIMES = new Map([
  ["deux", 2],
  ["dos", 2],
  ["zwei", 2],
  ["trois", 3],
  ["tres", 3],
  ["drei", 3],
]);

const ZERO_LETTERS = new Set(["o", "oh"]);
const AND = new Set(["and", "et", "y", "und"]);

/** Whether a word says a number by itself. */
export function isNumberWord(word: string): boolean {
  return (
    ONES.has(word) ||
    TEENS.has(word) ||
    TENS.has(word) ||
    SPANISH_HUNDREDS.has(word) ||
    germanCompound(word) !== null
  );
}

/** `vierundzwanzig`, `hundertdrei`, `zweihundertvierzig`; null for anything else. */
function germanCompound(word: string): number | null {
  if (word.length < 7) return null;
  const thousand = word.includes("tausend") ? /^(.*?)tausend(?:und)?(.*)$/.exec(word) : null;
  if (thousand) {
    const [, before = "", after = ""] = thousand;
    const thousands = before === "" ? 1 : (below100(before) ?? germanCompound(before));
    const rest = after === "" ? 0 : (below100(after) ?? germanCompound(after));
    return thousands === null || rest === null ? null : thousands * 1000 + rest;
  }
  const hundred = word.includes("hundert") ? /^(.*?)hundert(?:und)?(.*)$/.exec(word) : null;
  if (hundred) {
    const [, before = "", after = ""] = hundred;
    const hundreds = before === "" ? 1 : (ONES.get(before) ?? TEENS.get(before));
    const rest = after === "" ? 0 : below100(after);
    return hundreds === undefined || rest === null ? null : hundreds * 100 + rest;
  }
  return word.includes("und") ? below100(word) : null;
}

function below100(word: string): number | null {
  const simple = ONES.get(word) ?? TEENS.get(word) ?? TENS.get(word);
  if (simple !== undefined) return simple;
  const parts = /^(.+?)und(.+)$/.exec(word);
  const [ones, tens] = [ONES.get(parts?.[1] ?? ""), TENS.get(parts?.[2] ?? "")];
  return ones === undefined || tens === undefined ? null : tens + ones;
}

/** Words read as one number: its digits, and how many words it took. */
export interface SpokenNumber {
  readonly digits: string;
  readonly words: number;
}

/**
 * Reads the number that begins at the first of some folded words; null when none does. `near` says that digits stand
 * next to it, which makes a zero of "o" and "oh".
 */
export function readSpokenNumber(
  words: readonly string[],
  near: boolean,
  reading: SpokenReading = "together",
): SpokenNumber | null {
  const [first = "", second = ""] = words;
  const inTwoWords = /^(?:fois|veces|mal)$/.test(second) ? TIMES.get(first) : undefined;
  const times = inTwoWords ?? REPEATS.get(first);
  if (times !== undefined) {
    const start = inTwoWords === undefined ? 1 : 2;
    const skip = /^(?:die|der|the|le|el)$/.test(words[start] ?? "") ? start + 1 : start;
    const said = words[skip] ?? "";
    const one = ONES.get(said) ?? (ZERO_LETTERS.has(said) ? 0 : undefined);
    const digit = one ?? (/^\d$/.test(said) ? Number(said) : undefined);
    return digit === undefined ? null : { digits: String(digit).repeat(times), words: skip + 1 };
  }
  if (ZERO_LETTERS.has(first)) return near ? { digits: "0", words: 1 } : null;
  return withThousands(words, reading);
}

function isHundred(word: string | undefined): boolean {
  return word === "cent" || word === "cents" || word === "hundred";
}

/** Up to 99 from the first words, the French and Spanish ways included. */
function belowHundred(
  words: readonly string[],
  reading: SpokenReading,
): { value: number; words: number } | null {
  const [first = "", second = "", third = "", fourth = ""] = words;
  const compound = germanCompound(first);
  if (compound !== null) return { value: compound, words: 1 };
  if (first === "quatre" && (second === "vingt" || second === "vingts")) {
    // "quatre-vingts, quatre-vingt-treize"
    if (third === "quatre" && /^vingts?$/.test(fourth)) return { value: 80, words: 2 };
    if (second === "vingts" && reading === "apart") return { value: 80, words: 2 };
    const [next, more] = AND.has(third) ? [fourth, 1] : [third, 0];
    const rest =
      next === "dix" && ONES.has(words[3 + more] ?? "") ? null : (TEENS.get(next) ?? ONES.get(next));
    if (next === "dix" && rest === null) {
      return { value: 90 + (ONES.get(words[3 + more] ?? "") ?? 0), words: 4 + more };
    }
    return rest === undefined || rest === null || rest === 0
      ? { value: 80, words: 2 }
      : { value: 80 + rest, words: 3 + more };
  }
  if (first === "dix" && /^(?:sept|huit|neuf)$/.test(second)) {
    return { value: 10 + (ONES.get(second) ?? 0), words: 2 };
  }
  const teen = TEENS.get(first);
  if (teen !== undefined) return { value: teen, words: 1 };
  const tens = TENS.get(first);
  if (tens !== undefined) {
    const joined = second === "et" || second === "y";
    const next = joined ? third : second;
    const ones = ONES.get(next) ?? (first === "soixante" ? TEENS.get(next) : undefined);
    if (ones === undefined || ones === 0) return { value: tens, words: 1 };
    const isApart = reading === "apart" && isHundred(words[2]);
    if (!joined && (NOT_JOINED.test(first) || isApart)) return { value: tens, words: 1 };
    if (first === "soixante" && next === "dix" && /^(?:sept|huit|neuf)$/.test(third)) {
      return { value: 70 + (ONES.get(third) ?? 0), words: 3 };
    }
    return { value: tens + ones, words: joined ? 3 : 2 };
  }
  const ones = ONES.get(first);
  return ones === undefined ? null : { value: ones, words: 1 };
}

/** `four hundred and twenty one`, `mille neuf cent deux`; null when no number begins here. */
function withHundreds(
  words: readonly string[],
  reading: SpokenReading,
): { value: number; words: number } | null {
  const spanish = SPANISH_HUNDREDS.get(words[0] ?? "");
  if (spanish !== undefined) {
    const rest = belowHundred(words.slice(1), reading);
    return rest === null || (reading === "apart" && isDigitByDigit(words, 1, rest))
      ? { value: spanish, words: 1 }
      : { value: spanish + rest.value, words: 1 + rest.words };
  }
  const start = belowHundred(words, reading);
  const begins = /^(?:hundred|hundert|cent|ciento|cien)$/.test(words[0] ?? "");
  if (start === null && !begins) return null;
  const used = start?.words ?? 0;
  if (HUNDREDS.get(words[used] ?? "") !== 100 || start?.value === 0) return start;
  const value = (start?.value ?? 1) * 100;
  const skip = AND.has(words[used + 1] ?? "") ? 1 : 0;
  const rest = belowHundred(words.slice(used + 1 + skip), reading);
  if (rest === null || (reading === "apart" && skip === 0 && isDigitByDigit(words, used + 1, rest)))
    return { value, words: used + 1 };
  return { value: value + rest.value, words: used + 1 + skip + rest.words };
}

/** "nine hundred four one eight": single digits follow, which are said one by one. */
function isDigitByDigit(words: readonly string[], at: number, { words: used }: { words: number }): boolean {
  return used === 1 && ONES.has(words[at] ?? "") && ONES.has(words[at + 1] ?? "");
}

function withThousands(words: readonly string[], reading: SpokenReading): SpokenNumber | null {
  const start = withHundreds(words, reading);
  const begins = words[0] === "mille" || words[0] === "mil" || words[0] === "tausend";
  if (start === null && !begins) return null;
  const used = start?.words ?? 0;
  if (HUNDREDS.get(words[used] ?? "") !== 1000 || start?.value === 0) {
    return start && { digits: String(start.value), words: start.words };
  }
  const value = (start?.value ?? 1) * 1000;
  const skip = AND.has(words[used + 1] ?? "") ? 1 : 0;
  const rest = withHundreds(words.slice(used + 1 + skip), reading);
  if (rest === null) return { digits: String(value), words: used + 1 };
  return { digits: String(value + rest.value), words: used + 1 + skip + rest.words };
}
