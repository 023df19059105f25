import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import { createDayOf } from "@/lib/domain/day";
import type { Database } from "@/lib/store/database";
import { prepareTargets, type TargetText } from "./prepare-targets";
import { listTargets } from "./targets";
import { WEEKLY_METRICS, type WeeklyReview } from "./weekly";
import type { Workspace } from "./workspace";

/** What people added to a week: everything on the weekly review that is not counted. */
export interface ReviewNotes {
  /** By metric, of all metrics on the cards. */
  readonly targets: { readonly [metric: string]: TargetText };
}

/** Reads what people added to a review. Throws AppError 403 when the actor may not see reports. */
export async function loadReviewNotes(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  review: WeeklyReview,
): Promise<ReviewNotes> {
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const targets = await listTargets(db, actor);
  return {
    targets: prepareTargets(
      WEEKLY_METRICS,
      review.total?.values ?? {},
      targets,
      today,
      may(actor, "set_targets"),
    ),
  };
}
