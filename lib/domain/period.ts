import { addDays, type Day, dayOfWeek, daysBetween, startOfDay } from "./day";
import type { Micros } from "./record";

/** A run of days, both ends included. */
export interface Period {
  readonly from: Day;
  readonly to: Day;
}

/** An ISO week date without the day, `2026-W46`. Weeks compare and sort as plain strings. */
export type Week = string;

/** A calendar month, `2026-11`. */
export type Month = string;

/** The ISO weekday on which weeks start: 1 = Monday to 7 = Sunday. */
export type WeekStart = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/**
 * The week of a day, numbered by ISO 8601: a week belongs to the year that holds most of its days, so 1 January may
 * lie in the last week of the year before. With another `weekStart` the same rule numbers weeks that start there.
 * Throws a RangeError for text that is no day.
 */
export function weekOf(day: Day, weekStart: WeekStart = 1): Week {
  const sinceStart = (dayOfWeek(day) - weekStart + 7) % 7;
  const middle = addDays(day, 3 - sinceStart);
  const year = middle.slice(0, 4);
  const number = Math.floor(daysBetween(`${year}-01-01`, middle) / 7) + 1;
  return `${year}-W${String(number).padStart(2, "0")}`;
}

/** The seven days of a week. Throws a RangeError for a week that does not exist (2025-W53). */
export function weekDays(week: Week, weekStart: WeekStart = 1): Period {
  const match = /^(\d{4})-W(\d\d)$/.exec(week);
  if (match !== null) {
    const [, year, number] = match;
    const fourth = `${year}-01-04`;
    const firstStart = addDays(fourth, -((dayOfWeek(fourth) - weekStart + 7) % 7));
    const from = addDays(firstStart, 7 * (Number(number) - 1));
    if (weekOf(from, weekStart) === week) return { from, to: addDays(from, 6) };
  }
  throw new RangeError(`No such week: ${week}`);
}

/** Whether the text names a week that exists: 2026-W53 does, 2025-W53 does not. */
export function isWeek(text: string, weekStart: WeekStart = 1): boolean {
  try {
    weekDays(text, weekStart);
    return true;
  } catch {
    return false;
  }
}

/** A period as addresses write it: its week where it is one, `2026-W46`, else `2026-08-03..2026-08-09`. */
export function periodText(period: Period, weekStart: WeekStart = 1): string {
  const isOne = dayOfWeek(period.from) === weekStart && daysBetween(period.from, period.to) === 6;
  return isOne ? weekOf(period.from, weekStart) : `${period.from}..${period.to}`;
}

/** The calendar month of a day. */
export function monthOf(day: Day): Month {
  return day.slice(0, 7);
}

/** The period of the same length immediately before. */
export function previousPeriod(period: Period): Period {
  const length = daysBetween(period.from, period.to) + 1;
  return { from: addDays(period.from, -length), to: addDays(period.from, -1) };
}

/**
 * Whether late surveys may still change a period: it is not over yet, or ended less than `maturityDays` ago.
 * Both ends of that span are counted on the calendar of the time zone, so that a clock change does not move it:
 * with 7 days, a week that ends on Sunday is final from the second Monday on.
 */
export function isProvisional(period: Period, now: Micros, maturityDays: number, timeZone: string): boolean {
  return now < startOfDay(addDays(period.to, maturityDays + 1), timeZone);
}
