import Link from "next/link";
import { Withheld } from "@/components/metrics/withheld";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { QualityView } from "@/lib/reports/data/prepare-quality";

/** How much is known of the hand-offs of each source. */
export function CoverageTable({ rows }: { rows: QualityView["coverage"] }) {
  return (
    <ScrollRegion label="What is known of the hand-offs, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Source</th>
            {rows[0]?.cells.map(({ label }) => (
              <th key={label} scope="col" className="r">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, cells }) => (
            <tr key={source}>
              <th scope="row">{source}</th>
              {cells.map(({ label, share, withheld, parts, href, leadsTo }) => (
                <td key={label} className="r">
                  {share ?? (withheld && <Withheld withheld={withheld} />)}
                  <span className="nn sub">{parts}</span>
                  {href && (
                    <Link
                      className="quiet-link micro"
                      href={href}
                      aria-label={`${source}, ${label}: ${leadsTo}`}
                    >
                      {leadsTo}
                    </Link>
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
