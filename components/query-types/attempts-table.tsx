import Link from "next/link";
import { REASON_FILLS } from "@/components/metrics/swatch";
import { counted } from "@/lib/metrics/counted";
import type { AttemptsTable as Table } from "@/lib/reports/query-types/prepare-query-type-attempts";

/** How many hand-offs came after so many failed attempts: bars and numbers in one. */
export function AttemptsTable({ table }: { table: Table }) {
  return (
    <table className="tbl one attempts">
      <caption className="sr">{table.description}</caption>
      <thead>
        <tr>
          <th scope="col">Attempts</th>
          <th scope="col">
            <span className="sr">Bar</span>
          </th>
          <th scope="col" className="r">
            Hand-offs
          </th>
          <th scope="col" className="r">
            Share
          </th>
          <th scope="col" className="r">
            Bot failures
          </th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.key}>
            <th scope="row" className="num">
              {row.label}
            </th>
            <td className="bar">
              <div className="length">
                <i style={{ flexGrow: row.failureLength, background: REASON_FILLS.bot_failure.fill }} />
                <i style={{ flexGrow: row.otherLength, background: "var(--mark-soft)" }} />
                <i style={{ flexGrow: Math.max(0, 1 - row.failureLength - row.otherLength) }} />
              </div>
            </td>
            <td className="r">
              <span className="nn">
                <Link
                  className="num"
                  href={row.href}
                  prefetch={false}
                  aria-label={`${counted(row.handOffs, "hand-off")} after ${row.label}, list`}
                >
                  {row.handOffs}
                </Link>
              </span>
            </td>
            <td className="r">{row.share}</td>
            <td className="r">
              <span className="nn">
                {row.failuresHref ? (
                  <Link
                    className="num"
                    href={row.failuresHref}
                    prefetch={false}
                    aria-label={`${counted(row.failures, "bot failure")} after ${row.label}, list`}
                  >
                    {row.failures}
                  </Link>
                ) : (
                  row.failures
                )}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What the two fills of the bars mean. */
export function AttemptsKey({ known }: { known: string }) {
  return (
    <ul className="key">
      <li>
        <svg width="10" height="10" aria-hidden="true">
          <rect width="10" height="10" fill={REASON_FILLS.bot_failure.fill} />
        </svg>
        bot failure
      </li>
      <li>
        <svg width="10" height="10" aria-hidden="true">
          <rect width="10" height="10" fill="var(--mark-soft)" />
        </svg>
        any other reason
      </li>
      <li>Hand-offs whose failed attempts are known: {known}.</li>
    </ul>
  );
}
