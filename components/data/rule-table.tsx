import type { ReactNode } from "react";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { RuleLine } from "@/lib/reports/data/prepare-quality";

interface RuleTableProps {
  readonly rows: readonly RuleLine[];
  /** What ends a rule that holds. */
  readonly end: (row: RuleLine) => ReactNode;
}

/** The rules by which sources are joined, those that have ended included. */
export function RuleTable({ rows, end }: RuleTableProps) {
  return (
    <ScrollRegion label="Joined sources, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Rule</th>
            <th scope="col">Made by</th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="text">
                {row.says}
              </th>
              <td className="ink2">{row.made}</td>
              <td className="ink2 text">{row.ended ? `Ended: ${row.ended}` : end(row)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
