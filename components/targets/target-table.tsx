import Link from "next/link";
import { ScrollRegion } from "@/components/tables/scroll-region";
import "./targets.css";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import type { TargetText } from "@/lib/reports/notes/prepare-targets";
import type { NumberText } from "@/lib/reports/report/prepare-number";

/** A metric in the list of targets, with its number in the latest complete week. */
export interface TargetRow {
  readonly target: TargetText;
  readonly now: NumberText;
}

interface TargetTableProps {
  readonly title: string;
  readonly rows: readonly TargetRow[];
  readonly week: string;
}

/** Metrics that can have a target, and the one that they have. */
export function TargetTable({ title, rows, week }: TargetTableProps) {
  const isSet = rows.some(({ target }) => target.goal !== null);
  return (
    <ScrollRegion label={title} kind="sideways">
      <table className="tbl one roomy target-table">
        <thead>
          <tr>
            <th scope="col">Metric</th>
            {isSet && <th scope="col">Target</th>}
            <th scope="col" className="r">
              {week}
            </th>
            {isSet && <th scope="col">Distance</th>}
            {isSet && <th scope="col">Owner and day</th>}
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
              {isSet && <td className="num semi">{target.goal}</td>}
              <td className="r num">
                {now.value ?? (now.withheld && <Withheld withheld={now.withheld} />)}
                <span className="nn">
                  <Parts number={now} />
                </span>
              </td>
              {isSet && <td className="num">{target.distance}</td>}
              {isSet && <td className={target.overdue ? "worse" : undefined}>{target.who}</td>}
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
    </ScrollRegion>
  );
}
