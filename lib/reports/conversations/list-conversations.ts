import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import { isDay } from "@/lib/domain/day";
import { formatInstant } from "@/lib/domain/instant";
import type { Period } from "@/lib/domain/period";
import { findMetric } from "@/lib/metrics/catalogue";
import { type MeasureId, SCORE_MEASURES, SCORE_UNIT } from "@/lib/metrics/measures";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";
import type { ReportFilter } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { readListCursor, writeListCursor } from "@/lib/reports/workspace/list-cursor";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { type ListedRow, listRows, type RowPosition } from "@/lib/store/list-rows";

/** Which part of a metric the rows stand behind. */
export const PARTS = ["numerator", "denominator"] as const;
export type Part = (typeof PARTS)[number];

/** A question for the rows behind a number. */
export interface ConversationsQuery {
  /** Null = all conversations that arrived. */
  readonly metric: string | null;
  readonly part: Part;
  readonly period: Period | null;
  readonly filters: readonly ReportFilter[];
  /** As `next` of the page before. */
  readonly cursor: string | null;
  readonly limit: number;
}

/** One conversation of a list. `count` is how many units of the number it stands for; null without a metric. */
export interface ListedConversation extends Omit<ListedRow, "position"> {
  /** ISO 8601. */
  readonly startedAt: string;
}

export interface ConversationsPage {
  readonly rows: readonly ListedConversation[];
  /** Where the next page starts; null on the last. */
  readonly next: string | null;
}

/**
 * The conversations behind a number: those with at least one unit in it, newest first. An agent sees own
 * conversations only. Throws AppError: 400 for an unknown metric or cursor, 403 where ratings are private.
 */
export async function listConversations(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  query: ConversationsQuery,
): Promise<ConversationsPage> {
  requirePermission(actor, "view_conversations");
  const metric = query.metric === null ? null : (findMetric(query.metric) ?? null);
  if (query.metric !== null && !metric)
    throw new AppError("unknown_metric", `There is no metric ${query.metric}.`);
  if (metric) await refusePrivateList(db, actor, workspace, metric, query);
  const measure = metric ? measureBehind(metric, query.part) : null;
  const found = await listRows(db.pool, {
    selection: { generation: workspace.generation, period: query.period, filters: query.filters },
    measure,
    agents: actor.kind === "person" && actor.role === "agent" ? actor.agents : null,
    after: readCursor(query.cursor),
    limit: query.limit + 1,
  });
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  return {
    rows: page.map(({ position, ...row }) => ({
      ...row,
      startedAt: formatInstant(position.startedAt),
      count: row.count !== null && isScore(measure) ? row.count / SCORE_UNIT : row.count,
    })),
    next: last && found.length > page.length ? writeCursor(last.position) : null,
  };
}

/** The measure whose units are listed. Percentiles have no numerator: their observations are listed for both parts. */
function measureBehind(metric: Metric, part: Part): MeasureId {
  if (metric.kind === "count") return metric.numerator;
  if (metric.kind === "quantile") return metric.denominator;
  return metric[part];
}

function isScore(measure: MeasureId | null): boolean {
  return (SCORE_MEASURES as readonly (string | null)[]).includes(measure);
}

/**
 * For a person, no list leads to a single rating: the numerator of a rating metric would show what one agent said of
 * one conversation, and behind a private number there is no list at all.
 */
async function refusePrivateList(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  metric: Metric,
  query: ConversationsQuery,
): Promise<void> {
  if (actor.kind === "key" || !isPrivateMetric(metric)) return;
  const refused = new AppError(
    "forbidden",
    "What a single agent thought of a hand-off is shown to that agent only, so there is no list behind this number.",
    { reason: "private" },
  );
  if (query.part === "numerator" || actor.role === "agent") throw refused;
  const report = await runReport(db, actor, workspace, {
    metrics: [metric.id],
    period: query.period,
    by: [],
    filters: query.filters,
    compare: null,
  });
  if (report.rows[0]?.values[metric.id]?.withheld === "private") throw refused;
}

const CURSOR = z.tuple([z.string().refine(isDay), z.int(), z.string().regex(/^\d{1,19}$/)]);

/** A position as the cursor of a next page. */
export function writeCursor({ day, startedAt, id }: RowPosition): string {
  return writeListCursor([day, startedAt, id]);
}

/** The inverse of {@link writeCursor}; null without one. Throws AppError 400 for what is no cursor. */
export function readCursor(text: string | null): RowPosition | null {
  const position = readListCursor(text, CURSOR);
  return position && { day: position[0], startedAt: position[1], id: position[2] };
}
