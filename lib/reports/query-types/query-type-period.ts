import type { Period } from "@/lib/domain/period";
import { weekDays } from "@/lib/domain/period";
import { openingWeek, type WeekChoice, weekAfter } from "@/lib/reports/weekly/weekly";

/** How many weeks the pages about query types open on: split by query type, single weeks say little. */
export const WEEKS_OPENED = 4;

/**
 * The weeks up to the latest complete one with data, at most so many and none before the data begins; null without any
 * data.
 */
export function latestWeeks(weeks: readonly WeekChoice[], count: number): Period | null {
  const last = openingWeek(weeks);
  if (last === null) return null;
  const wanted = weekAfter(last, 1 - count);
  const first = weeks.findLast(({ week }) => week >= wanted)?.week ?? last;
  return { from: weekDays(first).from, to: weekDays(last).to };
}
