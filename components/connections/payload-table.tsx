import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { PayloadRow } from "@/lib/reports/connections/prepare-connections";

/** Payloads, newest first, each with what became of it. */
export function PayloadTable({ rows }: { rows: readonly PayloadRow[] }) {
  return (
    <ScrollRegion label="Payloads, table" kind="wide">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Received</th>
            <th scope="col">What</th>
            <th scope="col">Outcome</th>
            <th scope="col">In it</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="num ink2">{row.received}</td>
              <th scope="row">
                <Link href={row.href}>{row.label}</Link>
                {row.deliveries && <span className="nn sub">{row.deliveries}</span>}
              </th>
              <td className={row.isError ? "worse semi" : undefined}>{row.state}</td>
              <td className="ink2">{row.summary}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
