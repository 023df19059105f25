import type { Scale } from "./mapping";

/*
 * Yes and no, scores and numbers as people and tools write them. What cannot be read is undefined: the caller hands
 * the text on as it is, to be refused with its error.
 */

/** Words that are written where there is nothing. */
const NOTHING: ReadonlySet<string> = new Set([
  "",
  "-",
  "–",
  "—",
  "null",
  "none",
  "nil",
  "nan",
  "n/a",
  "na",
  "n.a.",
  "#n/a",
  "k.a.",
  "k. a.",
  "undefined",
  "(null)",
  "(none)",
  "(empty)",
  "unknown",
  "unbekannt",
  "keine angabe",
  "not answered",
  "no answer given",
  "not applicable",
  "\\n",
]);

/** Words and the spaces around them. */
const LONGEST_NOTHING = 24;

/** Whether a cell says nothing. */
export function isNothing(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  // Asked of every cell: the longest of the words has seventeen letters.
  return (
    typeof value === "string" && value.length < LONGEST_NOTHING && NOTHING.has(value.trim().toLowerCase())
  );
}

const YES: ReadonlySet<string> = new Set([
  "yes",
  "y",
  "true",
  "t",
  "1",
  "x",
  "✓",
  "✔",
  "✅",
  "ja",
  "j",
  "wahr",
  "oui",
  "o",
  "vrai",
  "si",
  "sí",
  "s",
  "sì",
  "verdadero",
  "vero",
  "sim",
  "on",
  "checked",
  "tak",
  "👍",
]);
const NO: ReadonlySet<string> = new Set([
  "no",
  "n",
  "false",
  "f",
  "0",
  "✗",
  "✘",
  "❌",
  "nein",
  "falsch",
  "non",
  "faux",
  "falso",
  "nee",
  "não",
  "nao",
  "off",
  "unchecked",
  "nie",
  "👎",
]);

/** A yes or no, in the words of several languages, or 1 and 0. */
export function readFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value !== "string" && typeof value !== "number") return undefined;
  const word = String(value).trim().toLowerCase();
  if (YES.has(word)) return true;
  return NO.has(word) ? false : undefined;
}

/** What separates decimals. */
export const DECIMALS = [".", ","] as const;
export type Decimal = (typeof DECIMALS)[number];

/**
 * A number, with a decimal point or comma, thousands apart or not. Where the file's `decimal` is not known, `1.234` is
 * one and a bit, and `1.234,5` more than a thousand.
 */
export function readNumber(value: unknown, decimal?: Decimal): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string") return undefined;
  let text = value.trim().replace(/[\u00a0\u202f' ]/g, "");
  if (decimal !== undefined && /^[+-]?\d{1,3}([.,]\d{3})+([.,]\d+)?$/.test(text)) {
    const thousands = decimal === "," ? "." : ",";
    if (text.lastIndexOf(thousands) > text.lastIndexOf(decimal) && text.includes(decimal)) return undefined;
    text = text.replaceAll(thousands, "");
  } else if (
    /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/.test(text) &&
    (text.includes(",") || text.split(".").length > 2)
  ) {
    text = text.replaceAll(".", "");
  } else if (
    /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) &&
    (text.includes(".") || text.split(",").length > 2)
  ) {
    text = text.replaceAll(",", "");
  }
  text = text.replace(",", ".");
  return /^[+-]?(?:\d+\.?\d*|\.\d+)$/.test(text) ? Number(text) : undefined;
}

/** A number of things; a whole number from 0 on. */
export function readCount(value: unknown, decimal?: Decimal): number | undefined {
  const read = readNumber(value, decimal);
  return read !== undefined && Number.isInteger(read) && read >= 0 ? read : undefined;
}

