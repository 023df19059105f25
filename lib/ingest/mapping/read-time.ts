import { createInstantOf } from "@/lib/domain/day";
import { formatInstant, parseInstant } from "@/lib/domain/instant";
import type { DateOrder } from "./mapping";

/*
 * Times in the formats that files have: ISO 8601 with and without an offset, day and month in either order, months in
 * words, twelve hours, seconds since 1970, and the days since 1900 of spreadsheets.
 */

const MONTHS = new Map<string, number>();
for (const [i, names] of [
  "january jan januar jänner janvier janv enero ene januari",
  "february feb februar février févr fevrier febrero februari",
  "march mar märz mär mrz mars marzo maart",
  "april apr avril avr abril abr",
  "may mai mayo mei",
  "june jun juni juin junio",
  "july jul juli juillet juil julio",
  "august aug août aout agosto ago augustus",
  "september sep sept septembre septiembre",
  "october oct oktober okt octobre octubre",
  "november nov novembre noviembre",
  "december dec dezember dez décembre dec diciembre dic",
].entries()) {
  for (const name of names.split(" ")) MONTHS.set(name, i + 1);
}

/** Abbreviations that mean one offset everywhere, in hours. */
const ABBREVIATIONS: { readonly [name: string]: number } = {
  Z: 0,
  UTC: 0,
  GMT: 0,
  CET: 1,
  CEST: 2,
  MEZ: 1,
  MESZ: 2,
  EST: -5,
  EDT: -4,
  PST: -8,
  PDT: -7,
};

const MICROS = 1_000_000;
const DAY_SECONDS = 86_400;
/** 2001-09-09: a smaller number is no time of a conversation. */
const FIRST_SECONDS = 1_000_000_000;
/** Days from the beginning of a spreadsheet's calendar to 1970-01-01. */
const SHEET_EPOCH = 25_569;

