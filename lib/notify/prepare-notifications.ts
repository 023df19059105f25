import type { Micros } from "@/lib/domain/record";
import { formatFullMoment, formatMoment, formatWeek } from "@/lib/metrics/format-time";
import { weekAfter } from "@/lib/reports/weekly/weekly";
import type { LoggedDelivery } from "@/lib/store/notifications";
import { type DigestTime, digestDueAt, latestEndedWeek } from "./digest-time";

/** The days of the week by ISO number, Monday first. */
export const WEEKDAYS = [
  "Monday",
  "Tuesday",
  "Wednesday",
  "Thursday",
  "Friday",
  "Saturday",
  "Sunday",
] as const;

/** When the next digest goes out, and of which week: `Week 47 goes out on Mon 23 Nov 2026, 08:00 (Europe/London).` */
export function nextDigestText(now: Micros, time: DigestTime, timeZone: string): string {
  const ended = latestEndedWeek(now, timeZone);
  const week = digestDueAt(ended, time, timeZone) > now ? ended : weekAfter(ended, 1);
  const at = formatFullMoment(digestDueAt(week, time, timeZone), timeZone);
  return `${formatWeek(week)} goes out on ${at} (${timeZone}).`;
}

/** A delivery in the log, as text. */
export interface DeliveryRow {
  readonly id: string;
  readonly what: string;
  /** The week, or what else tells it from others; null where nothing does. */
  readonly about: string | null;
  readonly to: string;
  readonly created: string;
  /** `Sent 16 Nov, 08:00`, `Tried 3 times, next 16 Nov, 10:12`, `Given up after 10 attempts`. */
  readonly state: string;
  readonly failed: boolean;
  readonly problem: string | null;
  readonly maySendAgain: boolean;
}

const NAMES: { readonly [kind: string]: string } = { digest: "Weekly digest", signals: "Alert" };

/** The log of deliveries, as text. */
export function prepareDeliveries(deliveries: readonly LoggedDelivery[], timeZone: string): DeliveryRow[] {
  return deliveries.map((delivery) => {
    const { id, kind, key, to, state, problem, reachable, createdAt } = delivery;
    const week = /\d{4}-W\d\d/.exec(key)?.[0];
    return {
      id,
      what: NAMES[kind] ?? kind,
      about: week === undefined ? null : formatWeek(week),
      to,
      created: momentOf(createdAt, timeZone),
      state: stateText(delivery, timeZone),
      failed: state === "failed",
      problem: state === "sent" ? null : problem,
      maySendAgain: state === "failed" && reachable,
    };
  });
}

function stateText({ state, attempts, lastAt, nextAt }: LoggedDelivery, timeZone: string): string {
  const times = attempts === 1 ? "once" : `${attempts} times`;
  switch (state) {
    case "sent":
      return lastAt ? `Sent ${momentOf(lastAt, timeZone)}` : "Sent";
    case "failed":
      return attempts === 1 ? "Refused" : `Given up after ${attempts} attempts`;
    case "dropped":
      return "Not sent";
    case "waiting":
      if (attempts === 0) return "Waiting";
      return nextAt ? `Tried ${times}, next ${momentOf(nextAt, timeZone)}` : `Tried ${times}`;
  }
}

function momentOf(date: Date, timeZone: string): string {
  return formatMoment(date.getTime() * 1000, timeZone);
}
