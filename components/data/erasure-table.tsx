import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ErasureRow } from "@/lib/reports/erasure/prepare-erasures";

/** Who was erased when, by whom, and how much went. */
export function ErasureTable({ rows }: { rows: readonly ErasureRow[] }) {
  return (
    <ScrollRegion label="Customers erased, table" kind="wide">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">By</th>
            <th scope="col">Customer</th>
            <th scope="col" className="r">
              Conversations
            </th>
            <th scope="col" className="r">
              Records
            </th>
            <th scope="col" className="r">
              Refused
            </th>
            <th scope="col" className="r">
              Mentions
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" className="num">
                {row.when}
              </th>
              <td className="ink2">{row.by}</td>
              <td className="num ink3">{row.customer}</td>
              <td className="r">{row.conversations}</td>
              <td className="r">{row.records}</td>
              <td className="r">{row.refused}</td>
              <td className="r">{row.mentions}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
