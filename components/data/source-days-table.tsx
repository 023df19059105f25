import { ScrollRegion } from "@/components/tables/scroll-region";
import type { SourceDayLine } from "@/lib/reports/data/prepare-sources";

/** What each source sent day by day, and what became of it; folded, because it is long. */
export function SourceDaysTable({ rows }: { rows: readonly SourceDayLine[] }) {
  return (
    <details className="mends">
      <summary className="small">Day by day</summary>
      <ScrollRegion label="Received day by day, table">
        <table className="tbl">
          <thead>
            <tr>
              <th scope="col">Day</th>
              <th scope="col">Source</th>
              <th scope="col" className="r">
                Received
              </th>
              <th scope="col" className="r">
                Created
              </th>
              <th scope="col" className="r">
                Changed something
              </th>
              <th scope="col" className="r">
                Refused
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ key, day, source, received, created, updated, refused }) => (
              <tr key={key}>
                <th scope="row">{day}</th>
                <td className="ink2">{source}</td>
                <td className="r num">{received}</td>
                <td className="r num">{created}</td>
                <td className="r num">{updated}</td>
                <td className="r num">{refused}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </details>
  );
}
