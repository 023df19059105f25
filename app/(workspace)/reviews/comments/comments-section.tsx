import Link from "next/link";
import { CommentList } from "@/components/comments/comment-list";
import { ActionForm } from "@/components/forms/action-form";
import { OpenForm } from "@/components/forms/open-form";
import { formatWeek } from "@/lib/metrics/format-time";
import type { CommentNotes } from "@/lib/reports/notes/review-comments";
import { removeCommentForm, saveCommentForm } from "./forms";

/** What people said about the numbers of a week, with the form that is open. */
export function CommentsSection({ notes }: { notes: CommentNotes }) {
  const { week, comments, addHref, back, form } = notes;
  if (comments.length === 0 && addHref === null) return null;
  return (
    <section id="comments" className="comments" aria-label="Comments">
      {comments.length > 0 && <h2>Comments on {formatWeek(week).toLowerCase()}</h2>}
      {comments.length > 0 && <CommentList comments={comments} />}
      {form && (
        <OpenForm
          key={form.id}
          title={form.id === null ? `Comment on ${formatWeek(week).toLowerCase()}` : "Edit the comment"}
          closeHref={`${back}#comments`}
        >
          {form.mayChange && (
            <ActionForm
              action={saveCommentForm}
              submit={form.id === null ? "Comment" : "Save"}
              busy="Saving…"
              hidden={{ comment: form.id ?? "", week, back }}
              fields={[
                {
                  type: "choice",
                  name: "metric",
                  label: "About",
                  initial: form.metric,
                  options: form.metrics,
                },
                { type: "area", name: "text", label: "Comment", initial: form.text },
              ]}
            />
          )}
          {form.id !== null && (
            <ActionForm
              action={removeCommentForm}
              submit="Remove comment"
              hidden={{ comment: form.id, back }}
              confirm="It disappears for everybody. Closed weeks keep it."
            />
          )}
        </OpenForm>
      )}
      {addHref !== null && !form && (
        <p className="below-list">
          <Link className="link" href={addHref} prefetch={false} scroll={false}>
            Comment on a number
          </Link>
        </p>
      )}
    </section>
  );
}
