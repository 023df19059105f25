import { addDays, createDayOf } from "@/lib/domain/day";
import { isWeek, type Period, type Week, weekDays, weekOf } from "@/lib/domain/period";
import type { Workspace } from "@/lib/reports/workspace/workspace";

/** The week that the page about quality shows, and those beside it. */
export interface QualityPeriod {
  readonly period: Period;
  readonly earlier: Week;
  /** Null for the running week. */
  readonly later: Week | null;
}

/** The week of an address (`week=2026-W46`); without one the week of the latest data. */
export function qualityPeriod(
  search: URLSearchParams,
  { clock, timeZone, data }: Pick<Workspace, "clock" | "timeZone" | "data">,
): QualityPeriod {
  const running = weekOf(createDayOf(timeZone)(clock.now()));
  const asked = search.get("week");
  const latest = data ? weekOf(data.to) : running;
  const week = asked !== null && isWeek(asked) ? asked : latest;
  const period = weekDays(week);
  const after = weekOf(addDays(period.to, 1));
  return { period, earlier: weekOf(addDays(period.from, -1)), later: week < running ? after : null };
}
