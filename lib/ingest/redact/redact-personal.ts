import { parsePhoneNumberFromString } from "libphonenumber-js/max";
import { findSpelledEmails } from "./redact-spelled-emails";

/** A stretch of a text (UTF-16 offsets, end exclusive) and what stands in its place, without the brackets. */
export interface Finding {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

const FEWEST_DIGITS = 7;
const OTHER_DIGITS = /[٠-٩۰-۹０-９]/g;

/**
 * Finds e-mail addresses, payment cards, IBANs and phone numbers. In case of doubt between an order number and a
 * phone number it finds nothing: what counts as a phone number is written at each rule below.
 * Linear in the length of the text; a text without `@` and with fewer than seven digits costs one pass.
 */
export function findPersonalData(text: string): Finding[] {
  const found: Finding[] = [];
  if (text.includes("@")) findEmails(text, found);
  findSpelledEmails(text, found);
  if (!hasDigits(text, FEWEST_DIGITS)) return found;
  // Arabic-Indic, Persian and full-width digits count as digits; one for one, so that places stay the same.
  const plain = text
    .replace(OTHER_DIGITS, (digit) => String(digit.charCodeAt(0) & 0xf))
    .replace(/[\u00a0\u202f]/g, " ");
  findIbans(plain, found);
  findCards(plain, found);
  // Dates and ranges of hours are made of short groups of digits like phone numbers, and are none.
  findPhoneNumbers(masked(plain, found).replace(DATE_OR_HOURS, mask), found);
  return found;
}

/** Something that is no part of any number, as long as what it stands for. */
function mask(text: string): string {
  return "§".repeat(text.length);
}

function masked(text: string, found: readonly Finding[]): string {
  return found.reduce(
    (rest, { start, end }) => rest.slice(0, start) + mask(rest.slice(start, end)) + rest.slice(end),
    text,
  );
}

function hasDigits(text: string, count: number): boolean {
  let seen = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 48 && code <= 57) seen++;
    else if (code >= 0x660 && isOtherDigit(code)) seen++;
    if (seen === count) return true;
  }
  return false;
}

function isOtherDigit(code: number): boolean {
  return (
    (code >= 0x660 && code <= 0x669) || (code >= 0x6f0 && code <= 0x6f9) || (code >= 0xff10 && code <= 0xff19)
  );
}

/*
 * E-mail addresses: outwards from every @, so that no text can make the search slow.
 */

const LOCAL_CHARACTER = /[\p{L}\p{M}\p{N}._%+'-]/u;
const DOMAIN_CHARACTER = /[\p{L}\p{M}\p{N}.-]/u;
/** A domain at the start of a text: greedy, so that whatever is stuck to its end does not hide it. */
const DOMAIN =
  /^[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)*\.(?:xn--[a-z0-9-]*[a-z0-9]|\p{L}[\p{L}\p{M}]+)/iu;
const [LONGEST_LOCAL, LONGEST_DOMAIN] = [64, 255];

function findEmails(text: string, found: Finding[]): void {
  for (let at = text.indexOf("@"); at !== -1; at = text.indexOf("@", at + 1)) {
    // One space on either side is a slip: "anna @ example.com".
    const isApart = text.charAt(at - 1) === " " && text.charAt(at + 1) === " ";
    let start = isApart ? at - 1 : at;
    const first = isApart ? at + 2 : at + 1;
    while (start > 0 && at - start < LONGEST_LOCAL && LOCAL_CHARACTER.test(text.charAt(start - 1))) start--;
    let end = first;
    while (end < text.length && end - at <= LONGEST_DOMAIN && DOMAIN_CHARACTER.test(text.charAt(end))) end++;
    // Punctuation around an address is the sentence's, not the address's.
    while (start < at && /[.'%-]/.test(text.charAt(start))) start++;
    const domain = DOMAIN.exec(text.slice(first, end))?.[0];
    const hasLocal = start < at && text.charAt(start) !== " ";
    if (hasLocal && domain) found.push({ start, end: first + domain.length, label: "email" });
  }
}

/*
 * IBANs: country, length of that country, check digits (ISO 13616: mod 97 = 1). In groups or in one piece.
 */

const IBAN_LENGTHS = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 " +
    "EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 " +
    "JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 " +
    "OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 " +
    "TR26 UA29 VA22 VG24 XK20 YE30"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);
const IBAN_START = /(?<![A-Za-z0-9])[A-Za-z]{2}[ -]?\d[ -]?\d/g;

function findIbans(text: string, found: Finding[]): void {
  for (const match of text.matchAll(IBAN_START)) {
    const start = match.index;
    const length = IBAN_LENGTHS.get(match[0].slice(0, 2).toUpperCase());
    if (length === undefined) continue;
    let iban = "";
    let end = start;
    for (; end < text.length && iban.length < length; end++) {
      const character = text.charAt(end);
      if (/[A-Za-z0-9]/.test(character)) iban += character.toUpperCase();
      else if (character !== " " && character !== "-") break;
    }
    if (iban.length !== length || /[A-Za-z0-9]/.test(text.charAt(end))) continue;
    if (remainder97(iban.slice(4) + iban.slice(0, 4)) === 1) found.push({ start, end, label: "iban" });
  }
}

function remainder97(iban: string): number {
  let remainder = 0;
  for (const character of iban) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder;
}

/*
 * Payment cards: 13 to 19 digits that begin and are as long as a card network's numbers, with a right Luhn digit;
 * in one piece, in groups of at least three, or digit by digit (dictated). One in ten numbers of that length has a
 * right Luhn digit by chance, which is why the networks' prefixes are looked at too.
 */

const DIGIT_GROUPS = /(?<![\d.,])\d+(?:[ -]\d+)*(?![\d])/g;
const CARD =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720|20[0-5])\d{12}|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11,16}|35\d{14,17}|(?:50|5[6-9]|6\d)\d{11,17}|9792\d{12})$/;

