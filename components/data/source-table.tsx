import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import type { SourceLine } from "@/lib/reports/data/prepare-sources";

/** The sources: what each sends, how fresh it is, and what became of it. */
export function SourceTable({ rows }: { rows: readonly SourceLine[] }) {
  return (
    <ScrollRegion label="Sources, table" kind="wide">
      <table className="tbl roomy texts">
        <thead>
          <tr>
            <th scope="col">Source</th>
            <th scope="col">Sends</th>
            <th scope="col">Last record</th>
            <th scope="col" className="r">
              Received
            </th>
            <th scope="col" className="r">
              Created
            </th>
            <th scope="col" className="r">
              Refused
            </th>
            <th scope="col" className="r">
              Waiting
            </th>
            <th scope="col" className="pl">
              By day
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.source}>
              <th scope="row">{row.source}</th>
              <td className="ink2 text">{row.sends}</td>
              <td className="num ink2">{row.last}</td>
              <td className="r">{row.received}</td>
              <td className="r">{row.created}</td>
              <td className="r">
                {row.refused === "0" ? (
                  "0"
                ) : (
                  <a className="link" href="#refused" aria-label={`${row.refused} refused of ${row.source}`}>
                    {row.refused}
                  </a>
                )}
              </td>
              <td className="r">
                {row.waiting === null ? (
                  "0"
                ) : (
                  <Link
                    className="link"
                    href={row.waitingHref}
                    aria-label={`${row.waiting} waiting under ${row.source}`}
                  >
                    {row.waiting}
                  </Link>
                )}
              </td>
              <td className="pl">
                <DayBars row={row} />
              </td>
              <td className={row.isSilent ? "semi stopped" : "ink2"}>{row.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const STEP = 9;
const HEIGHT = 24;

function DayBars({ row: { days, daysText } }: { row: SourceLine }) {
  const width = days.length * STEP;
  return (
    <svg
      className="day-bars"
      viewBox={`0 0 ${width} ${HEIGHT}`}
      width={width}
      height={HEIGHT}
      role="img"
      aria-label={daysText}
    >
      <line x1="0" x2={width} y1={HEIGHT - 0.5} y2={HEIGHT - 0.5} stroke="var(--line-strong)" />
      {days.map(({ day, received, height }) => (
        <rect
          key={day}
          x={days.findIndex((one) => one.day === day) * STEP + 1}
          y={HEIGHT - 1 - Math.max(received > 0 ? 1 : 0, height * (HEIGHT - 3))}
          width={6}
          height={Math.max(received > 0 ? 1 : 0, height * (HEIGHT - 3))}
          fill="var(--mark)"
        />
      ))}
    </svg>
  );
}
