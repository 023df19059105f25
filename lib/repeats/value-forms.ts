import { findAmounts } from "./amounts";
import { findDates } from "./dates";
import { introducedName, namesNumber } from "./evidence";
import type { Print } from "./fingerprints";
import { comparable, PRINT_LENGTH } from "./fingerprints";
import { isFrequent } from "./frequent-words";
import { type Unit, unitsOf } from "./words";

/**
 * The ways in which a captured value may be written or said, as forms that are compared with those of messages
 * (evidence.ts).
 */
export interface ValueForms {
  /** Any of them is the value. */
  readonly exact: readonly string[];
  /** The same, but short: only as a number of its own. */
  readonly short: readonly string[];
  /** One word, such as a first name: only where the message gives it. */
  readonly single: readonly string[];
  /** Parts of it: the last four digits. */
  readonly loose: readonly string[];
  /** The words of a value of several, in order; spellings of one word are separated by a space. */
  readonly words: readonly string[];
  /** Its beginnings and the ends that complete them, in the same order, for numbers given in two messages. */
  readonly starts: readonly string[];
  readonly ends: readonly string[];
}

/** The forms by which a whole value is recognised in one text; parts of it say too little. */
export type WholeForms = Pick<ValueForms, "exact" | "short" | "single" | "words">;

/** Before a word of `words` that is a number and its neighbour: with it and one other word an address is known. */
export const PAIR = "!";

const KINDS = ["exact", "short", "single", "loose", "words", "starts", "ends"] as const;
/** Shorter numbers turn up by chance inside others. */
const SHORT_NUMBER = 6;
const [SHORTEST_SPLIT, LONGEST_SPLIT] = [5, 34];
const MOST_WORDS_OF_VALUE = 12;
const MONTH_OR_YEAR = /^(?:19|20)\d\d$/;

/** The forms of a captured value; null when it says too little to be recognised by. */
export function formsOf(fieldName: string, value: string): ValueForms | null {
  const forms = new Forms();
  const units = unitsOf(value.slice(0, 300));
  const joined = units.map((unit) => unit.text).join("");
  if (joined.length < 3 || units.length === 0)
    return isAmount(fieldName, value, units) ? forms.amount(value, units) : null;
  if (/@/.test(value)) return forms.address(value);
  const dates = findDates(units).filter(({ from, to }) => from === 0 && to >= Math.min(units.length, 3) - 1);
  const [date] = dates;
  if (date && (date.days.some((day) => day.length === 8) || /[a-z]/i.test(value)))
    return forms.date(date.days, units, BIRTH_NAME.test(fieldName));
  if (isAmount(fieldName, value, units)) return forms.amount(value, units);
  const letterWords = wordsOf(value);
  const hasDigit = units.some((unit) => unit.isNumber);
  if (!hasDigit) return forms.text(letterWords);
  const long = letterWords.filter((word) => /^[^\d]{3,}$/.test(word) && !namesNumber(word));
  if (long.length > 0 && letterWords.length > 1) return forms.mixed(value, units);
  return forms.code(fieldName, value, units);
}

/** The forms of a whole value in the spelling in which they are compared with those of a text, in clear. */
export function comparableForms(forms: ValueForms): WholeForms {
  const of = (kind: keyof WholeForms) => forms[kind].map((form) => spelled(form, comparable));
  return { exact: of("exact"), short: of("short"), single: of("single"), words: of("words") };
}

/** A form with each of its spellings changed, joined by `+`, behind its mark. */
function spelled(form: string, change: (spelling: string) => string): string {
  const mark = form.startsWith(PAIR) ? PAIR : "";
  return mark + form.slice(mark.length).split(" ").map(change).join("+");
}

/** The forms as they are kept: fingerprints, a letter for each kind. Equal values give equal texts. */
export function printForms(forms: ValueForms, print: Print): string {
  return KINDS.flatMap((kind, i) => {
    const prints = forms[kind].map((form) => spelled(form, (one) => print(comparable(one))));
    return prints.length === 0 ? [] : [`${i}${prints.join(kind === "words" ? "," : "")}`];
  }).join(".");
}

