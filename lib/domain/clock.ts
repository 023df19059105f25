import type { Micros } from "./record";

/** The one door to the present. Code that needs "now" is handed a clock. */
export interface Clock {
  now(): Micros;
}

/** A clock that stands still: for tests, and for the demo, whose present is its anchor date. */
export function fixedClock(at: Micros): Clock {
  return { now: () => at };
}
