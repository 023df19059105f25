import Link from "next/link";
import type { TransitionGroup } from "@/lib/reports/prepare-journeys";
import { NumberCell } from "./number-cell";

/** Every transition: how often, whether context went along, whether anything was asked again, and CSAT at the end. */
export function TransitionTable({ groups }: { groups: readonly TransitionGroup[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must take focus.
    <section className="scroll wide" tabIndex={0} aria-label="Transitions, table">
      <table className="tbl journeys sticky-first">
        <thead>
          <tr>
            <th scope="col">From channel to channel</th>
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
        {groups.map((group) => (
          <tbody key={group.kind}>
            <tr className="group">
              <th scope="rowgroup" colSpan={5}>
                {group.title}
              </th>
            </tr>
            {group.rows.map((row) => (
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
                  {group.kind === "return" ? (
                    <span className="ink3">not known</span>
                  ) : (
                    <NumberCell number={row.context} />
                  )}
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
        ))}
      </table>
    </section>
  );
}
