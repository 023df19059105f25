import { type Evidence, readEvidence } from "./evidence";

/*
 * Keyed fingerprints of a message: what stands in it, where, and how, without what it says. One entry of twelve
 * characters for each piece of evidence: two for the first word, one for the number of words, one for the flags, eight
 * for the fingerprint of its form. They are compared with the fingerprints of captured values (value-forms.ts).
 */

/** The keyed fingerprint of a form: {@link PRINT_LENGTH} characters of base64url. */
export type Print = (form: string) => string;

/** The spellings of words that people mix up as one: Müller, Mueller and Muller. */
export function comparable(form: string): string {
  return form.includes("e") ? form.replace(/([aou])e/g, "$1") : form;
}

/** 48 bits: two of a conversation's are equal by chance once in some hundred million conversations. */
export const PRINT_LENGTH = 8;
const ENTRY = 4 + PRINT_LENGTH;
const MOST_ENTRIES = 4_000;
const DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** A fingerprint in a message. */
export interface Printed extends Pick<Evidence, "from" | "words" | "flags"> {
  readonly print: string;
}

/** The fingerprints of a text before it is redacted. Equal texts of one conversation have equal fingerprints. */
export function fingerprintText(text: string, print: Print): string {
  let all = "";
  const seen = new Set<string>();
  for (const { form, from, words, flags } of readEvidence(text)) {
    const place = `${digit(from >> 6)}${digit(from & 63)}${digit(words)}${digit(flags)}`;
    const key = `${place}${form}`;
    if (seen.has(key)) continue;
    if (seen.size >= MOST_ENTRIES) break;
    seen.add(key);
    all += place + print(comparable(form));
  }
  return all;
}

/** The inverse of what {@link fingerprintText} wrote; broken ends are left out. */
export function readFingerprints(fingerprints: string): Printed[] {
  const entries: Printed[] = [];
  for (let at = 0; at + ENTRY <= fingerprints.length; at += ENTRY) {
    entries.push({
      from: value(fingerprints, at) * 64 + value(fingerprints, at + 1),
      words: value(fingerprints, at + 2),
      flags: value(fingerprints, at + 3),
      print: fingerprints.slice(at + 4, at + ENTRY),
    });
  }
  return entries;
}

function digit(number: number): string {
  return DIGITS.charAt(number & 63);
}

function value(text: string, at: number): number {
  return Math.max(0, DIGITS.indexOf(text.charAt(at)));
}
