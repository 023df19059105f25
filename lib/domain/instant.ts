import type { Micros } from "./record";

const MICROS_PER_SECOND = 1_000_000;
const SECONDS_PER_DAY = 86_400;
/** 2201-01-01T00:00:00Z. A later time, like one before 1970, is a mistake and no time of a conversation. */
const FIRST_IMPLAUSIBLE: Micros = 7_289_654_400 * MICROS_PER_SECOND;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const [ZERO, DASH, PLUS, COLON, DOT, COMMA] = [48, 45, 43, 58, 46, 44];
const [UPPER_T, LOWER_T, SPACE, UPPER_Z, LOWER_Z] = [84, 116, 32, 90, 122];

/**
 * Reads an ISO 8601 time with an offset (`Z`, `±hh:mm`, `±hhmm`, `±hh`) in the extended format. Seconds may be
 * missing; a fraction of a second may have up to 9 digits, of which those beyond the microsecond are dropped (not
 * rounded). `T` may be written as `t` or a space. A leap second (`:60`) counts as `:59`.
 *
 * @returns the time; `no_offset` for a valid local time or a bare date; `invalid` for anything else, which includes
 * days that do not exist and times outside the years 1970 to 2200 (UTC)
 */
export function parseInstant(text: string): Micros | "no_offset" | "invalid" {
  const year = digits(text, 0, 4);
  const month = digits(text, 5, 2);
  const day = digits(text, 8, 2);
  if (year < 0 || text.charCodeAt(4) !== DASH || text.charCodeAt(7) !== DASH) return "invalid";
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return "invalid";
  if (text.length === 10) return "no_offset";

  const separator = text.charCodeAt(10);
  if (separator !== UPPER_T && separator !== LOWER_T && separator !== SPACE) return "invalid";
  const hour = digits(text, 11, 2);
  const minute = digits(text, 14, 2);
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text.charCodeAt(13) !== COLON) return "invalid";

  let at = 16;
  let second = 0;
  let micros = 0;
  if (text.charCodeAt(at) === COLON) {
    second = digits(text, 17, 2);
    if (second < 0 || second > 60) return "invalid";
    if (second === 60) second = 59;
    at = 19;
    const point = text.charCodeAt(at);
    if (point === DOT || point === COMMA) {
      const first = at + 1;
      let scale = 100_000;
      for (at = first; isDigit(text.charCodeAt(at)); at++) {
        micros += (text.charCodeAt(at) - ZERO) * scale;
        scale = scale === 1 ? 0 : scale / 10;
      }
      if (at === first || at - first > 9) return "invalid";
    }
  }
  if (at === text.length) return "no_offset";

  const offset = offsetSeconds(text, at);
  if (offset === null) return "invalid";
  const seconds = daysSince1970(year, month, day) * SECONDS_PER_DAY + hour * 3600 + minute * 60 + second;
  const instant = (seconds - offset) * MICROS_PER_SECOND + micros;
  return instant >= 0 && instant < FIRST_IMPLAUSIBLE ? instant : "invalid";
}

/** Writes a time in UTC with `Z` and the shortest fraction that is exact: `2026-10-12T08:00:20.5Z`. */
export function formatInstant(instant: Micros): string {
  const micros = ((instant % MICROS_PER_SECOND) + MICROS_PER_SECOND) % MICROS_PER_SECOND;
  const toTheSecond = new Date((instant - micros) / 1000).toISOString().slice(0, -5);
  if (micros === 0) return `${toTheSecond}Z`;
  return `${toTheSecond}.${String(micros).padStart(6, "0").replace(/0+$/, "")}Z`;
}

/** The offset that starts at `at` and ends the text, in seconds east of UTC; null when it is none. */
function offsetSeconds(text: string, at: number): number | null {
  const sign = text.charCodeAt(at);
  if (sign === UPPER_Z || sign === LOWER_Z) return text.length === at + 1 ? 0 : null;
  if (sign !== PLUS && sign !== DASH) return null;
  const hours = digits(text, at + 1, 2);
  const length = text.length - at;
  let minutes = 0;
  if (length === 6 && text.charCodeAt(at + 3) === COLON) minutes = digits(text, at + 4, 2);
  else if (length === 5) minutes = digits(text, at + 3, 2);
  else if (length !== 3) return null;
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return null;
  return (sign === DASH ? -1 : 1) * (hours * 3600 + minutes * 60);
}

/** The number that `count` digits from `at` on spell; -1 when one of them is no digit. */
function digits(text: string, at: number, count: number): number {
  let number = 0;
  for (let i = at; i < at + count; i++) {
    const code = text.charCodeAt(i);
    if (!isDigit(code)) return -1;
    number = number * 10 + code - ZERO;
  }
  return number;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= ZERO + 9;
}

function daysInMonth(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && leap ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
}

/** Howard Hinnant's days_from_civil for years ≥ 1 (https://howardhinnant.github.io/date_algorithms.html). */
function daysSince1970(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}
