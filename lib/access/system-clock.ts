import type { Clock } from "@/lib/domain/clock";

/** The time of the machine. */
export const systemClock: Clock = { now: () => Date.now() * 1000 };

/** What a clock says, as a Date (milliseconds). */
export function dateOf(clock: Clock): Date {
  return new Date(clock.now() / 1000);
}