/** The inverse of {@link printForms}: fingerprints in place of forms; words with several spellings by `+`. */
export function readForms(printed: string): ValueForms {
  const forms: { [K in (typeof KINDS)[number]]?: string[] } = {};
  for (const part of printed.split(".")) {
    const kind = KINDS[Number(part.charAt(0))];
    if (!kind) continue;
    const rest = part.slice(1);
    forms[kind] = kind === "words" ? rest.split(",") : cut(rest);
  }
  const of = (kind: (typeof KINDS)[number]) => forms[kind] ?? [];
  return {
    exact: of("exact"),
    short: of("short"),
    single: of("single"),
    loose: of("loose"),
    words: of("words"),
    starts: of("starts"),
    ends: of("ends"),
  };
}

function cut(text: string): string[] {
  return Array.from({ length: Math.floor(text.length / PRINT_LENGTH) }, (_, i) =>
    text.slice(i * PRINT_LENGTH, (i + 1) * PRINT_LENGTH),
  );
}

/** A value as words: what spaces separate, without signs. */
function wordsOf(value: string): string[] {
  return value
    .split(/\s+/)
    .map((word) =>
      unitsOf(word)
        .map((unit) => unit.text)
        .join(""),
    )
    .filter((word) => word !== "");
}

const AMOUNT_NAME =
  /amount|price|total|sum|betrag|montant|importe|balance|refund|charge|fee|cost|preis|prix|precio/i;

function isAmount(fieldName: string, value: string, units: readonly Unit[]): boolean {
  const found = findAmounts(value, units);
  if (found.length === 1 && found[0]?.from === 0 && (units.length <= 3 || found[0].to === units.length - 1)) {
    return /[£$€]|[a-z]/i.test(value) || AMOUNT_NAME.test(fieldName) || /^\d+[.,]\d\d$/.test(value.trim());
  }
  return AMOUNT_NAME.test(fieldName) && /^\s*\d[\d., ]*\s*$/.test(value);
}

const BIRTH_NAME = /birth|born|dob|bday|geburt|naissance|nacim/i;

class Forms implements ValueForms {
  readonly exact: string[] = [];
  readonly short: string[] = [];
  readonly single: string[] = [];
  readonly loose: string[] = [];
  readonly words: string[] = [];
  readonly starts: string[] = [];
  readonly ends: string[] = [];

  address(value: string): Forms {
    const [local = "", domain = ""] = value.split("@");
    const join = (text: string) =>
      unitsOf(text)
        .map((unit) => unit.text)
        .join("");
    const [start, end] = [join(local), join(domain)];
    this.exact.push(start + end);
    if (start.length >= 4) this.loose.push(start);
    this.starts.push(start);
    this.ends.push(end);
    return this;
  }

  /** A birthday without its year is a day like any other, unless somebody asked for it. */
  date(days: readonly string[], units: readonly Unit[], isBirthday: boolean): Forms {
    for (const day of days) {
      this.exact.push(`d:${day}`);
      if (day.length !== 8) continue;
      const [year, month, ofMonth] = [day.slice(0, 4), day.slice(4, 6), day.slice(6)];
      const short = `d:${month}${ofMonth}`;
      const dayOnly = isBirthday ? this.loose : this.exact;
      if (!dayOnly.includes(short)) dayOnly.push(short);
      this.exact.push(day, ofMonth + month + year, month + ofMonth + year);
      this.short.push(ofMonth + month + year.slice(2), year.slice(2) + month + ofMonth);
      // As it is said: "le deux dix soixante-neuf".
      const said = `${Number(ofMonth)}${Number(month)}`;
      if (said.length < 4) this.short.push(said + year, said + year.slice(2));
    }
    const joined = units.map((unit) => unit.text).join("");
    if (joined.length >= SHORT_NUMBER && !this.exact.includes(joined)) this.exact.push(joined);
    return this;
  }

  amount(value: string, units: readonly Unit[]): Forms {
    const [found] = findAmounts(value, units);
    const plain = units.every((unit) => unit.isNumber) ? units.map((unit) => unit.text).join("") : "";
    const cents = found?.cents ?? (plain === "" ? "" : `${plain}00`);
    if (cents !== "") this.exact.push(`a:${cents}`);
    const whole = cents.endsWith("00") ? cents.slice(0, -2) : cents;
    if (whole.length >= 3) this.loose.push(whole);
    return this;
  }

