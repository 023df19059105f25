import Link from "next/link";
import type { TargetText } from "@/lib/reports/notes/prepare-targets";
import "./targets.css";

/** The target of a number under it: what it should be, how far it is off, who answers for it and by when. */
export function TargetLine({ target, about }: { target: TargetText; about?: string | undefined }) {
  const { goal, distance, who, overdue, href, label } = target;
  if (goal === null) {
    if (distance !== null) return <p className="target">No target: {distance}</p>;
    if (href === null) return null;
    return (
      <p className="target">
        <Link className="quiet-link" href={href} prefetch={false}>
          Set a target<span className="sr"> for {label}</span>
        </Link>
      </p>
    );
  }
  return (
    <p className="target">
      Target{" "}
      {href === null ? (
        <b>{goal}</b>
      ) : (
        <Link href={href} prefetch={false} aria-label={`Target of ${label}: ${goal}, change`}>
          <b>{goal}</b>
        </Link>
      )}
      {about && ` ${about}`}
      {distance && ` · ${distance}`}
      {who && <span className={overdue ? "target-owner worse" : "target-owner"}>{who}</span>}
    </p>
  );
}
