import { addDays, createDayOf, createHourOf, type Day, dayOfWeek, daysBetween } from "@/lib/domain/day";
import type { Micros } from "@/lib/domain/record";

/** The demo's present: Monday 16 November 2026, 09:00 UTC. Nothing in the demo happened after it. */
export const DEMO_ANCHOR: Micros = Date.parse("2026-11-16T09:00:00Z") * 1000;

/** Where Brackwater Energy & Home keeps its hours. */
export const DEMO_TIME_ZONE = "Europe/London";

/** Monday of the first of twelve ISO weeks; the last, 2026-W46, ends the day before the anchor. */
export const DEMO_FIRST_DAY: Day = "2026-08-24";
export const DEMO_LAST_DAY: Day = "2026-11-15";

export interface DemoRelease {
  readonly version: string;
  /** From when on conversations run on it. */
  readonly at: Micros;
  readonly note: string;
}

const micros = (text: string): Micros => Date.parse(text) * 1000;

/** The bot's versions, oldest first. The first one was there before the demo begins. */
export const DEMO_RELEASES: readonly DemoRelease[] = [
  { version: "43", at: micros("2026-08-05T07:00:00Z"), note: "Summer release" },
  { version: "44", at: micros("2026-09-02T07:00:00Z"), note: "Stock check by postcode" },
  {
    version: "45",
    at: micros("2026-09-22T07:00:00Z"),
    note: "Meter serial number goes to the agent in a field",
  },
  { version: "46", at: micros("2026-10-14T07:00:00Z"), note: "Winter tariffs and payment plans" },
  { version: "47", at: micros("2026-11-05T09:00:00Z"), note: "New order look-up" },
];

/** The bot's version at a time. */
export function versionAt(at: Micros): number {
  let version = 0;
  for (const release of DEMO_RELEASES) if (release.at <= at) version = Number(release.version);
  return version;
}

const MICROS_PER_HOUR = 3_600_000_000;
const FIRST_HOUR = micros(`${DEMO_FIRST_DAY}T00:00:00Z`);
const HOURS = (daysBetween(DEMO_FIRST_DAY, DEMO_LAST_DAY) + 1) * 24;

/** How busy the weeks are: late summer is quiet, the first cold weeks are not. */
const WEEK_LOAD = [0.9, 0.93, 0.97, 0.99, 1, 0.98, 1.01, 1.03, 1.02, 1.04, 1.06, 1.07];
/** Monday to Sunday. */
const WEEKDAY_LOAD = [1.28, 1.14, 1.08, 1.04, 1.0, 0.62, 0.5];
/** Midnight to 23:00, local time: a peak before noon and another after work. */
const HOUR_LOAD = [
  0.5, 0.3, 0.2, 0.2, 0.3, 0.6, 1.6, 3.2, 6.0, 8.6, 10, 9.4, 8.2, 7.6, 7.4, 7.2, 7.4, 8.6, 8.2, 6.4, 4.6, 3.2,
  2.0, 1.0,
];
/** A storm on the evening of Saturday 17 October and the Sunday after: power cuts. */
const STORM_FROM = micros("2026-10-17T16:00:00Z");
const STORM_TO = micros("2026-10-18T20:00:00Z");

const dayOf = createDayOf(DEMO_TIME_ZONE);
const hourOf = createHourOf(DEMO_TIME_ZONE);

/** One hour of the demo (UTC) and how it is staffed and visited. */
export interface DemoHour {
  readonly index: number;
  readonly start: Micros;
  /** 0 = first week to 11 = last week. */
  readonly week: number;
  /** Relative number of conversations. */
  readonly load: number;
  /** 0 = dead of night, 1 = the busiest hour of the twelve weeks. */
  readonly busy: number;
  readonly storm: boolean;
}

/** All hours of the demo in order. */
export function demoHours(): readonly DemoHour[] {
  const hours = Array.from({ length: HOURS }, (_, index) => {
    const start = FIRST_HOUR + index * MICROS_PER_HOUR;
    const day = dayOf(start);
    const week = Math.floor(daysBetween(DEMO_FIRST_DAY, day) / 7);
    const load =
      (WEEK_LOAD[week] ?? 1) * (WEEKDAY_LOAD[dayOfWeek(day) - 1] ?? 1) * (HOUR_LOAD[hourOf(start)] ?? 1);
    const storm = start >= STORM_FROM && start < STORM_TO;
    return { index, start, week, load: storm ? load * 1.3 : load, storm };
  });
  const most = Math.max(...hours.map((hour) => hour.load));
  return hours.map((hour) => ({ ...hour, busy: hour.load / most }));
}

/** `3 November`, in the language's own form, for the day `days` days after a time (before, where negative). */
export function dayInWords(at: Micros, days: number, language: string): string {
  const day = addDays(dayOf(at), days);
  const number = Number(day.slice(8));
  const month = (MONTHS[language] ?? MONTHS["en-GB"] ?? [])[Number(day.slice(5, 7)) - 1] ?? "";
  if (language === "de-DE") return `${number}. ${month}`;
  return language === "fr-FR" && number === 1 ? `1er ${month}` : `${number} ${month}`;
}

/** The name of the month `months` months before a time. */
export function monthInWords(at: Micros, months: number, language: string): string {
  const month = Number(dayOf(at).slice(5, 7)) - 1 - months;
  return (MONTHS[language] ?? MONTHS["en-GB"] ?? [])[(month + 12) % 12] ?? "";
}

/** Written out, not taken from the runtime's locale data, so that the demo is the same on every machine. */
const MONTHS: { readonly [language: string]: readonly string[] } = {
  "en-GB": "January February March April May June July August September October November December".split(" "),
  "de-DE": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split(" "),
  "fr-FR": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre".split(" "),
};
