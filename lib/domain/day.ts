import { Temporal } from "temporal-polyfill";
import type { Micros } from "./record";

/** A calendar day, `YYYY-MM-DD`, years 0000 to 9999. Days compare and sort as plain strings. */
export type Day = string;

const MICROS_PER_SECOND = 1_000_000;
const MICROS_PER_HOUR = 3_600 * MICROS_PER_SECOND;
const MICROS_PER_DAY = 24 * MICROS_PER_HOUR;
const QUARTER_HOUR = 900 * MICROS_PER_SECOND;
const MILLIS_PER_DAY = 86_400_000;

/** About eight years of quarter hours; a flood of stray times empties the cache instead of filling the memory. */
const MAX_CACHED_QUARTERS = 300_000;
const MAX_CACHED_DAYS = 20_000;

/** Offset of a zone from UTC in microseconds, east positive. */
type OffsetAt = (at: Micros) => Micros;

/** Asks the runtime's zone data, about 1 µs a call. `longOffset` prints `GMT`, `GMT+05:45` or `GMT-00:44:30`. */
function createExactOffset(timeZone: string): OffsetAt {
  const format = new Intl.DateTimeFormat("en-US", { timeZone, timeZoneName: "longOffset" });
  return (at) => {
    const text = format.format(Math.floor(at / 1000));
    const match = /GMT([+-])(\d\d):(\d\d)(?::(\d\d))?$/.exec(text);
    if (match === null) return 0;
    const [, sign, hours, minutes, seconds = "0"] = match;
    const total = (Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds);
    return (sign === "-" ? -total : total) * MICROS_PER_SECOND;
  };
}

/*
 * Offsets change on a quarter hour of UTC nearly always, but not always: St John's changed at 00:01 local
 * time until 2011. So a quarter hour is cached only when both its ends have the same offset; one that holds a
 * change is asked exactly every time. Held once per zone: the number of zones is small and fixed.
 */
const cachedOffsets = new Map<string, OffsetAt>();

function offsetOf(timeZone: string): OffsetAt {
  const known = cachedOffsets.get(timeZone);
  if (known !== undefined) return known;
  if (!isTimeZone(timeZone)) throw new RangeError(`Unknown time zone: ${timeZone}`);

  const exact = createExactOffset(timeZone);
  const constant = new Map<number, Micros | null>();
  const lookUp = (quarter: number): Micros | null => {
    const start = exact(quarter * QUARTER_HOUR);
    const offset = start === exact((quarter + 1) * QUARTER_HOUR) ? start : null;
    if (constant.size >= MAX_CACHED_QUARTERS) constant.clear();
    constant.set(quarter, offset);
    return offset;
  };
  const offsetAt: OffsetAt = (at) => {
    const quarter = Math.floor(at / QUARTER_HOUR);
    const cached = constant.get(quarter);
    return (cached === undefined ? lookUp(quarter) : cached) ?? exact(at);
  };
  cachedOffsets.set(timeZone, offsetAt);
  return offsetAt;
}

const dayNames = new Map<number, Day>();

/** The day with this number of days since 1970-01-01. Throws a RangeError outside the years 0000 to 9999. */
function dayOfNumber(number: number): Day {
  const cached = dayNames.get(number);
  if (cached !== undefined) return cached;
  const day = new Date(number * MILLIS_PER_DAY).toISOString().slice(0, 10);
  if (!isDay(day)) throw new RangeError("A day outside the years 0000 to 9999");
  if (dayNames.size >= MAX_CACHED_DAYS) dayNames.clear();
  dayNames.set(number, day);
  return day;
}

const dayNumbers = new Map<Day, number>();

