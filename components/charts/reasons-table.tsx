import Link from "next/link";
import { Swatch } from "@/components/metrics/swatch";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { REASON_GROUPS } from "@/lib/domain/reason";
import { familyName } from "@/lib/reports/report/prepare-names";
import type { ReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";

/** The table behind the reasons chart: every share with what it is made of. */
export function ReasonsTable({ chart }: { chart: ReasonsOverTime }) {
  return (
    <ScrollRegion label="Reasons over time, table" kind="wide">
      <table className="tbl roomy sticky-first">
        <thead>
          <tr>
            <th scope="col">Week</th>
            {REASON_GROUPS.map((family) => (
              <th key={family} scope="col" className="r">
                <span className="ps">
                  <Swatch family={family} />
                  {familyName(family)}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {chart.table.map((row) => (
            <tr key={row.week} className={row.state === "reviewed" ? "all" : undefined}>
              <th scope="row" className="name">
                {row.week}
                <span className="nn sub">
                  {row.days}
                  {row.state === "running" && ", still running"}
                </span>
              </th>
              {row.cells.map((cell) => (
                <td key={cell.family} className="r">
                  {cell.share ?? (
                    <span className={cell.withheld === "< 5" ? "withheld" : "ink3"}>{cell.withheld}</span>
                  )}
                  {cell.parts && (
                    <div className="nn">
                      {cell.href ? (
                        <Link href={cell.href} prefetch={false}>
                          {cell.parts}
                        </Link>
                      ) : (
                        cell.parts
                      )}
                    </div>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
