import type { Actor } from "@/lib/access/actor";
import { addDays } from "@/lib/domain/day";
import { isProvisional, type Period, weekDays } from "@/lib/domain/period";
import { findMetric } from "@/lib/metrics/catalogue";
import type { Dimension } from "@/lib/metrics/dimensions";
import { isPrivateMetric } from "@/lib/metrics/metric";
import { withFilter } from "@/lib/reports/conversations/rows-address";
import type { Report, ReportFilter, ReportQuery, ReportRow } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { WEEKS_SHOWN, type WeeklyReview, weekAfter } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { type Analysis, findInsights, suspicions } from "./insights";
import type { Suspicion } from "./insights-causes";
import {
  type AttemptsLook,
  type CloserLook,
  type InsightEvidence,
  reviewedIndex,
  TYPE_METRICS,
} from "./insights-evidence";
import { lateTypes } from "./insights-standing";
import { findReleases, ownedBy, ownersByBot } from "./releases";

/** Days before the first week shown that tell which version ran already. */
const DAYS_AHEAD = 7;
/** At most so many query types that hand off late are looked into. */
const LATE_TYPES = 2;

/**
 * Filters that say whose versions are meant. When a version took over is told by all its conversations: those of one
 * channel or queue, or with one reason, would only tell it later and less surely.
 */
const OF_VERSIONS: readonly Dimension[] = ["bot", "bot_version", "query_type"];

/** What the analysis of a week begins with. */
export interface AnalysisReports {
  /** The {@link TYPE_METRICS} by `week` and `query_type`. */
  readonly byType: Report;
  /** Conversations by `day` and `bot_version`, whatever the channel, language, reason and the like. */
  readonly byDay: Report;
  /** The same by `bot` and `bot_version`. */
  readonly byBot: Report;
  /** How often the bot failed before it handed over, by `query_type` and `failed_attempts`, in the week. */
  readonly attempts: Report;
  /** The days compared with, where they are not the week before. */
  readonly compared: Report | null;
}

/** Asks what the analysis of a week begins with: every week by query type, the versions day by day. Throws AppError 403. */
export async function askForAnalysis(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  {
    week,
    weeks,
    compared: days,
  }: Pick<WeeklyReview, "week" | "weeks"> & { readonly compared?: Period | undefined },
  filters: readonly ReportFilter[],
): Promise<AnalysisReports> {
  const ask = (query: Pick<ReportQuery, "metrics" | "period" | "by">) =>
    runReport(db, actor, workspace, { filters, compare: null, ...query });
  const { from } = weekDays(weekAfter(week, 1 - WEEKS_SHOWN));
  const reviewed = weekDays(week);
  const next = weeks.find((choice) => choice.week === weekAfter(week, 1));
  const shown: Period = {
    from: addDays(from, -DAYS_AHEAD),
    to: next?.running ? next.period.to : reviewed.to,
  };
  const versions = {
    metrics: ["conversations"],
    period: shown,
    filters: filters.filter(({ dimension }) => OF_VERSIONS.includes(dimension)),
    compare: null,
  };
  const [byType, byDay, byBot, attempts, compared] = await Promise.all([
    ask({ metrics: TYPE_METRICS, period: { from, to: reviewed.to }, by: ["week", "query_type"] }),
    runReport(db, actor, workspace, { ...versions, by: ["day", "bot_version"] }),
    runReport(db, actor, workspace, { ...versions, by: ["bot", "bot_version"] }),
    ask({ metrics: ["bot_failure_share"], period: reviewed, by: ["query_type", "failed_attempts"] }),
    days ? ask({ metrics: TYPE_METRICS, period: days, by: ["query_type"] }) : null,
  ]);
  return { byType, byDay, byBot, attempts, compared };
}

/**
 * Analyses the week of a review, from the same reports that the API answers with: every week by query type, the versions
 * day by day, and then a closer look at each change. Null where nothing happened in the week. Throws AppError 403 when
 * the actor may not see reports.
 */
