import type { Actor, PersonActor } from "@/lib/access/actor";
import { checkedId, noSuch } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { fixedClock } from "@/lib/domain/clock";
import { compareCodePoints } from "@/lib/domain/code-point-order";
import type { Week } from "@/lib/domain/period";
import { formatWeek } from "@/lib/metrics/format-time";
import { filterParameters } from "@/lib/reports/conversations/rows-address";
import type { ReportFilter } from "@/lib/reports/report/report";
import { readFilters } from "@/lib/reports/report/report-parameters";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import {
  type FilterPair,
  type FrozenHead,
  findFrozenReview,
  insertFrozenReview,
  readFrozenHeads,
} from "@/lib/store/frozen-reviews";
import { currentGeneration } from "@/lib/store/generations";
import { withoutChangedRatings } from "./frozen-ratings";
import { loadReviewContent, type ReviewContent } from "./review-content";

/** The shape in which content is kept. Raised when it changes; older ones are then read as what they are. */
const FORMAT = 1;

interface Kept {
  readonly format: typeof FORMAT;
  readonly content: ReviewContent;
}

/** A closed week: what it showed, when, and by whom it was closed. */
export interface FrozenReview extends FrozenHead {
  readonly reportFilters: readonly ReportFilter[];
  readonly content: ReviewContent;
}

/**
 * Closes a week: keeps the review that an address opens as the actor sees it at this moment, ratings withheld as for
 * every person. Answers the id.
 *
 * @param search the address of the weekly review
 * @throws AppError 403; `conflict` while the week is running, and when nothing happened in it
 */
export async function closeWeek(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  search: URLSearchParams,
): Promise<string> {
  requirePermission(actor, "freeze_reviews");
  const address = parseWeeklyAddress(search);
  if (address.problem !== null) throw new AppError("conflict", address.problem);
  // Closed at one moment: everything that depends on the time of day is of that moment.
  const clock = fixedClock(workspace.clock.now());
  const content = await loadReviewContent(db, actor, { ...workspace, clock }, address, null);
  const { metricVersion, reasonMapVersion, timeZone } = await currentGeneration(db.pool);
  if (!content?.review.total) {
    throw new AppError("conflict", "Nothing happened in this week, so there is nothing to close.");
  }
  const { week, running } = content.review;
  if (running) throw new AppError("conflict", `${formatWeek(week)} is not over yet. Close it when it is.`);
  const kept: Kept = { format: FORMAT, content: forReading(content) };
  return insertFrozenReview(db, {
    week,
    filters: filterPairs(address.filters),
    frozenAt: dateOf(clock),
    frozenById: actor.id,
    metricVersion,
    reasonMapVersion,
    timeZone,
    content: kept,
  });
}

/** All closed weeks, the latest week first. Throws AppError 403 when the actor may not see reports. */
export async function listFrozenReviews(db: Database, actor: Actor): Promise<FrozenHead[]> {
  requirePermission(actor, "view_reports");
  return readFrozenHeads(db, null);
}

/** How often a week was closed with these filters, the last time first. Throws AppError 403. */
export async function closingsOf(
  db: Database,
  actor: Actor,
  week: Week,
  filters: readonly ReportFilter[],
): Promise<FrozenHead[]> {
  requirePermission(actor, "view_reports");
  return readFrozenHeads(db, { week, filters: filterPairs(filters) });
}

/**
 * A closed week with everything that it showed; for people without the ratings that have changed since.
 * @throws AppError 403; `not_found`
 */
export async function readFrozenReview(db: Database, actor: Actor, id: string): Promise<FrozenReview> {
  requirePermission(actor, "view_reports");
  const found = await findFrozenReview(db, checkedId("closed week", id));
  if (!found) throw noSuch("closed week");
  const { format, content } = found.content as Kept;
  if (format !== FORMAT) throw new Error(`A closed week is kept in the unknown format ${format}.`);
  const search = new URLSearchParams(found.filters.map(([dimension, value]) => [dimension, value]));
  const reportFilters = readFilters(search);
  const shown =
    actor.kind === "key"
      ? content
      : await withoutChangedRatings(db, await loadWorkspace(db), content, reportFilters);
  return { ...found, reportFilters, content: shown };
}

/** Filters in one fixed order, so that the same filters are found again. */
function filterPairs(filters: readonly ReportFilter[]): FilterPair[] {
  return filterParameters(filters).sort(
    ([a, x], [b, y]) => compareCodePoints(a, b) || compareCodePoints(x, y),
  );
}

/** Content without the ways to change it, and without what only the head of the live review needs. */
function forReading(content: ReviewContent): ReviewContent {
  const { review, notes } = content;
  const { targets, goals, actions, comments, annotations } = notes;
  const withoutEdit = <T extends { readonly editHref: string | null }>(one: T): T => ({
    ...one,
    editHref: null,
  });
  const closed = { addHref: null, back: "", form: null };
  return {
    ...content,
    review: { ...review, weeks: [], choices: {} },
    notes: {
      targets: Object.fromEntries(
        Object.entries(targets).map(([id, target]) => [id, { ...target, href: null }]),
      ),
      goals,
      actions: { ...actions, ...closed, allHref: null, actions: actions.actions.map(withoutEdit) },
      comments: { ...comments, ...closed, comments: comments.comments.map(withoutEdit) },
      annotations: { ...annotations, ...closed, list: annotations.list.map(withoutEdit) },
    },
  };
}
