import type { Actor } from "@/lib/access/actor";
import { addDays } from "@/lib/domain/day";
import { isProvisional, type Period } from "@/lib/domain/period";
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
import type { ReportFilter, ReportQuery } from "./report";
import { withFilter } from "./rows-address";
import { runReport } from "./run-report";
import type { WeeklyReview } from "./weekly";
import type { Workspace } from "./workspace";

/** Days before the first week shown that tell which version ran already. */
const DAYS_AHEAD = 7;
/** At most so many query types that hand off late are looked into. */
const LATE_TYPES = 2;

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
  const { total, columns, running } = review;
  const at = reviewedIndex(columns);
  const [first, reviewed] = [columns[0], columns[at]];
  if (!total || !first || !reviewed) return null;
  const ask = (query: Pick<ReportQuery, "metrics" | "period" | "by"> & Partial<ReportQuery>) =>
    runReport(db, actor, workspace, { filters, compare: null, ...query });

  const weeks: Period = { from: first.period.from, to: reviewed.period.to };
  const days: Period = { from: addDays(weeks.from, -DAYS_AHEAD), to: columns.at(-1)?.period.to ?? weeks.to };
  const bots = (review.choices.bot ?? []).map((choice) => choice.value);
  const [byType, byDay, byBot, compared] = await Promise.all([
    ask({ metrics: TYPE_METRICS, period: weeks, by: ["week", "query_type"] }),
    ask({ metrics: ["conversations"], period: days, by: ["day", "bot_version"] }),
    // No totals are kept by bot and version alone: this is asked only where it has to be.
    bots.length > 1 ? ask({ metrics: ["conversations"], period: days, by: ["bot", "bot_version"] }) : null,
    review.compared ? ask({ metrics: TYPE_METRICS, period: review.compared, by: ["query_type"] }) : null,
  ]);
  const owners = byBot ? ownersByBot(byBot) : ownedBy(bots[0] ?? null, byDay);
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
  const look = async ({ metric, queryType, fields }: Suspicion): Promise<CloserLook[]> => {
    if (!before) return [];
    const narrowed = queryType === undefined ? filters : withFilter(filters, "query_type", [queryType]);
    const details = (period: Period) =>
      ask({
        metrics: ["structured_pass_rate", "field_reask_rate"],
        period,
        by: ["field", "bot_version"],
        filters: narrowed,
      });
    const [versions, earlier, later] = await Promise.all([
      ask({ metrics: [metric], period: weeks, by: ["week", "bot_version"], filters: narrowed }),
      fields ? details(before) : null,
      fields ? details(reviewed.period) : null,
    ]);
    return [
      { metric, queryType, versions, fields: earlier && later ? { before: earlier, after: later } : null },
    ];
  };
  const attempts = async (queryType: string | null): Promise<AttemptsLook> => ({
    queryType,
    attempts: await ask({
      metrics: ["bot_failure_share"],
      period: reviewed.period,
      by: ["failed_attempts"],
      filters: withFilter(filters, "query_type", [queryType]),
    }),
  });
  const [causes, late] = await Promise.all([
    Promise.all(suspicions(evidence).map(look)),
    Promise.all(lateTypes(evidence).slice(0, LATE_TYPES).map(attempts)),
  ]);
  return { evidence, insights: findInsights(evidence, { causes: causes.flat(), attempts: late }) };
}
