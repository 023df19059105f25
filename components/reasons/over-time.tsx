import Link from "next/link";
import { ReasonsFigure } from "@/components/charts/reasons-figure";
import { ReasonsKey } from "@/components/charts/reasons-key";
import { ReasonsTable } from "@/components/charts/reasons-table";
import type { ReasonsOverTime } from "@/lib/reports/prepare-reasons-over-time";
import { type ReasonsAddress, reasonsHref } from "@/lib/reports/reasons-address";

/** The reason mix week by week up to the period's last week, as a chart or as the table behind it. */
export function OverTime({ chart, address }: { chart: ReasonsOverTime; address: ReasonsAddress }) {
  const { overTimeTable } = address;
  const as = (table: boolean) => reasonsHref(address, { overTimeTable: table }, "over-time");
  return (
    <section id="over-time" aria-label="Reasons over time">
      <div className="sh">
        <h2>Reasons over time</h2>
        <div className="tools">
          <Link href={as(false)} scroll={false} aria-current={overTimeTable ? undefined : "true"}>
            Chart
          </Link>
          <Link href={as(true)} scroll={false} aria-current={overTimeTable ? "true" : undefined}>
            Table
          </Link>
          <a href={chart.csv}>CSV</a>
        </div>
      </div>
      <p className="sub">Share of the three families, by week up to the last one of the period</p>
      {overTimeTable ? (
        <ReasonsTable chart={chart} />
      ) : (
        <>
          <ReasonsFigure chart={chart} />
          <ReasonsKey chart={chart} />
          <noscript>
            <p className="small">Charts are drawn by a script; the table is not.</p>
          </noscript>
        </>
      )}
      {chart.runningNote && <p className="sub">{chart.runningNote}</p>}
    </section>
  );
}
