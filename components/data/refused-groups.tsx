import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { RefusedGroup } from "@/lib/reports/data/prepare-imports";

/** Refused records by error, with what to do about each. */
export function RefusedGroups({ groups }: { groups: readonly RefusedGroup[] }) {
  return (
    <ScrollRegion label="Refused records, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Error</th>
            <th scope="col">Type</th>
            <th scope="col">Key</th>
            <th scope="col">Example</th>
            <th scope="col" className="r">
              Records
            </th>
            <th scope="col" className="pl">
              What to do
            </th>
            <th scope="col">Latest in</th>
          </tr>
        </thead>
        <tbody>
          {groups.map((group) => (
            <tr key={group.key}>
              <th scope="row">{group.code}</th>
              <td className="ink2">{group.type ?? "–"}</td>
              <td className="ink2">{group.path || "–"}</td>
              <td className="text">{group.example}</td>
              <td className="r">{group.count}</td>
              <td className="pl ink2 text">{group.whatToDo}</td>
              <td>
                <Link className="quiet-link" href={group.href} aria-label={`Import with ${group.code}`}>
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
