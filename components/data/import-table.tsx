import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ImportRow } from "@/lib/reports/data/prepare-imports";

/** The latest imports, newest first. */
export function ImportTable({ rows }: { rows: readonly ImportRow[] }) {
  return (
    <ScrollRegion label="Imports, table" kind="wide">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Started</th>
            <th scope="col">What</th>
            <th scope="col">By</th>
            <th scope="col" className="r">
              Records
            </th>
            <th scope="col" className="r">
              Stored
            </th>
            <th scope="col" className="r">
              Refused
            </th>
            <th scope="col" className="pl">
              State
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td className="num ink2">{row.started}</td>
              <th scope="row">
                <Link href={row.href}>{row.label}</Link>
                <span className="nn sub">{row.how}</span>
              </th>
              <td className="ink2">{row.by ?? "–"}</td>
              <td className="r">{row.received}</td>
              <td className="r">{row.stored}</td>
              <td className="r">
                {row.hasRefused ? (
                  <Link className="link" href={row.href} aria-label={`${row.refused} refused, list`}>
                    {row.refused}
                  </Link>
                ) : (
                  row.refused
                )}
              </td>
              <td className={row.isStopped ? "pl worse semi" : "pl ink2"}>{row.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
