import Link from "next/link";
import type { AnnotationText } from "@/lib/reports/notes/review-annotations";
import "./annotations.css";

/** What happened in the weeks of the charts, the oldest first. */
export function AnnotationList({ annotations }: { annotations: readonly AnnotationText[] }) {
  return (
    <ul className="annotation-list">
      {annotations.map(({ id, day, text, editHref }) => (
        <li key={id}>
          <span className="num ink3">{day}</span>
          <span>{text}</span>
          {editHref !== null && (
            <Link
              className="quiet-link"
              href={editHref}
              prefetch={false}
              scroll={false}
              aria-label={`Edit: ${text}, ${day}`}
            >
              Edit
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}