/** A list in one cell, separated by semicolons, bars or commas; words for none are the empty list. */
export function readList(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return value.filter((item): item is string => typeof item === "string");
  if (typeof value !== "string") return undefined;
  if (/^(none|nothing|keine|nichts|\[\])$/i.test(value.trim())) return [];
  return value
    .split(/[;|,]/)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** A score with its scale. */
export interface ReadScore {
  readonly score: number;
  readonly scaleMin: number;
  readonly scaleMax: number;
}

const WORDS: readonly (readonly [score: number, words: RegExp])[] = [
  [
    5,
    /^(very satisfied|extremely satisfied|excellent|great|sehr zufrieden|sehr gut|très satisfait|muy satisfecho|😀|😍|😄)$/i,
  ],
  [4, /^(satisfied|zufrieden|gut|satisfait|satisfecho|🙂|😊)$/i],
  [
    3,
    /^(neutral|neither satisfied nor dissatisfied|ok|okay|average|teils teils|teils, teils|weder noch|neutre|😐)$/i,
  ],
  [2, /^(dissatisfied|unsatisfied|poor|unzufrieden|schlecht|insatisfait|insatisfecho|🙁|😕|☹️)$/i],
  [
    1,
    /^(very dissatisfied|very unsatisfied|terrible|sehr unzufrieden|sehr schlecht|très insatisfait|muy insatisfecho|😞|😡|😠)$/i,
  ],
];
const THUMB_UP = /^(👍.*|thumbs?[ _-]?up|up|good|positive|like|helpful|hilfreich|positiv|daumen hoch)$/iu;
const THUMB_DOWN =
  /^(👎.*|thumbs?[ _-]?down|down|bad|negative|dislike|not helpful|unhelpful|nicht hilfreich|negativ|daumen runter)$/iu;

/**
 * A score as it is written: `4/5`, `4 of 5`, stars, `80 %`, thumbs, words of satisfaction, or a number on `scale`.
 * What is written with its own scale keeps it.
 */
export function readScore(value: unknown, scale: Scale, decimal?: Decimal): ReadScore | undefined {
  if (typeof value === "boolean") return { score: value ? 1 : 0, scaleMin: 0, scaleMax: 1 };
  const [min, max] = boundsOf(scale);
  if (typeof value === "string") {
    const text = value.trim();
    const fraction = /^(\d+(?:[.,]\d+)?)\s*(?:\/|of|out of|von|sur|de)\s*(\d+)(?:\s*\p{L}+)?$/iu.exec(text);
    if (fraction) {
      const top = Number(fraction[2]);
      const score = readNumber(fraction[1]);
      return score === undefined || top < 2
        ? undefined
        : { score, scaleMin: top === max ? min : top > 7 ? 0 : 1, scaleMax: top };
    }
    const percent = /^(\d+(?:[.,]\d+)?)\s*%$/.exec(text)?.[1];
    if (percent !== undefined) return { score: readNumber(percent) ?? 0, scaleMin: 0, scaleMax: 100 };
    if (/^(?:[★⭐☆✩]\ufe0f?)+$/u.test(text)) {
      const full = [...text].filter((sign) => sign === "★" || sign === "⭐").length;
      return full >= 1 && full <= 5 ? { score: full, scaleMin: 1, scaleMax: 5 } : undefined;
    }
    const stars = /^(\d)\s*(?:★|⭐️?|stars?|sterne?|étoiles?|estrellas?)$/iu.exec(text)?.[1];
    if (stars !== undefined) return { score: Number(stars), scaleMin: 1, scaleMax: 5 };
    if (THUMB_UP.test(text)) return { score: 1, scaleMin: 0, scaleMax: 1 };
    if (THUMB_DOWN.test(text)) return { score: 0, scaleMin: 0, scaleMax: 1 };
    const word = WORDS.find(([, words]) => words.test(text));
    if (word) return { score: word[0], scaleMin: 1, scaleMax: 5 };
  }
  const score = readNumber(value, decimal);
  return score === undefined ? undefined : { score, scaleMin: min, scaleMax: max };
}

/** The lowest and the highest score of a scale. */
export function boundsOf(scale: Scale): readonly [min: number, max: number] {
  const [min, max] = scale.split("-").map(Number);
  return [min ?? 1, max ?? 5];
}
