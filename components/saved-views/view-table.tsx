import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { ViewText } from "@/lib/reports/notes/prepare-saved-views";

/** The saved views that somebody sees. */
export function ViewTable({ views }: { views: readonly ViewText[] }) {
  return (
    <ScrollRegion label="Saved views, table" kind="sideways">
      <table className="tbl one roomy">
        <thead>
          <tr>
            <th scope="col">View</th>
            <th scope="col">For</th>
            <th scope="col">Shows</th>
            <th scope="col">
              <span className="sr">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {views.map(({ id, name, href, shows, whose, own, mayRemove }) => (
            <tr key={id}>
              <th scope="row">
                <Link className="quiet-link" href={href} prefetch={false}>
                  {name}
                </Link>
              </th>
              <td>{whose}</td>
              <td className="ink2">{shows}</td>
              <td>
                {(own || mayRemove) && (
                  <Link
                    className="link"
                    href={`/saved-views?edit=${id}`}
                    prefetch={false}
                    aria-label={`${own ? "Edit" : "Remove"} ${name}`}
                  >
                    {own ? "Edit" : "Remove"}
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
