import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { FrozenText } from "@/lib/reports/notes/prepare-frozen";

/** The closed weeks, the latest first. */
export function FrozenTable({ reviews }: { reviews: readonly FrozenText[] }) {
  return (
    <ScrollRegion label="Closed weeks, table" kind="sideways">
      <table className="tbl one roomy">
        <thead>
          <tr>
            <th scope="col">Week</th>
            <th scope="col">Days</th>
            <th scope="col">Filters</th>
            <th scope="col">Closed</th>
            <th scope="col">By</th>
          </tr>
        </thead>
        <tbody>
          {reviews.map(({ id, href, week, days, filters, at, by }) => (
            <tr key={id}>
              <th scope="row">
                <Link className="quiet-link" href={href} prefetch={false}>
                  {week}
                </Link>
              </th>
              <td className="num">{days}</td>
              <td>{filters}</td>
              <td className="num">{at}</td>
              <td>{by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
