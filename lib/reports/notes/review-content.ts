import type { PersonActor } from "@/lib/access/actor";
import type { Scope } from "@/lib/reports/conversations/rows-address";
import type { ReportFilter } from "@/lib/reports/report/report";
import { type ChartEvidence, chartEvidence } from "@/lib/reports/stands-out/insights-evidence";
import { analyse, askForAnalysis } from "@/lib/reports/stands-out/insights-load";
import { prepareWhatStandsOut, type WhatStandsOut } from "@/lib/reports/stands-out/what-stands-out";
import {
  largestDriver,
  type PickedConversation,
  pickConversations,
} from "@/lib/reports/weekly/picked-conversations";
import type { WeeklyReview } from "@/lib/reports/weekly/weekly";
import type { WeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { openWeek, readWeeklyReview } from "@/lib/reports/weekly/weekly-review";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { Editing } from "./editing";
import { loadReviewNotes, type ReviewNotes } from "./review-notes";

/**
 * Everything that a weekly review shows: evaluated numbers, what stands out in words, what people added. Plain data, so
 * that closing a week can keep it as it is.
 */
export interface ReviewContent {
  readonly review: WeeklyReview;
  readonly findings: WhatStandsOut | null;
  /** What the charts draw beside the numbers; null where nothing happened in the week. */
  readonly analysis: ChartEvidence | null;
  readonly notes: ReviewNotes;
  /** Conversations to read, by their ids. */
  readonly picked: readonly PickedConversation[];
  /** The time zone of all days and moments. */
  readonly timeZone: string;
}

/** What the numbers of a review are about. */
export function scopeOf(
  { week, compared }: Pick<WeeklyReview, "week" | "compared">,
  filters: readonly ReportFilter[],
): Scope {
  return { week, filters, ...(compared && { compared }) };
}

/**
 * Reads a weekly review with everything on it. Null while there is no data at all. Throws AppError 403 when the actor
 * may not see reports.
 *
 * @param editing the form that the address opens; null for none
 */
export async function loadReviewContent(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  address: WeeklyAddress,
  editing: Editing | null,
): Promise<ReviewContent | null> {
  const opened = await openWeek(db, actor, workspace, address);
  if (!opened) return null;
  const { filters } = address;
  // What the analysis begins with is asked along with the review: much of it is the same.
  const [review, reports] = await Promise.all([
    readWeeklyReview(db, actor, workspace, address, opened),
    askForAnalysis(db, actor, workspace, { ...opened, compared: address.compare ?? undefined }, filters),
  ]);
  const scope = { week: review.week, period: review.period, filters };
  const analysing = analyse(db, actor, workspace, review, filters, reports);
  const driver = async () => largestDriver(review, await analysing);
  const [analysis, notes, picked] = await Promise.all([
    analysing,
    loadReviewNotes(db, actor, workspace, review, address, editing),
    review.total ? pickConversations(db, actor, workspace, scope, driver) : [],
  ]);
  return {
    review,
    findings: analysis && prepareWhatStandsOut(analysis, scopeOf(review, filters)),
    analysis: analysis && chartEvidence(analysis.evidence),
    notes,
    picked,
    timeZone: workspace.timeZone,
  };
}
