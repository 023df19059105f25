import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { WaitingRow } from "@/lib/reports/data/prepare-imports";

/** Records that are kept until the conversation that they are about arrives. */
export function WaitingTable({ rows }: { rows: readonly WaitingRow[] }) {
  return (
    <ScrollRegion label="Waiting records, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Records</th>
            <th scope="col">Wait for</th>
            <th scope="col">Source</th>
            <th scope="col" className="r">
              Count
            </th>
            <th scope="col" className="pl">
              Oldest arrived
            </th>
            <th scope="col">Note</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.records}</th>
              <td className="ink2">their conversation</td>
              <td className="ink2">{row.source}</td>
              <td className="r">
                <Link
                  className="link"
                  href={row.href}
                  aria-label={`${row.records} of ${row.source}: ${row.count}`}
                >
                  {row.count}
                </Link>
              </td>
              <td className="pl num ink2">{row.oldest}</td>
              <td className="ink2 text">{row.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
