import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Period, Week } from "@/lib/domain/period";
import type { Micros } from "@/lib/domain/record";
import { findMetric } from "@/lib/metrics/catalogue";
import { isFacetDimension } from "@/lib/metrics/dimensions";
import { isPrivateMetric } from "@/lib/metrics/metric";
import { withFilter } from "@/lib/reports/conversations/rows-address";
import { excessOf } from "@/lib/reports/query-types/excess";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Analysis } from "@/lib/reports/stands-out/insights";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { type PickQuestion, pickRows } from "@/lib/store/pick-rows";
import type { WeeklyReview } from "./weekly";

/** Why a conversation is worth reading. */
export type PickRule = "worst_satisfaction" | "largest_driver" | "random";

/** A conversation to read, kept by its id. */
export interface PickedConversation {
  readonly rule: PickRule;
  readonly source: string;
  readonly conversationId: string;
  /** Microseconds since 1970. */
  readonly startedAt: Micros;
  readonly channel: string | null;
  readonly queryType: string | null;
  /** Only where it was picked for it. */
  readonly csat: number | null;
}

/** What drives a week most: a query type, and the metric that it moves. */
export interface Driver {
  readonly queryType: string | null;
  readonly metric: string;
}

/**
 * The largest driver of a week: the query type behind the first change that has one, or else the one with the most
 * hand-offs above what it would have at the rate of all others. Null where there is neither.
 */
export function largestDriver(review: WeeklyReview, analysis: Analysis | null): Driver | null {
  for (const insight of analysis?.insights.insights ?? []) {
    if (insight.kind === "type_cause") return { queryType: insight.part.queryType, metric: insight.metric };
  }
  const excess = excessOf(review.queryTypes.map((row) => row.values.hand_off_rate));
  const most = Math.max(0, ...excess.map((one) => one.excess ?? 0));
  const row = most > 0 ? review.queryTypes[excess.findIndex((one) => one.excess === most)] : undefined;
  return row ? { queryType: row.key.query_type ?? null, metric: "hand_off_rate" } : null;
}

/**
 * Three conversations of a week, picked by rule, so that nobody picks those that suit: the least satisfied customer who
 * had to repeat something; one of what drives the week most; and one by lot, the same one whenever the week is opened.
 * Fewer where a rule finds none. Throws AppError 403 when the actor may not see reports.
 *
 * @param driver found while the others are picked; null where nothing drives the week
 */
export async function pickConversations(
  db: Database,
  actor: Actor,
  workspace: Pick<Workspace, "generation">,
  {
    week,
    period,
    filters,
  }: { readonly week: Week; readonly period: Period; readonly filters: readonly ReportFilter[] },
  driver: () => Promise<Driver | null>,
): Promise<readonly PickedConversation[]> {
  requirePermission(actor, "view_reports");
  // Filters that a conversation passes with one of its many parts are those of lists, not of reviews.
  if (filters.some(({ dimension }) => isFacetDimension(dimension))) return [];
  const choose = (...questions: readonly Choice[]) =>
    pickRows(
      db.pool,
      questions.map((question) => ({
        ...question,
        selection: { generation: workspace.generation, period, filters: question.filters ?? filters },
        seed: Number(week.replace("-W", "")),
        // Of three that are not to be the same, one has a third choice at most.
        limit: 3,
      })),
    );
  const [[worst = [], random = []], [driving = []]] = await Promise.all([
    choose(
      { having: ["repeated_hand_offs", "post_scored"], short: null, least: "post_score" },
      { having: [], short: null, least: null },
    ),
    driver().then((found) => {
      if (!found) return [];
      const narrowed = withFilter(filters, "query_type", [found.queryType]);
      return choose({ ...rowsThatMove(found.metric), least: null, filters: narrowed });
    }),
  ]);
  const choices = [worst, driving, random];
  const picked: PickedConversation[] = [];
  for (const [i, rows] of choices.entries()) {
    const rule = RULES[i] ?? "random";
    const row = rows.find(
      (one) =>
        !picked.some((other) => other.source === one.source && other.conversationId === one.conversationId),
    );
    if (row) picked.push({ rule, ...row, csat: rule === "worst_satisfaction" ? row.csat : null });
  }
  return picked;
}

const RULES: readonly PickRule[] = ["worst_satisfaction", "largest_driver", "random"];

/** What a rule asks for; its own filters where it has any. */
interface Choice extends Pick<PickQuestion, "having" | "short" | "least"> {
  readonly filters?: readonly ReportFilter[];
}

/**
 * Rows that stand for what a metric counts when it is bad: its numerator, or where more is better what lacks it. Of
 * ratings no row may stand for one: any handed-off conversation then.
 */
function rowsThatMove(id: string): Pick<PickQuestion, "having" | "short"> {
  const metric = findMetric(id);
  if (metric?.kind !== "share" || isPrivateMetric(metric)) return { having: ["handed_off"], short: null };
  return metric.better === "higher"
    ? { having: [metric.denominator], short: [metric.numerator, metric.denominator] }
    : { having: [metric.numerator], short: null };
}