export async function loadAnalysis(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  review: WeeklyReview,
  filters: readonly ReportFilter[],
): Promise<Analysis | null> {
  if (!review.total) return null;
  const reports = await askForAnalysis(db, actor, workspace, review, filters);
  return analyse(db, actor, workspace, review, filters, reports);
}

/** The same from reports that were asked for before. */
export async function analyse(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  review: WeeklyReview,
  filters: readonly ReportFilter[],
  { byType, byDay, byBot, attempts: failed, compared }: AnalysisReports,
): Promise<Analysis | null> {
  const { total, columns, running } = review;
  const at = reviewedIndex(columns);
  const [first, reviewed] = [columns[0], columns[at]];
  if (!total || !first || !reviewed) return null;
  const ask = (query: Pick<ReportQuery, "metrics" | "period" | "by"> & Partial<ReportQuery>) =>
    runReport(db, actor, workspace, { filters, compare: null, ...query });

  const weeks: Period = { from: first.period.from, to: reviewed.period.to };
  const bots = (review.choices.bot ?? []).map((choice) => choice.value);
  const owners = bots.length > 1 ? ownersByBot(byBot) : ownedBy(bots[0] ?? null, byDay);
  const releases = findReleases(byDay, owners).filter(({ day }) => day >= weeks.from);
  const { clock, maturityDays, timeZone } = workspace;
  const provisional = columns.flatMap(({ week, period }) =>
    isProvisional(period, clock.now(), maturityDays, timeZone) ? [week] : [],
  );
  const evidence: InsightEvidence = {
    total,
    running,
    columns,
    byType,
    ...(compared && { compared }),
    releases,
    provisional,
  };

  const before: Period | null =
    at === 0 ? null : { from: weeks.from, to: columns[at - 1]?.period.to ?? weeks.from };
  // All looks ask about the same conversations, by query type where one is looked into: they are read once.
  const look = async ({ metric, queryType, fields }: Suspicion): Promise<CloserLook[]> => {
    if (!before) return [];
    const askAbout = async (query: Pick<ReportQuery, "metrics" | "period" | "by">): Promise<Report> => {
      if (queryType === undefined) return ask(query);
      // Of ratings other rows would be private in a table of all query types.
      if (query.metrics.map(findMetric).some((found) => !found || isPrivateMetric(found)))
        return ask({ ...query, filters: withFilter(filters, "query_type", [queryType]) });
      const byType = await ask({ ...query, by: [...query.by, "query_type"] });
      return { ...byType, rows: byType.rows.flatMap((row) => ofQueryType(row, queryType)) };
    };
    const details = (period: Period) =>
      askAbout({
        metrics: ["structured_pass_rate", "field_reask_rate"],
        period,
        by: ["field", "bot_version"],
      });
    const [versions, earlier, later] = await Promise.all([
      askAbout({ metrics: [metric], period: weeks, by: ["week", "bot_version"] }),
      fields ? details(before) : null,
      fields ? details(reviewed.period) : null,
    ]);
    return [
      { metric, queryType, versions, fields: earlier && later ? { before: earlier, after: later } : null },
    ];
  };
  const causes = await Promise.all(suspicions(evidence).map(look));
  const late = lateTypes(evidence)
    .slice(0, LATE_TYPES)
    .map(
      (queryType): AttemptsLook => ({
        queryType,
        attempts: {
          ...failed,
          rows: failed.rows.filter(({ key }) => (key.query_type ?? null) === queryType),
        },
      }),
    );
  return { evidence, insights: findInsights(evidence, { causes: causes.flat(), attempts: late }) };
}

/** A row of a table by query type, among others, as a row about that type; none where it is of another. */
function ofQueryType(
  { key: { query_type, ...key }, ...row }: ReportRow,
  queryType: string | null,
): ReportRow[] {
  return (query_type ?? null) === queryType ? [{ ...row, key }] : [];
}