/** Four groups of four with dots; sums of money have groups of three. */
const DOTTED_CARD = /(?<![\d.,])\d{4}(?:\.\d{4}){3}(?![.,]?\d)/g;

function findCards(text: string, found: Finding[]): void {
  for (const { 0: card, index } of text.matchAll(DOTTED_CARD)) {
    const number = card.replaceAll(".", "");
    if (CARD.test(number) && hasLuhnDigit(number)) {
      found.push({ start: index, end: index + card.length, label: "card" });
    }
  }
  for (const match of text.matchAll(DIGIT_GROUPS)) {
    if (match[0].length < 13) continue;
    const groups = [...match[0].matchAll(/\d+/g)].map((group) => ({
      digits: group[0],
      start: match.index + group.index,
      end: match.index + group.index + group[0].length,
    }));
    for (let first = 0; first < groups.length; first++) {
      let number = "";
      for (let last = first; last < groups.length; last++) {
        const group = groups[last];
        if (!group) break;
        number += group.digits;
        if (number.length > 19) break;
        const between = groups.slice(first, last + 1);
        if (!CARD.test(number) || !hasLuhnDigit(number) || !isGroupedLikeACard(between)) continue;
        found.push({ start: groups[first]?.start ?? 0, end: group.end, label: "card" });
        first = last;
        break;
      }
    }
  }
}

function isGroupedLikeACard(groups: readonly { readonly digits: string }[]): boolean {
  if (groups.every((group) => group.digits.length === 1)) return true;
  return groups.every((group, i) => group.digits.length >= 3 || (i > 0 && i === groups.length - 1));
}

