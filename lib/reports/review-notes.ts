import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import type { Database } from "@/lib/store/database";
import { todayIn } from "./actions";
import { type Editable, type Editing, editHref } from "./editing";
import { prepareTargets, type TargetText } from "./prepare-targets";
import { type ActionNotes, loadActionNotes } from "./review-actions";
import { listTargets } from "./targets";
import { WEEKLY_METRICS, type WeeklyReview } from "./weekly";
import { type WeeklyAddress, weeklyHref } from "./weekly-address";
import type { Workspace } from "./workspace";

/** What people added to a week: everything on the weekly review that is not counted. */
export interface ReviewNotes {
  /** By metric, of all metrics on the cards. */
  readonly targets: { readonly [metric: string]: TargetText };
  readonly actions: ActionNotes;
}

/**
 * Reads what people added to a review. Throws AppError 403 when the actor may not see reports.
 *
 * @param editing the form that the address opens; null for none
 */
export async function loadReviewNotes(
  db: Database,
  actor: Actor,
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
  const [targets, actions] = await Promise.all([
    listTargets(db, actor),
    loadActionNotes(db, actor, workspace, "beside", { ...pageOf("actions"), queryTypes }),
  ]);
  return {
    targets: prepareTargets(
      WEEKLY_METRICS,
      review.total?.values ?? {},
      targets,
      todayIn(workspace),
      may(actor, "set_targets"),
    ),
    actions,
  };
}
