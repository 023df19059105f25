import Link from "next/link";
import type { VerdictChip as Chip, EvidenceText } from "@/lib/reports/query-types/prepare-verdict";

const KINDS = { action: "chip", none: "chip none", few: "chip few" } as const;

/** What to do about a query type, with the number that says so. */
export function VerdictChip({ verdict }: { verdict: Chip }) {
  return (
    <div className="verdict">
      <span className={verdict.isNew ? "chip new" : KINDS[verdict.kind]} title={verdict.title}>
        {verdict.label}
      </span>
      {verdict.isNew && <span className="sr">, new in this period</span>}
      {verdict.others.length > 0 && (
        <span className="micro ink3" title={`Also: ${verdict.others.join(", ")}`}>
          {" "}
          + {verdict.others.length}
          <span className="sr"> more: {verdict.others.join(", ")}</span>
        </span>
      )}
      {verdict.evidence && <EvidenceLine evidence={verdict.evidence} />}
      {verdict.note && <p className="micro ink3">{verdict.note}</p>}
    </div>
  );
}

function EvidenceLine({
  evidence: { label, value, parts, href, interval, line, answer },
}: {
  evidence: EvidenceText;
}) {
  const title = [interval && `95% ${interval}`, line, answer === "unsure" && "not certain"].filter(Boolean);
  return (
    <p className="micro ink3" title={title.join(", ")}>
      {label} <span className="num ink2">{value}</span>{" "}
      {parts && (
        <span className="nn">
          {href ? (
            <Link className="num" href={href} prefetch={false} aria-label={`${label}: ${parts}, list`}>
              {parts}
            </Link>
          ) : (
            parts
          )}
        </span>
      )}
    </p>
  );
}
