import Link from "next/link";
import type { CommentText } from "@/lib/reports/notes/review-comments";
import "./comments.css";

/** What people said about the numbers of a week, the oldest first. */
export function CommentList({ comments }: { comments: readonly CommentText[] }) {
  return (
    <ul className="comment-list">
      {comments.map(({ id, about, metric, text, by, editHref }) => (
        <li key={id}>
          <span className="about">
            <Link href={`/definitions#${metric}`}>{about}</Link>
          </span>
          <span className="said">{text}</span>
          <span className="by num">
            {by}
            {editHref !== null && (
              <Link
                className="quiet-link"
                href={editHref}
                prefetch={false}
                scroll={false}
                aria-label={`Edit the comment on ${about} by ${by}`}
              >
                Edit
              </Link>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
