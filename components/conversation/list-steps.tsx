import Link from "next/link";
import type { ListPlace } from "@/lib/reports/conversations/list-place";

/** `‹ 14 of 50+ ›`: the way to the conversations before and after this one in the list it was opened from. */
export function ListSteps({ place }: { place: ListPlace }) {
  return (
    <nav className="steps-of" aria-label="In the list">
      <Step href={place.newerHref} rel="prev" label="Conversation before, in the list" sign="‹" />
      <span className="num">
        <b className="semi">{place.place}</b> <span className="ink3">of {place.of}</span>
      </span>
      <Step href={place.olderHref} rel="next" label="Next conversation in the list" sign="›" />
    </nav>
  );
}

interface StepProps {
  readonly href: string | null;
  readonly rel: "prev" | "next";
  readonly label: string;
  readonly sign: string;
}

function Step({ href, rel, label, sign }: StepProps) {
  if (href === null) {
    return (
      <span className="off" aria-hidden="true">
        {sign}
      </span>
    );
  }
  return (
    <Link href={href} rel={rel} aria-label={label} prefetch={false}>
      {sign}
    </Link>
  );
}