/** The check digit of ISO/IEC 7812-1, annex B; a number of one repeated digit is nobody's card. */
function hasLuhnDigit(number: string): boolean {
  let sum = 0;
  for (let i = 0; i < number.length; i++) {
    const digit = number.charCodeAt(number.length - 1 - i) - 48;
    const doubled = digit * 2;
    sum += i % 2 === 0 ? digit : doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0 && !/^(\d)\1*$/.test(number);
}

/*
 * Phone numbers. A number counts as one
 *   1. with a country code: + and 7 to 15 digits in any usual grouping, or 00 and a valid number;
 *   2. in the North American grouping: (212) 555-0123, 212-555-0123, 212.555.0123, 1-212-555-0123;
 *   3. with a leading 0 and 9 to 12 digits in groups: 020 7946 0958, 0170/1234567, 06 12 34 56 78;
 *      or with an area code in brackets, (11) 91234-5678, or in the Spanish grouping, 612 44 09 83;
 *   4. with a leading 0 in one piece, when it is a valid mobile number of one of COUNTRIES;
 *   5. in any form of 7 to 13 digits right after a word for telephone ("call me on 5550123").
 * Right after a word for an order, a case, an invoice … only + holds. Anything else survives: 12345678, A-1234567,
 * 1,000,000, 0.123456789, dates and opening hours.
 */

const PHONE_WORD =
  /(?<!\p{L})(?:(?:tele)?phone|tel(?:efon|éfono|efono|éphone|efoon)?|mobile|cell(?:ular)?|whats ?app|sms|fax|call|text|ring|reach|dial|contact|handy|mobil(?:funk)?|rückruf|zurückrufen|anrufen|ruf|durchwahl|erreichbar|móvil|celular|llam\p{L}+|portable|appel\p{L}+|joindre|cellulare|chiam\p{L}+|bel(?:len)?|gsm)(?:nummer)?[^\p{L}\p{N}\]]{1,3}(?:(?:me|back|us|number|no|nr|nummer|is|ist|es|est|at|on|under|unter|auf|au|al|my|mine|it|s|the|following|him|her|please|bitte|mich|uns|der|die|número|numéro|numero|le|el|il)[^\p{L}\p{N}\]]{1,3}){0,5}$/iu;
const OTHER_NUMBER_WORD =
  /(?<!\p{L})(?:order|booking|reservation|reference|ref|ticket|case|invoice|bill|tracking|parcel|shipment|account|customer|contract|policy|claim|serial|model|article|item|product|sku|flight|confirmation|transaction|member|user|bestell\p{L}*|auftrag\p{L}*|rechnung\p{L}*|kunde\p{L}*|vertrag\p{L}*|vorgang\p{L}*|sendung\p{L}*|buchung\p{L}*|pedido|factura|commande|facture|dossier|ordine|fattura|id)(?:[^\p{L}\p{N}\]]{1,3}(?:number|num|no|nr|nummer|code|id|ref|reference|is|ist|was|numéro|número|numero|n|es|est|de|le|el|the|my)){0,4}[^\p{L}\p{N}\]]{0,3}$/iu;
/** How far before a number a word about it may stand. */
const WORDS_BEFORE = 60;

const DATE_OR_HOURS =
  /(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}[.:]\d\d ?[-–] ?\d{1,2}[.:]\d\d)(?!\d)/g;
