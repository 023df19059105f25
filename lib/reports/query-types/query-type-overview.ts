import type { Actor } from "@/lib/access/actor";
import { createDayOf } from "@/lib/domain/day";
import { isProvisional, type Period, previousPeriod } from "@/lib/domain/period";
import { type FilterChoices, readFilterChoices } from "@/lib/reports/filters/filter-choices";
import { listTargets } from "@/lib/reports/notes/targets";
import type { Report, ReportQuery } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { type WeekChoice, weekChoices } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { SelectionAddress } from "./query-type-address";
import { ATTEMPT_METRICS } from "./query-type-attempts";
import { FIELD_METRICS, OVERVIEW_METRICS, type QueryTypeRows } from "./query-type-numbers";
import { latestWeeks, WEEKS_OPENED } from "./query-type-period";

/** Which days a page is about, what else could be chosen, and whether the numbers may still change. */
export interface SelectedPeriod {
  readonly period: Period;
  readonly provisional: boolean;
  /** Weeks with data, the newest first. */
  readonly weeks: readonly WeekChoice[];
  readonly choices: FilterChoices;
}

/** All that the page of query types shows, as numbers. */
export interface QueryTypeOverview extends SelectedPeriod {
  readonly rows: QueryTypeRows;
  /** The same over the days that they are compared with; null where there are none. */
  readonly before: QueryTypeRows | null;
  /** The target of repeat information, as a fraction; null without one. */
  readonly repeatTarget: number | null;
}

/** Asks a question with what it leaves out filled in: conversations, all data, no split, no filter. */
export type Ask = (query: Partial<ReportQuery>) => Promise<Report>;

/** A way to ask reports as an actor. */
export function askAs(db: Database, actor: Actor, workspace: Workspace): Ask {
  return (query) =>
    runReport(db, actor, workspace, {
      metrics: ["conversations"],
      period: null,
      by: [],
      filters: [],
      compare: null,
      ...query,
    });
}

/** The days that an address means, and what else there is to choose. Null while there is no data at all. */
export async function selectPeriod(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: SelectionAddress,
): Promise<SelectedPeriod | null> {
  const ask = askAs(db, actor, workspace);
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const weeks = weekChoices(await ask({ by: ["week"] }), today);
  const period = address.period ?? latestWeeks(weeks, address.weeks ?? WEEKS_OPENED);
  if (period === null || weeks.length === 0) return null;
  const { clock, maturityDays, timeZone } = workspace;
  return {
    period,
    provisional: isProvisional(period, clock.now(), maturityDays, timeZone),
    weeks,
    choices: await readFilterChoices(db, workspace, ask, period),
  };
}

/**
 * What a period is compared with: what the address says, else the days just before where the data reaches so far back;
 * null where it does not.
 */
export function comparedWith(
  workspace: Pick<Workspace, "data">,
  period: Period,
  { compare }: Pick<SelectionAddress, "compare">,
): Period | null {
  if (compare !== null) return compare;
  const before = previousPeriod(period);
  return workspace.data !== null && workspace.data.from <= before.from ? before : null;
}

/**
 * Everything that the page of query types shows, from the same reports that the API answers with. Null while there is
 * no data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadQueryTypes(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: SelectionAddress,
): Promise<QueryTypeOverview | null> {
  const ask = askAs(db, actor, workspace);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const compared = comparedWith(workspace, selected.period, address);
  const [rows, before, targets] = await Promise.all([
    readRows(ask, selected.period, address),
    compared ? readRows(ask, compared, address) : null,
    listTargets(db, actor),
  ]);
  const repeatTarget = targets.find((target) => target.metric === "repeat_information_rate")?.value ?? null;
  return { ...selected, rows, before, repeatTarget };
}

async function readRows(
  ask: Ask,
  period: Period,
  { filters }: Pick<SelectionAddress, "filters">,
): Promise<QueryTypeRows> {
  const [total, types, totalAttempts, attempts, fields] = await Promise.all([
    ask({ metrics: OVERVIEW_METRICS, period, filters }),
    ask({ metrics: OVERVIEW_METRICS, period, filters, by: ["query_type"] }),
    ask({ metrics: ATTEMPT_METRICS, period, filters, by: ["failed_attempts"] }),
    ask({ metrics: ATTEMPT_METRICS, period, filters, by: ["query_type", "failed_attempts"] }),
    ask({ metrics: FIELD_METRICS, period, filters, by: ["query_type", "field"] }),
  ]);
  return {
    total: total.rows[0] ?? { key: {}, values: {} },
    types: types.rows,
    totalAttempts: totalAttempts.rows,
    attempts: attempts.rows,
    fields: fields.rows,
  };
}
