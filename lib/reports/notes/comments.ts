import type { Actor, PersonActor } from "@/lib/access/actor";
import { checked, checkedId, noSuch, TEXT } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { isWeek, type Week } from "@/lib/domain/period";
import { findMetric } from "@/lib/metrics/catalogue";
import {
  deleteComment,
  findComment,
  insertComment,
  readComments,
  type StoredComment,
  updateComment,
} from "@/lib/store/comments";
import type { Database } from "@/lib/store/database";

/** What somebody said about a metric in a week. */
export type Comment = StoredComment;

/** A comment as typed. */
export interface CommentInput {
  readonly metric: string;
  readonly text: string;
}

/** The comments on a week, the oldest first. Throws AppError 403 when the actor may not see reports. */
export async function listComments(db: Database, actor: Actor, week: Week): Promise<Comment[]> {
  requirePermission(actor, "view_reports");
  return (await readComments(db, week)).filter(({ metric }) => findMetric(metric));
}

/** Comments on a metric in a week; answers the id. @throws AppError 403; `invalid_value` */
export async function addComment(
  db: Database,
  actor: PersonActor,
  clock: Clock,
  week: Week,
  input: CommentInput,
): Promise<string> {
  requirePermission(actor, "comment");
  if (!isWeek(week)) throw new AppError("invalid_value", `There is no week ${week}.`, { parameter: "week" });
  return insertComment(db, { ...readInput(input), week, authorId: actor.id, createdAt: dateOf(clock) });
}

/** Changes one's own comment. @throws AppError 403, also for somebody else's; `not_found`; `invalid_value` */
export async function changeComment(
  db: Database,
  actor: PersonActor,
  clock: Clock,
  id: string,
  input: CommentInput,
): Promise<void> {
  requirePermission(actor, "comment");
  const comment = await findComment(db, checkedId("comment", id));
  if (!comment) throw noSuch("comment");
  const changed = { ...readInput(input), editedAt: dateOf(clock) };
  if (!(await updateComment(db, id, actor.id, changed))) {
    throw new AppError("forbidden", "A comment is changed by whoever wrote it.");
  }
}

/** Removes one's own comment, or as an administrator anybody's. @throws AppError 403; `not_found` */
export async function removeComment(db: Database, actor: PersonActor, id: string): Promise<void> {
  requirePermission(actor, "comment");
  const comment = await findComment(db, checkedId("comment", id));
  if (!comment) throw noSuch("comment");
  if (!mayRemove(actor, comment)) {
    throw new AppError("forbidden", "A comment is removed by whoever wrote it, or by an administrator.");
  }
  await deleteComment(db, id);
}

/** Whether somebody wrote a comment, and so may change it. */
export function isAuthor(actor: Actor, comment: Comment): boolean {
  return actor.kind === "person" && comment.author?.id === actor.id;
}

/** Whether somebody may remove a comment. */
export function mayRemove(actor: Actor, comment: Comment): boolean {
  return isAuthor(actor, comment) || (actor.kind === "person" && actor.role === "administrator");
}

function readInput({ metric, text }: CommentInput): CommentInput {
  if (!findMetric(metric)) {
    throw new AppError("invalid_value", "Choose the number that it is about.", { parameter: "metric" });
  }
  return { metric, text: checked(TEXT, "text", text) };
}
