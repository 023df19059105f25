import type { QueryTypeHead } from "@/lib/reports/query-types/prepare-query-type-head";
import { VerdictChip } from "./verdict-chip";

/** The query type's name, how it reads, what to do about it, and three facts. */
export function TypeHead({ head }: { head: QueryTypeHead }) {
  return (
    <div className="type-head">
      <h1>
        {head.name}
        {head.raw && <span className="code ink3"> {head.raw}</span>}
      </h1>
      <p className="under">
        <span className={head.reading.certain ? "semi" : "ink2"}>{head.reading.text}</span>
        <span className="ink3"> · {head.facts.join(" · ")}</span>
      </p>
      <VerdictChip verdict={head.verdict} />
    </div>
  );
}
