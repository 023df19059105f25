import { isAscii, isLowInformation, normaliseValue } from "@/lib/ingest/validate/normalise-value";
import type { Print } from "@/lib/repeats/fingerprints";
import { readForms, type WholeForms } from "@/lib/repeats/value-forms";
import { FormFinder } from "./redact-forms";
import { type Finding, findPersonalData } from "./redact-personal";

/** A captured value to look for, and what stands in its place. */
export interface KnownValue {
  /** The field's name, as it appears between the brackets. */
  readonly label: string;
  /** The value as {@link normaliseValue} leaves it. */
  readonly normalised: string;
  /** Its other spellings, as lib/repeats/value-forms.ts compares them. */
  readonly spellings?: WholeForms;
}

/** A captured value of which only the fingerprints of its forms are known, and what stands in its place in texts. */
export interface ValueLabel {
  readonly label: string;
  /** As lib/repeats/value-forms.ts prints them. */
  readonly forms: string;
}

/** Replaces personal data and known values in free text: what {@link redact} does. */
export type Redact = (text: string, known?: readonly KnownValue[]) => string;

/** A captured value in the form in which it is looked for; null when it says too little to be recognised by. */
export function knownValue(fieldName: string, value: string): KnownValue | null {
  const normalised = normaliseValue(value);
  if (isLowInformation(normalised)) return null;
  return { label: placeholder(fieldName), normalised };
}

/** What stands between the brackets in place of a value of this field. */
export function placeholder(fieldName: string): string {
  return fieldName.replace(/[[\]\s]+/g, "_");
}

/**
 * Free text as Baton keeps it: e-mail addresses, phone numbers, payment cards and IBANs become `[email]`, `[phone]`,
 * `[card]`, `[iban]`, and the known captured values, however they are typed there, `[field_name]`. Where two of
 * them overlap, one stands for both: a captured value before an IBAN, a card, an address, a phone number.
 */
export function redact(text: string, known: readonly KnownValue[] = []): string {
  const found = findPersonalData(text);
  if (known.length > 0) found.unshift(...findKnownValues(text, known), ...findSpellings(text, known));
  return replaced(text, found);
}

/** Replaces known values alone, in a text that {@link redact} has been over. */
export function redactKnown(text: string, known: readonly KnownValue[]): string {
  return replaced(text, [...findKnownValues(text, known), ...findSpellings(text, known)]);
}

/** Places where a known value stands in another spelling. */
function findSpellings(text: string, known: readonly KnownValue[]): Finding[] {
  let finder = finders.get(known);
  if (!finder) {
    const values = known.flatMap(({ label, spellings }) => (spellings ? [{ label, forms: spellings }] : []));
    finder = new FormFinder(values, inClear);
    finders.set(known, finder);
  }
  return finder.find(text);
}

/** The texts of a record are looked through for the same values one after the other. */
const finders = new WeakMap<readonly KnownValue[], FormFinder>();

/** Values that are known in clear are compared in clear: hashing both sides is most of the work. */
function inClear(form: string): string {
  return form;
}

/** What replaces captured values that are known by their fingerprints alone. */
export function formsRedactor(values: readonly ValueLabel[], print: Print): (text: string) => string {
  const parsed = values.map(({ label, forms }) => ({ label, forms: readForms(forms) }));
  const finder = new FormFinder(parsed, print);
  return (text) => replaced(text, finder.find(text));
}

function replaced(text: string, found: readonly Finding[]): string {
  if (found.length === 0) return text;
  let redacted = "";
  let at = 0;
  for (const { start, end, label } of withoutOverlaps(found)) {
    redacted += `${text.slice(at, start)}[${label}]`;
    at = end;
  }
  return redacted + text.slice(at);
}

/** Joins findings that overlap; of those, the one found first (by rule, not by place) gives the label. */
function withoutOverlaps(found: readonly Finding[]): Finding[] {
  const ranked = found.map((finding, rank) => ({ ...finding, rank }));
  ranked.sort((a, b) => a.start - b.start || b.end - a.end);
  const joined: (Finding & { rank: number })[] = [];
  for (const finding of ranked) {
    const last = joined.at(-1);
    if (!last || finding.start >= last.end) {
      joined.push(finding);
      continue;
    }
    const { label, rank } = finding.rank < last.rank ? finding : last;
    joined[joined.length - 1] = { start: last.start, end: Math.max(last.end, finding.end), label, rank };
  }
  return joined;
}

/**
 * Places where a known value stands as whole words. The text is compared character by character in the normalised
 * form, so that `AB-1234` is found in "ab 1234", but not in "grab 12345".
 */
function findKnownValues(text: string, known: readonly KnownValue[]): Finding[] {
  const whole = normaliseValue(text);
  const present = known.filter((value) => whole.includes(value.normalised));
  if (present.length === 0) return [];
  const { normalised, starts, ends } = isAscii(text)
    ? asciiWithPlaces(text, whole)
    : normaliseWithPlaces(text);
  const found: Finding[] = [];
  for (const { label, normalised: value } of present) {
    for (let at = normalised.indexOf(value); at !== -1; at = normalised.indexOf(value, at + 1)) {
      const start = starts[at] ?? 0;
      const end = ends[at + value.length - 1] ?? text.length;
      if (isWordBetween(text, start, end)) found.push({ start, end, label });
    }
  }
  return found;
}

/** The text's normalised form and, for each of its UTF-16 units, where the characters it came from begin and end. */
function normaliseWithPlaces(text: string): { normalised: string; starts: number[]; ends: number[] } {
  let normalised = "";
  const starts: number[] = [];
  const ends: number[] = [];
  for (const { 0: character, index } of text.matchAll(
    /[a-zA-Z0-9](?!\p{M})|[^\p{M}\p{ASCII}]\p{M}*|[\p{L}\p{N}]\p{M}+/gu,
  )) {
    const part = normaliseValue(character);
    for (let i = 0; i < part.length; i++) {
      starts.push(index);
      ends.push(index + character.length);
    }
    normalised += part;
  }
  return { normalised, starts, ends };
}

/** The same for ASCII, of which letters and digits alone are left: far cheaper, and nearly every text. */
function asciiWithPlaces(text: string, normalised: string): ReturnType<typeof normaliseWithPlaces> {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < text.length; i++) {
    if (!isLetterOrDigit(text.charCodeAt(i))) continue;
    starts.push(i);
    ends.push(i + 1);
  }
  return { normalised, starts, ends };
}

function isLetterOrDigit(ascii: number): boolean {
  const lower = ascii | 0x20;
  return (ascii >= 0x30 && ascii <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}

const [WORD_BEFORE, WORD_AFTER] = [/[\p{L}\p{M}\p{N}]$/u, /^[\p{L}\p{M}\p{N}]/u];

function isWordBetween(text: string, start: number, end: number): boolean {
  return (
    !WORD_BEFORE.test(text.slice(Math.max(0, start - 2), start)) && !WORD_AFTER.test(text.slice(end, end + 2))
  );
}
