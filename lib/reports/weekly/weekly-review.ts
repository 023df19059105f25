import type { Actor } from "@/lib/access/actor";
import { createDayOf } from "@/lib/domain/day";
import { type Week, weekDays } from "@/lib/domain/period";
import { readFilterChoices } from "@/lib/reports/filters/filter-choices";
import { askAs } from "@/lib/reports/query-types/query-type-overview";
import { readTypeVerdicts } from "@/lib/reports/query-types/type-verdicts";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import {
  openingWeek,
  QUERY_TYPE_METRICS,
  WEEKLY_METRICS,
  WEEKS_SHOWN,
  type WeekChoice,
  type WeeklyReview,
  weekAfter,
  weekChoices,
  weekColumns,
} from "./weekly";
import type { WeeklyAddress } from "./weekly-address";

/** The week that an address means, and what else there is. */
export interface OpenedWeek {
  readonly week: Week;
  /** Weeks with data, the newest first. */
  readonly weeks: readonly WeekChoice[];
}

/** Finds the week that an address means. Null while there is no data at all. Throws AppError 403. */
export async function openWeek(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: WeeklyAddress,
): Promise<OpenedWeek | null> {
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const weeks = weekChoices(await askAs(db, actor, workspace)({ by: ["week"] }), today);
  const week = address.week ?? openingWeek(weeks);
  return week === null ? null : { week, weeks };
}

/**
 * Everything that the weekly review shows, from the same reports that the API answers with. Null while there is no
 * data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadWeeklyReview(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: WeeklyAddress,
): Promise<WeeklyReview | null> {
  const opened = await openWeek(db, actor, workspace, address);
  return opened && readWeeklyReview(db, actor, workspace, address, opened);
}

/** The same of a week that was found. */
export async function readWeeklyReview(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: WeeklyAddress,
  { week, weeks }: OpenedWeek,
): Promise<WeeklyReview> {
  const ask = askAs(db, actor, workspace);
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const period = weekDays(week);
  const { filters } = address;
  const shown = {
    from: weekDays(weekAfter(week, 1 - WEEKS_SHOWN)).from,
    to: weekDays(weekAfter(week, 1)).to,
  };
  const previousWeek = weekAfter(week, -1);
  const before = address.compare ?? weekDays(previousWeek);
  const [current, byWeek, byQueryType, verdicts, choices] = await Promise.all([
    ask({ metrics: WEEKLY_METRICS, period, filters, compare: address.compare ?? "previous" }),
    ask({ metrics: WEEKLY_METRICS, period: shown, filters, by: ["week"] }),
    ask({ metrics: QUERY_TYPE_METRICS, period, filters, by: ["query_type"] }),
    readTypeVerdicts(ask, { period, before, filters }),
    readFilterChoices(db, workspace, ask, shown),
  ]);

  const total = current.rows[0] ?? null;
  return {
    week,
    period: { ...current.period, ...period },
    running: period.to >= today,
    previousWeek,
    ...(address.compare && { compared: address.compare }),
    total: total?.values.conversations?.value ? total : null,
    columns: weekColumns(week, byWeek, weeks),
    queryTypes: byQueryType.rows,
    verdicts,
    weeks,
    choices,
  };
}
