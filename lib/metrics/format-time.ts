import type { Day } from "@/lib/domain/day";
import type { Week } from "@/lib/domain/period";
import type { Micros } from "@/lib/domain/record";

/*
 * The one way from days, weeks and moments to text: `12 Nov`, `9–15 Nov 2026`, `Week 46`, `12 Nov, 10:41`.
 */

/** Fixed here, not asked of the runtime: its British short form of September has four letters. */
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

function parts(day: Day): { year: string; month: string; day: string } {
  return {
    year: day.slice(0, 4),
    month: MONTHS[Number(day.slice(5, 7)) - 1] ?? "",
    day: String(Number(day.slice(8, 10))),
  };
}

/** `12 Nov`. */
export function formatDay(day: Day): string {
  const { month, day: date } = parts(day);
  return `${date} ${month}`;
}

/** `12 Nov 2026`. */
export function formatFullDay(day: Day): string {
  return `${formatDay(day)} ${parts(day).year}`;
}

/** A run of days, both included: `9–15 Nov 2026`, `26 Oct – 1 Nov 2026`, `28 Dec 2026 – 3 Jan 2027`. */
export function formatDays(from: Day, to: Day): string {
  const first = parts(from);
  const last = parts(to);
  if (from === to) return formatFullDay(to);
  if (first.year !== last.year) return `${formatFullDay(from)} – ${formatFullDay(to)}`;
  if (first.month !== last.month) return `${formatDay(from)} – ${formatFullDay(to)}`;
  return `${first.day}–${formatFullDay(to)}`;
}

/** `46` for `2026-W46`. */
export function weekNumber(week: Week): string {
  return String(Number(week.slice(6)));
}

/** `Week 46`, for titles and controls. */
export function formatWeek(week: Week): string {
  return `Week ${weekNumber(week)}`;
}

/** `W46`, for axes. */
export function formatShortWeek(week: Week): string {
  return `W${weekNumber(week)}`;
}

/** `Nov` for the month in which a day lies. */
export function formatMonth(day: Day): string {
  return parts(day).month;
}

/** The calendar day and the time of day (`10:41:52`) of a moment in a time zone. */
function localParts(at: Micros, timeZone: string): { day: Day; time: string } {
  const text = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  }).formatToParts(Math.floor(at / 1000));
  const part = (type: Intl.DateTimeFormatPartTypes) => text.find((p) => p.type === type)?.value ?? "";
  return {
    day: `${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`,
    time: `${part("hour")}:${part("minute")}:${part("second")}`,
  };
}

/** `12 Nov, 10:41`. */
export function formatMoment(at: Micros, timeZone: string): string {
  const { day, time } = localParts(at, timeZone);
  return `${formatDay(day)}, ${time.slice(0, 5)}`;
}

/** `Thu 12 Nov 2026, 10:41`. */
export function formatFullMoment(at: Micros, timeZone: string): string {
  const { day, time } = localParts(at, timeZone);
  const weekday = new Intl.DateTimeFormat("en-GB", { weekday: "short", timeZone }).format(
    Math.floor(at / 1000),
  );
  return `${weekday} ${formatFullDay(day)}, ${time.slice(0, 5)}`;
}

/** `10:41`. */
export function formatTime(at: Micros, timeZone: string): string {
  return localParts(at, timeZone).time.slice(0, 5);
}

/** `10:41:52`. */
export function formatExactTime(at: Micros, timeZone: string): string {
  return localParts(at, timeZone).time;
}
