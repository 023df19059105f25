/** How often a source sends records of one type: full hours with at least one, oldest first, in ms since 1970. */
export interface SendingPattern {
  readonly hours: readonly number[];
  /** The last record, in ms since 1970. */
  readonly lastAt: number;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** On how many different days it must have sent before its silence says anything. */
const DAYS_NEEDED = 3;
/** Nothing shorter is a silence. */
const SHORTEST = 6 * HOUR;
/** By how much a pause must pass the longest one before. */
const LONGER = 1.5;

/**
 * After how long a pause (ms) a source counts as silent: half as long again as its longest pause in the hours given, and
 * at least six hours. So a source that rests at weekends is not silent on a Sunday. Null where it has sent on fewer than
 * three days: what is imported now and then is never silent.
 */
export function silentAfter({ hours }: Pick<SendingPattern, "hours">): number | null {
  if (new Set(hours.map((hour) => Math.floor(hour / DAY))).size < DAYS_NEEDED) return null;
  const pauses = hours.slice(1).map((hour, i) => hour - (hours[i] ?? hour));
  return Math.max(SHORTEST, LONGER * Math.max(...pauses));
}

/** Whether a source has stopped, as of `now` (ms). */
export function isSilent(pattern: SendingPattern, now: number): boolean {
  const after = silentAfter(pattern);
  return after !== null && now - pattern.lastAt > after;
}