/** Days since 1970-01-01. Throws a RangeError for text that is no day. */
function numberOfDay(day: Day): number {
  const cached = dayNumbers.get(day);
  if (cached !== undefined) return cached;
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`);
  const number = Date.parse(`${day}T00:00:00Z`) / MILLIS_PER_DAY;
  if (dayNumbers.size >= MAX_CACHED_DAYS) dayNumbers.clear();
  dayNumbers.set(day, number);
  return number;
}

/** Whether the text names a zone of the IANA time zone database, in any case. Bare offsets (`+01:00`) are refused. */
export function isTimeZone(text: string): boolean {
  if (!/^[a-z]/i.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en-US", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/**
 * A function that gives the calendar day of a point in time in one time zone: fast enough for every record of a
 * bulk load. Throws a RangeError for an unknown zone; the returned function throws one outside the years 0000 to 9999.
 */
export function createDayOf(timeZone: string): (at: Micros) => Day {
  const offsetAt = offsetOf(timeZone);
  return (at) => dayOfNumber(Math.floor((at + offsetAt(at)) / MICROS_PER_DAY));
}

/**
 * A function that gives the point in time at which the clocks of a zone show a local time (microseconds as if it were
 * UTC): a time that clocks skip is read as before the skip, of a time that comes twice the first is meant.
 * Throws a RangeError for an unknown zone.
 */
export function createInstantOf(timeZone: string): (local: Micros) => Micros {
  const offsetAt = offsetOf(timeZone);
  return (local) => {
    const before = offsetAt(local - MICROS_PER_DAY);
    if (offsetAt(local - before) === before) return local - before;
    const after = offsetAt(local + MICROS_PER_DAY);
    return offsetAt(local - after) === after ? local - after : local - before;
  };
}

/** A function that gives the local hour, 0 to 23, of a point in time. Throws a RangeError for an unknown zone. */
export function createHourOf(timeZone: string): (at: Micros) => number {
  const offsetAt = offsetOf(timeZone);
  return (at) => {
    const local = at + offsetAt(at);
    return Math.floor((local - Math.floor(local / MICROS_PER_DAY) * MICROS_PER_DAY) / MICROS_PER_HOUR);
  };
}

/** Whether the text is a day of the calendar written `YYYY-MM-DD`: 2026-02-29 is not. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const millis = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(millis) && new Date(millis).toISOString().startsWith(text);
}

/** The day `n` days later (earlier where `n` is negative). Throws a RangeError for text that is no day. */
export function addDays(day: Day, n: number): Day {
  return dayOfNumber(numberOfDay(day) + n);
}

/** Whole days from one day to another: negative when `to` is earlier. Throws a RangeError for text that is no day. */
export function daysBetween(from: Day, to: Day): number {
  return numberOfDay(to) - numberOfDay(from);
}

/** The ISO weekday: 1 = Monday to 7 = Sunday. Throws a RangeError for text that is no day. */
export function dayOfWeek(day: Day): number {
  // 1970-01-01 was a Thursday.
  return ((((numberOfDay(day) + 3) % 7) + 7) % 7) + 1;
}

/**
 * The first moment of a day in a time zone: where clocks skip midnight it is the moment they skip to; a day that a
 * zone left out altogether (Apia, 30 December 2011) starts where the next one does.
 * Throws a RangeError for text that is no day and for an unknown zone.
 */
export function startOfDay(day: Day, timeZone: string): Micros {
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`);
  const start = Temporal.PlainDate.from(day).toZonedDateTime({ timeZone });
  return start.epochMilliseconds * 1000;
}

/**
 * When it is a full hour (0 to 23) on a day in a time zone: where clocks skip that hour it is the moment they skip it,
 * and of an hour that comes twice it is the first.
 * Throws a RangeError for text that is no day and for an unknown zone.
 */
export function hourOnDay(day: Day, hour: number, timeZone: string): Micros {
  if (!isDay(day)) throw new RangeError(`Not a day: ${day}`);
  const local = Temporal.PlainDate.from(day).toPlainDateTime({ hour });
  return local.toZonedDateTime(timeZone, { disambiguation: "compatible" }).epochMilliseconds * 1000;
}
