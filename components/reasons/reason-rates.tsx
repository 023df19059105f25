import Link from "next/link";
import { Change } from "@/components/metrics/change";
import { Parts } from "@/components/metrics/parts";
import { Withheld } from "@/components/metrics/withheld";
import type { ReasonRate } from "@/lib/reports/reasons/prepare-reasons-page";

/** How well reasons are known and followed: four rates, each with its parts, interval and change. */
export function ReasonRates({ rates, isCompared }: { rates: readonly ReasonRate[]; isCompared: boolean }) {
  return (
    <section aria-label="Named and followed">
      <div className="sh">
        <h2>Named and followed</h2>
      </div>
      <p className="sub">
        {isCompared ? "Changes against the compared days" : "The data does not reach back to compare"}
      </p>
      <dl className="rates">
        {rates.map(({ metric, label, note, number, change, definitionHref }) => (
          <div key={metric}>
            <dt>
              <Link className="quiet-link" href={definitionHref} prefetch={false}>
                {label}
              </Link>
              <span className="small ink3">{note}</span>
            </dt>
            <dd>
              <span className={number.low ? "figure low" : "figure"}>
                {number.value ?? (number.withheld && <Withheld withheld={number.withheld} />)}
              </span>
              <span className="nn">
                {number.low && <span title="Fewer than 30">low · </span>}
                <Parts number={number} />
                {number.interval && <> · 95% {number.interval}</>}
              </span>
              {change && <Change change={change} />}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
