import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { FindingLine } from "@/lib/reports/data/prepare-quality";

/** What cannot be right: how often, what it does to the numbers, and how it is mended. */
export function FindingTable({ rows }: { rows: readonly FindingLine[] }) {
  return (
    <ScrollRegion label="What cannot be right, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Source</th>
            <th scope="col" className="r">
              Conversations
            </th>
            <th scope="col" className="pl">
              By
            </th>
            <th scope="col">In the numbers</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="text">
                {row.title}
              </th>
              <td className="ink2">{row.source}</td>
              <td className="r">
                <Link
                  className="link"
                  href={row.href}
                  aria-label={`${row.title}, ${row.source}: ${row.count}`}
                >
                  {row.count}
                </Link>
              </td>
              <td className="pl ink2 text">{row.by ?? "–"}</td>
              <td className="ink2 text">{row.effect}</td>
              <td className="ink2 text">{row.mend}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
