import type { PersonActor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import { daysOf } from "@/lib/reports/weekly/prepare-trend";
import { WEEKLY_METRICS, type WeeklyReview } from "@/lib/reports/weekly/weekly";
import { type WeeklyAddress, weeklyHref } from "@/lib/reports/weekly/weekly-address";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { todayIn } from "./actions";
import { type Editable, type Editing, editHref } from "./editing";
import { prepareTargets, type TargetText } from "./prepare-targets";
import { type ActionNotes, loadActionNotes } from "./review-actions";
import { type AnnotationNotes, loadAnnotationNotes } from "./review-annotations";
import { type CommentNotes, loadCommentNotes } from "./review-comments";
import { listTargets, type Target } from "./targets";

/** What people added to a week: everything on the weekly review that is not counted. */
export interface ReviewNotes {
  /** By metric, of all metrics on the cards. */
  readonly targets: { readonly [metric: string]: TargetText };
  /** The targets themselves, for charts. */
  readonly goals: readonly Target[];
  readonly actions: ActionNotes;
  readonly comments: CommentNotes;
  readonly annotations: AnnotationNotes;
}

/**
 * Reads what people added to a review. Throws AppError 403 when the actor may not see reports.
 *
 * @param editing the form that the address opens; null for none
 */
export async function loadReviewNotes(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  review: WeeklyReview,
  address: WeeklyAddress,
  editing: Editing | null,
): Promise<ReviewNotes> {
  const pageOf = (what: Editable) => ({
    editing: editing?.what === what ? editing.id : null,
    editHref: (id: string) => editHref(address, { what, id }),
    back: weeklyHref(address),
  });
  const queryTypes = (review.choices.query_type ?? []).flatMap(({ value }) =>
    value === null ? [] : [value],
  );
  const today = todayIn(workspace);
  const weeks = daysOf(review.columns);
  const [goals, actions, comments, annotations] = await Promise.all([
    listTargets(db, actor),
    loadActionNotes(db, actor, workspace, "beside", { ...pageOf("actions"), queryTypes }),
    loadCommentNotes(db, actor, workspace, review.week, pageOf("comments")),
    loadAnnotationNotes(db, actor, weeks, today, pageOf("annotations")),
  ]);
  return {
    targets: prepareTargets(
      WEEKLY_METRICS,
      review.total?.values ?? {},
      goals,
      today,
      may(actor, "set_targets"),
    ),
    goals,
    actions,
    comments,
    annotations,
  };
}
