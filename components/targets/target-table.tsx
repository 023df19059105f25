import Link from "next/link";
import type { TargetText } from "@/lib/reports/prepare-targets";

/** A metric in the list of targets, with its number in the latest complete week. */
export interface TargetRow {
  readonly target: TargetText;
  /** `25.7%`, `no data`. */
  readonly now: string;
}

/** Every metric that can have a target, and the one that it has. */
export function TargetTable({ rows, week }: { rows: readonly TargetRow[]; week: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll sideways" tabIndex={0} aria-label="Targets">
      <table className="tbl one roomy">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            <th scope="col">Target</th>
            <th scope="col" className="r">
              {week}
            </th>
            <th scope="col">Distance</th>
            <th scope="col">Owner and day</th>
            <th scope="col">
              <span className="sr">Change</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ target, now }) => (
            <tr key={target.metric}>
              <th scope="row">
                <Link className="quiet-link" href={`/definitions#${target.metric}`}>
                  {target.label}
                </Link>
              </th>
              <td className={target.goal === null ? "ink3" : "num semi"}>{target.goal ?? "none"}</td>
              <td className="r num">{now}</td>
              <td className="num">{target.distance}</td>
              <td className={target.overdue ? "worse" : undefined}>{target.who}</td>
              <td>
                {target.href && (
                  <Link className="link" href={target.href} prefetch={false}>
                    {target.goal === null ? "Set" : "Change"}
                    <span className="sr"> the target of {target.label}</span>
                  </Link>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