const DIGIT_RUN =
  /(?:(?<!\p{N})\+ ?|(?<![\p{L}\p{N}_#@/-])(?<!\p{N}[.,:]))\(?\d+(?:[ \u00a0\u202f()./\-–]{1,3}\d+)*/gu;
const NORTH_AMERICAN = /^(?:1[ .-])?(?:\(\d{3}\) ?|\d{3}[ .-])\d{3}[ .-]\d{4}$/;
const AREA_CODE_FIRST = /^\(\d{2,5}\) ?\d{3,5}[ -]?\d{3,5}$/;
const SPANISH = /^[6-9]\d\d \d\d \d\d \d\d$/;
const MOST_DIGITS = 17;
/** A group of so many digits is a number of its own, not a part of one. */
const WHOLE_NUMBER = 6;
/** A reference is written in groups of so many digits: what follows such a group continues it. */
const PART_OF_A_REFERENCE = new Set([3, 4]);
/** Countries whose national mobile numbers begin with 0. */
const COUNTRIES = [
  "GB",
  "DE",
  "FR",
  "NL",
  "AT",
  "CH",
  "BE",
  "IE",
  "SE",
  "AU",
  "NZ",
  "ZA",
  "JP",
  "KR",
] as const;

function findPhoneNumbers(text: string, found: Finding[]): void {
  for (const match of text.matchAll(DIGIT_RUN)) findInRun(text, match, found);
}

/** Looks for the longest phone number from each group of digits on. */
function findInRun(text: string, run: RegExpExecArray, found: Finding[]): void {
  const groups = [...run[0].matchAll(/\d+/g)].map((group) => ({
    start: run.index + group.index,
    end: run.index + group.index + group[0].length,
  }));
  const last = groups.at(-1);
  if (last && /[\p{L}_@]/u.test(text.charAt(last.end))) groups.pop();
  const before = text.slice(Math.max(0, run.index - WORDS_BEFORE), run.index);

  let afterNumber = false;
  for (let first = 0; first < groups.length; first++) {
    const group = groups[first];
    if (!group) break;
    const previous = groups[first - 1];
    if (!afterNumber && previous && PART_OF_A_REFERENCE.has(previous.end - previous.start)) continue;
    if (first > 0 && !/^(?:0\d|\d{3}$|1$)/.test(text.slice(group.start, group.end))) continue;
    const context = first === 0 ? contextOf(before, run[0]) : "none";
    const start =
      first === 0 ? run.index : text.charAt(group.start - 1) === "(" ? group.start - 1 : group.start;
    const last = longestPhoneNumber(text, start, groups, first, context);
    if (last !== null) {
      afterNumber = true;
      const end = groups[last]?.end ?? start;
      const number = text.slice(start, end);
      const opened = number.startsWith("(") && !number.includes(")") ? 1 : 0;
      found.push({ start: start + opened, end, label: "phone" });
      first = last;
    } else if (context === "other" && group.end - group.start < WHOLE_NUMBER) break;
  }
}

/** The last group of the longest phone number that begins at `start`, in group `first`; null when none does. */
function longestPhoneNumber(
  text: string,
  start: number,
  groups: readonly { readonly start: number; readonly end: number }[],
  first: number,
  context: Context,
): number | null {
  const ends: number[] = [];
  let digits = 0;
  for (const { start, end } of groups.slice(first, first + MOST_DIGITS)) {
    digits += end - start;
    if (digits > MOST_DIGITS) break;
    ends.push(end);
  }
  const candidates = ends.map((end) => text.slice(start, end));
  let length = candidates.findLastIndex((number) => isPhoneNumber(number, context));
  if (length > 0 && text.charAt(start) === "+") {
    // Another number may follow; where the numbering plan knows the length, it says where this one ends.
    const valid = candidates.findLastIndex((number) => parsePhoneNumberFromString(number)?.isValid());
    if (valid !== -1) length = valid;
  }
  return length === -1 ? null : first + length;
}

/** What the words before a number say that it is. */
type Context = "phone" | "other" | "none";

function contextOf(before: string, number: string): Context {
  if (number.startsWith("+")) return "none";
  if (OTHER_NUMBER_WORD.test(before)) return "other";
  return PHONE_WORD.test(before) ? "phone" : "none";
}

function isPhoneNumber(found: string, context: Context): boolean {
  // A bracket that the number does not close is the sentence's.
  const number = found.startsWith("(") && !found.includes(")") ? found.slice(1) : found;
  const digits = number.replace(/\D/g, "");
  if (digits.length < FEWEST_DIGITS) return false;
  if (number.startsWith("+")) return digits.length <= 15 && /^\+ ?\(?[1-9]/.test(number);
  if (context === "other") return false;
  if (context === "phone" && digits.length <= 13) return true;
  if (/^\(?00/.test(number)) return parsePhoneNumberFromString(`+${digits.slice(2)}`)?.isValid() ?? false;
  if (NORTH_AMERICAN.test(number)) return true;
  if (AREA_CODE_FIRST.test(number) && digits.length >= 9 && digits.length <= 12) return true;
  if (SPANISH.test(number)) return true;
  // A group of 0 alone is no prefix: 0.123456789 is a number, and nobody writes 0 170 ….
  if (!/^\(?0\d/.test(number) || digits.length < 9 || digits.length > 12) return false;
  if (!/^\d+$/.test(number)) return true;
  // Every British 07 number counts, those reserved for fiction included.
  return /^07\d{9}$/.test(digits) || COUNTRIES.some((country) => isMobileNumber(digits, country));
}

function isMobileNumber(digits: string, country: (typeof COUNTRIES)[number]): boolean {
  const type = parsePhoneNumberFromString(digits, country)?.getType();
  return type === "MOBILE" || type === "FIXED_LINE_OR_MOBILE";
}
