import type { PersonActor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import type { Week } from "@/lib/domain/period";
import { METRICS, metric } from "@/lib/metrics/catalogue";
import { formatMoment } from "@/lib/metrics/format-time";
import { TRENDS } from "@/lib/reports/weekly/weekly-address";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { FormChoice } from "./action-form";
import { type Comment, isAuthor, listComments, mayRemove } from "./comments";
import type { EditedPage } from "./editing";

/** A comment as the review shows it. */
export interface CommentText {
  readonly id: string;
  readonly metric: string;
  /** What it is about: `Repeat information`. */
  readonly about: string;
  readonly text: string;
  /** `Priya Nair, 16 Nov, 09:00`, and whether it was edited. */
  readonly by: string;
  /** Null for those who may neither change nor remove it. */
  readonly editHref: string | null;
}

/** The form of a comment, new or there already. */
export interface CommentFormContent {
  /** Null: a new one. */
  readonly id: string | null;
  readonly metric: string;
  readonly text: string;
  readonly metrics: readonly FormChoice[];
  /** An administrator may remove what somebody else wrote, but not rewrite it. */
  readonly mayChange: boolean;
}

/** The comments on a week, with the form that is open. */
export interface CommentNotes {
  readonly week: Week;
  readonly comments: readonly CommentText[];
  /** How many there are on a metric. */
  readonly counts: { readonly [metric: string]: number };
  readonly addHref: string | null;
  readonly back: string;
  readonly form: CommentFormContent | null;
}

/** What comments can be about: the numbers of the trend chart first, then everything else. */
const COMMENT_METRICS = [...TRENDS.map(metric), ...METRICS.filter(({ id }) => !TRENDS.some((t) => t === id))];

/** Reads the comments on a week. Throws AppError 403 when the actor may not see reports. */
export async function loadCommentNotes(
  db: Database,
  actor: PersonActor,
  { timeZone }: Pick<Workspace, "timeZone">,
  week: Week,
  page: EditedPage,
): Promise<CommentNotes> {
  const comments = await listComments(db, actor, week);
  const mayComment = may(actor, "comment");
  const mayEdit = (comment: Comment) => mayComment && mayRemove(actor, comment);
  const edited = comments.find((comment) => comment.id === page.editing && mayEdit(comment));
  return {
    week,
    comments: comments.map((comment) => ({
      id: comment.id,
      metric: comment.metric,
      about: metric(comment.metric).label,
      text: comment.text,
      by: [
        comment.author?.name ?? "Somebody who is gone",
        formatMoment(comment.createdAt.getTime() * 1000, timeZone),
        comment.editedAt && "edited",
      ]
        .filter(Boolean)
        .join(", "),
      editHref: mayEdit(comment) ? page.editHref(comment.id) : null,
    })),
    counts: Object.fromEntries(
      [...new Set(comments.map((comment) => comment.metric))].map((id) => [
        id,
        comments.filter((comment) => comment.metric === id).length,
      ]),
    ),
    addHref: mayComment ? page.editHref("new") : null,
    back: page.back,
    form:
      edited || (mayComment && page.editing === "new")
        ? {
            id: edited?.id ?? null,
            metric: edited?.metric ?? "repeat_information_rate",
            text: edited?.text ?? "",
            metrics: COMMENT_METRICS.map(({ id, label }) => ({ value: id, label })),
            mayChange: edited === undefined || isAuthor(actor, edited),
          }
        : null,
  };
}
