import Link from "next/link";
import { Change } from "@/components/metrics/change";
import type { VerdictSide, VerdictText } from "@/lib/reports/notes/prepare-actions";

/** What became of the number that a done action should move: before, after, and whether the change is a signal. */
export function Verdict({ verdict }: { verdict: VerdictText }) {
  const { without, before, after, change, provisional } = verdict;
  if (!before || !after || !change) return <p className="verdict ink3">{without}</p>;
  return (
    <p className="verdict">
      <Side side={before} /> → <Side side={after} />
      <Change change={change} />
      {change.interval && <span className="num ink3">{change.interval}</span>}
      {provisional && <span className="ink3">provisional</span>}
    </p>
  );
}

function Side({ side: { week, value, parts, href } }: { side: VerdictSide }) {
  return (
    <span>
      {week} <span className="num">{value}</span>{" "}
      <span className="nn">
        <Link className="num" href={href} prefetch={false} aria-label={`${week}: ${parts}, list`}>
          {parts}
        </Link>
      </span>
    </span>
  );
}
