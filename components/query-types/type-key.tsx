import Link from "next/link";
import type { TypeTable } from "@/lib/reports/query-types/prepare-query-type-table";

/** How to read the table of query types. */
export function TypeKey({ table }: { table: TypeTable }) {
  return (
    <p className="sub">
      {table.allHref && (
        <>
          <Link className="link" href={table.allHref} scroll={false}>
            Show all query types
          </Link>{" "}
        </>
      )}
      Excess: hand-offs above what the type would have at the rate of all others; black where chance does not
      explain it (99.8% limits), grey where it hardly does (95%), hollow where it does. Points: how much the
      type moves the overall rate. Reading is “not certain” while an interval crosses a line of the quadrant.
      {table.hasNew && " Black outline: another verdict than in the compared days."} How{" "}
      <Link className="quiet-link" href="/definitions#verdicts">
        verdicts
      </Link>{" "}
      are made.
    </p>
  );
}
