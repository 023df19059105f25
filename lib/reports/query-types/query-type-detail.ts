import type { Actor } from "@/lib/access/actor";
import { addDays } from "@/lib/domain/day";
import { isProvisional, type Period, type Week, weekDays, weekOf } from "@/lib/domain/period";
import { withFilter } from "@/lib/reports/conversations/rows-address";
import { type Annotation, listAnnotations } from "@/lib/reports/notes/annotations";
import { listTargets, type Target } from "@/lib/reports/notes/targets";
import type { ReportFilter, ReportRow } from "@/lib/reports/report/report";
import { findReleases, ownersByBot, type Release } from "@/lib/reports/stands-out/releases";
import { WEEKS_SHOWN, type WeekColumn, weekAfter, weekColumns } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { ATTEMPT_METRICS, type Attempts, attemptsOf } from "./query-type-attempts";
import { type QueryTypeAddress, TYPE_TRENDS } from "./query-type-detail-address";
import { type FieldJourney, readFieldJourneys } from "./query-type-fields";
import {
  FIELD_METRICS,
  fieldsOf,
  OVERVIEW_METRICS,
  type QueryTypeNumbers,
  verdictOf,
} from "./query-type-numbers";
import { type Ask, askAs, comparedWith, type SelectedPeriod, selectPeriod } from "./query-type-overview";
import {
  compareVersions,
  pickVersions,
  VERSION_METRICS,
  type VersionChange,
  type VersionNumbers,
  versionsOf,
} from "./query-type-versions";

/** What is asked of one query type besides {@link OVERVIEW_METRICS}. */
export const DETAIL_METRICS = [
  ...OVERVIEW_METRICS,
  "repeat_coverage",
  "one_failed_attempt_rate",
  "asked_at_start_rate",
  "post_hand_off_csat_mean",
  "contained_csat_mean",
  "survey_response_rate",
  "contained_survey_response_rate",
  "customer_reported_repeat_rate",
] as const;

/** What is asked week by week. */
const WEEK_METRICS = [...TYPE_TRENDS, "contained_csat", "bot_failure_share", "conversations"];

/** Days before the weeks shown that tell which version ran already. */
const DAYS_AHEAD = 7;

/** Versions compared over the weeks shown. */
export interface VersionComparison {
  /** The weeks that all versions are counted in. */
  readonly period: Period;
  /** The newest first. */
  readonly versions: readonly VersionNumbers[];
  /** Null where there are not two to compare. */
  readonly pair: {
    readonly before: VersionNumbers;
    readonly after: VersionNumbers;
    readonly changes: readonly VersionChange[];
  } | null;
}

/** All that the page of one query type shows, as numbers. */
export interface QueryTypeDetail extends SelectedPeriod {
  readonly numbers: QueryTypeNumbers;
  /** The query type over the period; compared with the period before where the data reaches so far back. */
  readonly total: ReportRow;
  /** All query types together. */
  readonly all: ReportRow;
  readonly allAttempts: Attempts;
  readonly repeatTarget: Target | null;
  readonly journeys: readonly FieldJourney[];
  /** Weeks up to the last one of the period. */
  readonly columns: readonly WeekColumn[];
  readonly lastWeek: Week;
  readonly releases: readonly Release[];
  /** What people noted on days of these weeks. */
  readonly annotations: readonly Annotation[];
  /** Weeks that late surveys may still change. */
  readonly provisionalWeeks: readonly Week[];
  readonly versions: VersionComparison;
}

/**
 * Everything that the page of one query type shows, from the same reports that the API answers with. Null while there
 * is no data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadQueryType(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: QueryTypeAddress,
): Promise<QueryTypeDetail | null> {
  const ask = askAs(db, actor, workspace);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const { period, weeks } = selected;
  const filters = withFilter(address.filters, "query_type", [address.queryType]);
  const lastWeek = weekOf(period.to);
  const shown = {
    from: weekDays(weekAfter(lastWeek, 1 - WEEKS_SHOWN)).from,
    to: weekDays(weekAfter(lastWeek, 1)).to,
  };
  const days = { from: addDays(shown.from, -DAYS_AHEAD), to: shown.to };
  const [
    own,
    all,
    attempts,
    allAttempts,
    fields,
    byWeek,
    byDay,
    byBot,
    journeys,
    targets,
    annotations,
    versions,
  ] = await Promise.all([
    ask({ metrics: DETAIL_METRICS, period, filters, compare: comparedWith(workspace, period, address) }),
    ask({ metrics: DETAIL_METRICS, period, filters: address.filters }),
    ask({ metrics: ATTEMPT_METRICS, period, filters, by: ["failed_attempts"] }),
    ask({ metrics: ATTEMPT_METRICS, period, filters: address.filters, by: ["failed_attempts"] }),
    ask({ metrics: FIELD_METRICS, period, filters, by: ["field"] }),
    ask({ metrics: WEEK_METRICS, period: shown, filters, by: ["week"] }),
    ask({ period: days, by: ["day", "bot_version"] }),
    ask({ period: days, by: ["bot", "bot_version"] }),
    readFieldJourneys(db, actor, workspace, period, filters),
    listTargets(db, actor),
    listAnnotations(db, actor, shown),
    loadVersions(ask, address, filters, { from: shown.from, to: weekDays(lastWeek).to }),
  ]);
  const total: ReportRow = own.rows[0] ?? { key: {}, values: {} };
  const everything: ReportRow = all.rows[0] ?? { key: {}, values: {} };
  const parts = { attempts: attemptsOf(attempts.rows), fields: fieldsOf(fields.rows) };
  const columns = weekColumns(lastWeek, byWeek, weeks);
  const { clock, maturityDays, timeZone } = workspace;
  return {
    ...selected,
    numbers: {
      queryType: address.queryType,
      values: total.values,
      ...parts,
      verdict: verdictOf(total.values, parts, everything.values),
    },
    total,
    all: everything,
    allAttempts: attemptsOf(allAttempts.rows),
    repeatTarget: targets.find((target) => target.metric === "repeat_information_rate") ?? null,
    journeys,
    columns,
    lastWeek,
    releases: findReleases(byDay, ownersByBot(byBot)).filter((release) => release.day >= shown.from),
    annotations,
    provisionalWeeks: columns.flatMap(({ week, period: own }) =>
      isProvisional(own, clock.now(), maturityDays, timeZone) ? [week] : [],
    ),
    versions,
  };
}

/** Versions are compared whatever version the page is filtered by. */
async function loadVersions(
  ask: Ask,
  address: QueryTypeAddress,
  own: readonly ReportFilter[],
  period: Period,
): Promise<VersionComparison> {
  const filters = withFilter(withFilter(own, "bot_version", null), "bot", null);
  const metrics = ["conversations", ...VERSION_METRICS];
  const [byVersion, byDay] = await Promise.all([
    ask({ metrics, period, filters, by: ["bot", "bot_version"] }),
    ask({ period, by: ["day", "bot_version"] }),
  ]);
  const versions = versionsOf(byVersion, byDay);
  const pair = pickVersions(versions, address);
  if (!pair) return { period, versions, pair: null };
  const cellsOf = ({ bot, version }: VersionNumbers) =>
    ask({
      metrics: VERSION_METRICS,
      period,
      filters: withFilter(withFilter(filters, "bot_version", [version]), "bot", [bot]),
      by: ["channel", "language"],
    });
  const [before, after] = await Promise.all([cellsOf(pair.before), cellsOf(pair.after)]);
  return {
    period,
    versions,
    pair: { ...pair, changes: compareVersions(pair.before, pair.after, { before, after }) },
  };
}