  /** Letters only: a name, a place, a thing. */
  text(words: readonly string[]): Forms | null {
    const telling = words.filter((word) => !isFrequent(word));
    const [first] = telling;
    if (first === undefined) {
      // A name of everybody's words, such as Will Long: as one, behind "my name is".
      const [one = "", two = ""] = words;
      if (words.length !== 2 || one.length < 3 || two.length < 3) return null;
      this.exact.push(introducedName(one, two));
      return this;
    }
    if (words.length === 1 || telling.length === 1) {
      this.single.push(first);
      return this;
    }
    for (const word of telling.slice(0, MOST_WORDS_OF_VALUE)) {
      this.words.push(word);
      if (word.length >= 4) this.loose.push(word);
    }
    return this;
  }

  /** Words and numbers: an address, a product. */
  mixed(_value: string, units: readonly Unit[]): Forms {
    const telling: string[] = [];
    for (let i = 0; i < units.length && telling.length < MOST_WORDS_OF_VALUE; i++) {
      const unit = units[i];
      if (!unit) break;
      if (!unit.isNumber && !isPartOfCode(units, i)) {
        if (!isFrequent(unit.text)) telling.push(unit.text);
        continue;
      }
      let code = unit.text;
      let last = i;
      for (let next = units[last + 1]; next && next.before === ""; next = units[last + 1]) {
        code += next.text;
        last += 1;
      }
      const neighbours = [units[i - 1], units[last + 1]].filter(
        (one) => one && !one.isNumber && one.text.length >= 3,
      );
      if (code.length < 4 && neighbours.length > 0) {
        const [before, after] = [units[i - 1], units[last + 1]];
        const pairs = [
          ...(after && neighbours.includes(after) ? [code + after.text] : []),
          ...(before && neighbours.includes(before) ? [before.text + code] : []),
        ];
        telling.push(`${PAIR}${pairs.join(" ")}`);
      } else if (code.length >= 3) telling.push(code);
      i = last;
    }
    this.words.push(...telling);
    const joined = units.map((unit) => unit.text).join("");
    if (joined.length <= 40) this.exact.push(joined);
    return this;
  }

  code(fieldName: string, value: string, units: readonly Unit[]): Forms {
    const all = units.map((unit) => unit.text).join("");
    const named = units.filter((unit, i) => !(i < 3 && !unit.isNumber && namesNumber(unit.text)));
    const own = named.map((unit) => unit.text).join("");
    const digits = own.replace(/\D/g, "");
    const letters = own.replace(/\d/g, "");
    const add = (form: string) => {
      if (form.length < 3 || isFrequent(form)) return;
      const list = form.length < SHORT_NUMBER ? this.short : this.exact;
      if (!list.includes(form)) list.push(form);
    };
    add(all);
    add(own);
    // BW-088-16448 is said as 088 16448: the letters in front only say whose number it is.
    if (/^[a-z]+\d+$/.test(own) && digits.length >= 5) add(digits);
    if (/^[a-z]+\d+$/.test(own) && digits.length === 4) this.loose.push(digits);
    const unpadded = digits.replace(/^0+/, "");
    if (letters === "" && unpadded !== digits && unpadded.length >= 4) add(unpadded);
    // INC0044120 is said as INC 44120.
    if (/^[a-z]+0+[1-9]/.test(own) && unpadded.length >= 4) add(letters + unpadded);
    if (isPhone(fieldName, value, digits) && letters === "") this.exact.push(`p:${digits.slice(-8)}`);
    else if (digits.length >= 8 && letters.length <= 4) this.loose.push(digits.slice(-4));
    if (/^[a-z0-9]*$/.test(own) && own.length >= SHORTEST_SPLIT && own.length <= LONGEST_SPLIT)
      this.split(own);
    if (this.short.every((form) => MONTH_OR_YEAR.test(form)) && this.exact.length === 0) {
      // A year alone is said for many reasons.
      this.loose.push(...this.short.splice(0));
    }
    return this;
  }

  private split(code: string): void {
    for (let at = 2; at <= code.length - 2; at++) {
      this.starts.push(code.slice(0, at));
      this.ends.push(code.slice(at));
    }
  }
}

function isPartOfCode(units: readonly Unit[], at: number): boolean {
  const [unit, next] = [units[at], units[at + 1]];
  return unit !== undefined && unit.text.length <= 3 && next?.isNumber === true && next.before === "";
}

const PHONE_NAME = /phone|tel|mobile|handy|cell|movil|portable|fax|whatsapp|callback|contact_?(?:no|num)/i;

function isPhone(fieldName: string, value: string, digits: string): boolean {
  if (digits.length < 8 || digits.length > 15) return false;
  return PHONE_NAME.test(fieldName) || /^\s*(?:\+|00)/.test(value);
}
