import { addDays, createDayOf, dayOfWeek, hourOnDay, startOfDay } from "@/lib/domain/day";
import { type Week, weekDays, weekOf } from "@/lib/domain/period";
import type { Micros } from "@/lib/domain/record";

/** When the digest goes out, in the reporting time zone. */
export interface DigestTime {
  /** ISO weekday: 1 = Monday to 7 = Sunday. */
  readonly weekday: number;
  /** Full hour, 0 to 23. */
  readonly hour: number;
}

/** The latest week that is over. */
export function latestEndedWeek(now: Micros, timeZone: string): Week {
  const today = createDayOf(timeZone)(now);
  return weekOf(addDays(today, -7));
}

/** When the digest of a week goes out: at the first such weekday and hour after the week has ended. */
export function digestDueAt(week: Week, { weekday, hour }: DigestTime, timeZone: string): Micros {
  const next = addDays(weekDays(week).to, 1);
  return hourOnDay(addDays(next, (weekday - dayOfWeek(next) + 7) % 7), hour, timeZone);
}

/** When a week was over. */
export function endOfWeek(week: Week, timeZone: string): Micros {
  return startOfDay(addDays(weekDays(week).to, 1), timeZone);
}
