import Link from "next/link";
import { Change } from "@/components/metrics/change";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import type { JourneyFigure } from "@/lib/reports/journeys/prepare-journeys";

/** The numbers on top: containment beside what of it lasts, and who comes back after a hand-off. */
export function JourneyFigures({ figures }: { figures: readonly JourneyFigure[] }) {
  return (
    <dl className="journey-figures">
      {figures.map(({ id, label, number, change, note, definitionHref }) => (
        <div key={id}>
          <dt>
            <Link className="quiet-link" href={definitionHref} prefetch={false}>
              {label}
            </Link>
          </dt>
          <dd>
            <span className={number.low ? "figure low" : "figure"}>
              {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
            </span>
            <span className="nn block">
              {number.low && <span title="Fewer than 30">low · </span>}
              <Parts number={number} />
              {number.interval && <> · 95% {number.interval}</>}
            </span>
            {change && (
              <span className="block">
                <Change change={change} />
              </span>
            )}
            <span className="small ink3 block">{note}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
