import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { WaitingLine } from "@/lib/reports/data/prepare-quality";

/** Records that wait, one by one, with what to do about each. */
export function WaitingRecords({ rows }: { rows: readonly WaitingLine[] }) {
  return (
    <ScrollRegion label="Waiting records, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Conversation</th>
            <th scope="col">Record</th>
            <th scope="col">Since</th>
            <th scope="col">What to do</th>
            <th scope="col">Came with</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">{row.conversationId}</th>
              <td className="ink2">{row.record}</td>
              <td className="num ink2">{row.since}</td>
              <td className="ink2 text">{row.mend}</td>
              <td>
                <Link
                  className="quiet-link"
                  href={row.importHref}
                  aria-label={`Import of ${row.conversationId}, ${row.record}`}
                >
                  Import
                </Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
