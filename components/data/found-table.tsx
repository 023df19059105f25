import Link from "next/link";
import type { FoundLine } from "@/lib/reports/prepare-quality";

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
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus.
    <section className="scroll wide" tabIndex={0} aria-label={label}>
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
    </section>
  );
}
