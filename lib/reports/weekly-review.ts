import type { Actor } from "@/lib/access/actor";
import { createDayOf } from "@/lib/domain/day";
import { weekDays } from "@/lib/domain/period";
import type { Database } from "@/lib/store/database";
import { readFilterChoices } from "./filter-choices";
import type { ReportQuery } from "./report";
import { runReport } from "./run-report";
import { readTypeVerdicts } from "./type-verdicts";
import {
  openingWeek,
  QUERY_TYPE_METRICS,
  WEEKLY_METRICS,
  WEEKS_SHOWN,
  type WeeklyReview,
  weekAfter,
  weekChoices,
  weekColumns,
} from "./weekly";
import type { WeeklyAddress } from "./weekly-address";
import type { Workspace } from "./workspace";

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
  const ask = (query: Partial<ReportQuery>) =>
    runReport(db, actor, workspace, {
      metrics: ["conversations"],
      period: null,
      by: [],
      filters: [],
      compare: null,
      ...query,
    });

  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const weeks = weekChoices(await ask({ by: ["week"] }), today);
  const week = address.week ?? openingWeek(weeks);
  if (week === null) return null;

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
