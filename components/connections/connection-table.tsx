import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ConnectionRow } from "@/lib/reports/connections/prepare-connections";
import "./connections.css";

/** The connections, each with its light and what it has brought. */
export function ConnectionTable({ rows }: { rows: readonly ConnectionRow[] }) {
  return (
    <ScrollRegion label="Connections, table" kind="wide">
      <table className="tbl roomy">
        <thead>
          <tr>
            <th scope="col">Connection</th>
            <th scope="col">Source</th>
            <th scope="col">Last received</th>
            <th scope="col" className="r">
              Payloads
            </th>
            <th scope="col" className="r">
              Understood
            </th>
            <th scope="col" className="r">
              Not a bot conversation
            </th>
            <th scope="col" className="r">
              Problems
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link href={row.href}>{row.name}</Link>
                <span className="nn sub">{row.platform}</span>
              </th>
              <td className="ink2">{row.source}</td>
              <td>
                <span className={`light ${row.light.tone}`}>{row.light.text}</span>
              </td>
              <td className="r">{row.received}</td>
              <td className="r">{row.understood}</td>
              <td className="r">{row.notBot}</td>
              <td className={row.hasProblems ? "r worse semi" : "r"}>{row.problems}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