const CLOCK = String.raw`(?:[T ,]+(?:at |um )?(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]\.?m\.?|uhr)?)?`;
const ZONE = String.raw`\s*(?:([+-]\d{2}):?(\d{2})?|\(?([A-Z]{1,4})\)?)?`;
const YEAR_FIRST = new RegExp(String.raw`^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})${CLOCK}${ZONE}$`, "i");
const YEAR_LAST = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})${CLOCK}${ZONE}$`, "i");
const DAY_WORD = new RegExp(
  String.raw`^(?:\p{L}+\.?,?\s+)?(\d{1,2})(?:st|nd|rd|th|\.)?[\s-]+(?:de )?(\p{L}+)\.?,?[\s-]+(?:de )?(\d{4})${CLOCK}${ZONE}$`,
  "iu",
);
const WORD_DAY = new RegExp(
  String.raw`^(?:\p{L}+\.?,\s+)?(\p{L}+)\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})${CLOCK}${ZONE}$`,
  "iu",
);

/** What a file's times need to be read. */
export interface TimeReading {
  /** For times that name no zone. */
  readonly zone: string;
  /** For dates such as 03/04/2026. */
  readonly order: DateOrder;
}

/** A time as ISO 8601 in UTC; undefined where it cannot be read. A day alone is its first moment. */
export function readTime(value: unknown, { zone, order }: TimeReading): string | undefined {
  if (value instanceof Date) return ofLocal(value.getTime() * 1000, zone);
  if (typeof value === "number") return ofNumber(value, zone);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  if (/^\d+(?:[.,]\d+)?$/.test(text)) return ofNumber(Number(text.replace(",", ".")), zone);
  const instant = parseInstant(text);
  if (typeof instant === "number") return formatInstant(instant);
  return ofParts(partsOf(text, order), zone);
}

/** Whether a date says which of its first two numbers is the day; null where both could be. */
export function orderOf(value: unknown): DateOrder | null {
  const match = typeof value === "string" ? YEAR_LAST.exec(value.trim()) : null;
  if (!match) return null;
  if (Number(match[1]) > 12) return "dmy";
  return Number(match[3]) > 12 ? "mdy" : null;
}

/** Whether a date is written with numbers of which either could be the day. */
export function needsOrder(value: unknown): boolean {
  return typeof value === "string" && YEAR_LAST.test(value.trim());
}

interface Parts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  /** Hours, minutes, seconds, fraction, am or pm; then the offset's hours, minutes, and abbreviation. */
  readonly rest: readonly (string | undefined)[];
}

function partsOf(text: string, order: DateOrder): Parts | undefined {
  let match = YEAR_FIRST.exec(text);
  if (match) {
    return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]), rest: match.slice(4) };
  }
  match = YEAR_LAST.exec(text);
  if (match) {
    const [first, second] = [Number(match[1]), Number(match[3])];
    const isDayFirst = order === "dmy" || first > 12;
    const written = Number(match[4]);
    const year = match[4]?.length === 2 ? 2000 + written : written;
    return {
      year,
      month: isDayFirst ? second : first,
      day: isDayFirst ? first : second,
      rest: match.slice(5),
    };
  }
  match = DAY_WORD.exec(text);
  if (match) return worded(match[3], match[2], match[1], match.slice(4));
  match = WORD_DAY.exec(text);
  return match ? worded(match[3], match[1], match[2], match.slice(4)) : undefined;
}

function worded(
  year: string | undefined,
  word: string | undefined,
  day: string | undefined,
  rest: readonly (string | undefined)[],
): Parts | undefined {
  const month = MONTHS.get(word?.toLowerCase() ?? "");
  return month === undefined ? undefined : { year: Number(year), month, day: Number(day), rest };
}

function ofParts(parts: Parts | undefined, zone: string): string | undefined {
  if (!parts) return undefined;
  const { year, month, day, rest } = parts;
  const [hours = "0", minutes = "0", seconds = "0", fraction = "", half, offsetHours, offsetMinutes, name] =
    rest;
  let hour = Number(hours);
  if (half && /^[ap]/i.test(half)) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  }
  if (hour > 23 || Number(minutes) > 59 || Number(seconds) > 60) return undefined;
  const midnight = Date.UTC(year, month - 1, day);
  const date = new Date(midnight);
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  const clock = (hour * 60 + Number(minutes)) * 60 + Math.min(Number(seconds), 59);
  const local = midnight * 1000 + clock * MICROS + Number(fraction.padEnd(6, "0").slice(0, 6));
  if (offsetHours !== undefined) {
    const sign = offsetHours.startsWith("-") ? -1 : 1;
    const offset = sign * (Math.abs(Number(offsetHours)) * 60 + Number(offsetMinutes ?? 0)) * 60;
    return formatInstant(local - offset * MICROS);
  }
  if (name !== undefined) {
    const offset = ABBREVIATIONS[name.toUpperCase()];
    return offset === undefined ? undefined : formatInstant(local - offset * 3600 * MICROS);
  }
  return ofLocal(local, zone);
}

/** Seconds, milliseconds or microseconds since 1970, or the days of a spreadsheet. */
function ofNumber(value: number, zone: string): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (value >= 30_000 && value < 80_000) {
    return ofLocal(Math.round((value - SHEET_EPOCH) * DAY_SECONDS) * MICROS, zone);
  }
  if (value < FIRST_SECONDS) return undefined;
  const micros = value >= 1e14 ? value : value >= 1e11 ? value * 1000 : value * MICROS;
  return micros < 2e16 ? formatInstant(Math.round(micros)) : undefined;
}

function ofLocal(local: number, zone: string): string | undefined {
  return Number.isFinite(local) ? formatInstant(instantOf(zone)(local)) : undefined;
}

const readers = new Map<string, (local: number) => number>();

function instantOf(zone: string): (local: number) => number {
  let reader = readers.get(zone);
  if (!reader) {
    reader = createInstantOf(zone);
    readers.set(zone, reader);
  }
  return reader;
}
