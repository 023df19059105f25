import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { FoundLine } from "@/lib/reports/data/prepare-quality";

interface FoundTableProps {
  readonly rows: readonly FoundLine[];
  /** What the table is, for those who do not see it. */
  readonly label: string;
  /** What the difference is called. */
  readonly by: string;
}

/** Conversations in which something cannot be right. */
export function FoundTable({ rows, label, by }: FoundTableProps) {
  return (
    <ScrollRegion label={label} kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Conversation</th>
            <th scope="col">Source</th>
            <th scope="col">Began</th>
            <th scope="col" className="r">
              {by}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row">
                <Link className="link" href={row.href}>
                  {row.conversationId}
                </Link>
              </th>
              <td className="ink2">{row.source}</td>
              <td className="num ink2">{row.started}</td>
              <td className="r">{row.by ?? "–"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
