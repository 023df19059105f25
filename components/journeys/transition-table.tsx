import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import { counted } from "@/lib/metrics/counted";
import type { TransitionGroup, TransitionRow } from "@/lib/reports/journeys/prepare-journeys";
import { NumberCell } from "./number-cell";

/** Rarer transitions of a kind are folded. */
const SHOWN = 10;

/** Every transition: how often, whether context went along, whether anything was asked again, and CSAT at the end. */
export function TransitionTables({ groups }: { groups: readonly TransitionGroup[] }) {
  return groups.map((group) => {
    const rest = group.rows.slice(SHOWN);
    return (
      <div key={group.kind} className="journeys-group">
        <TransitionTable group={group} rows={group.rows.slice(0, SHOWN)} />
        {rest.length > 0 && (
          <details suppressHydrationWarning className="journeys-more">
            <summary className="small quiet-link">{counted(rest.length, "rarer way")}</summary>
            <TransitionTable group={group} rows={rest} />
          </details>
        )}
      </div>
    );
  });
}

function TransitionTable({ group, rows }: { group: TransitionGroup; rows: readonly TransitionRow[] }) {
  const isReturn = group.kind === "return";
  return (
    <ScrollRegion label={`${group.title}, table`} kind="wide">
      <table className="tbl journeys sticky-first">
        <thead>
          <tr>
            <th scope="col">{group.title}</th>
            <th scope="col" className="r">
              Transitions
            </th>
            <th scope="col" className="r pl">
              Whole context
            </th>
            <th scope="col" className="r pl">
              Asked again
            </th>
            <th scope="col" className="r pl">
              CSAT at the end
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <th scope="row" className="name">
                {row.name}
              </th>
              <td className="r num">
                <Link
                  className="quiet-link"
                  href={row.href}
                  prefetch={false}
                  aria-label={`${row.name}: ${row.count}, list`}
                >
                  {row.count}
                </Link>
              </td>
              <td className="r pl">
                {isReturn ? <span className="ink3">not known</span> : <NumberCell number={row.context} />}
              </td>
              <td className="r pl">
                <NumberCell number={row.repeat} />
              </td>
              <td className="r pl">
                <NumberCell number={row.csat} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
