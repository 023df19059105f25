import Link from "next/link";
import type { QualityView } from "@/lib/reports/prepare-quality";

/** How much is known of the hand-offs of each source. */
export function CoverageTable({ rows }: { rows: QualityView["coverage"] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus.
    <section className="scroll wide" tabIndex={0} aria-label="What is known of the hand-offs, table">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Source</th>
            {rows[0]?.cells.map(({ label }) => (
              <th key={label} scope="col" className="r">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ source, cells }) => (
            <tr key={source}>
              <th scope="row">{source}</th>
              {cells.map(({ label, share, parts, href }) => (
                <td key={label} className="r">
                  {href ? (
                    <Link className="link" href={href} aria-label={`${source}, ${label}: ${share}`}>
                      {share}
                    </Link>
                  ) : (
                    share
                  )}
                  <span className="nn sub">{parts}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
