import Link from "next/link";
import { ReasonsFigure } from "@/components/charts/reasons-figure";
import { ReasonsKey } from "@/components/charts/reasons-key";
import { ReasonsTable } from "@/components/charts/reasons-table";
import { Section } from "@/components/page/section";
import type { ReasonsOverTime as Chart } from "@/lib/reports/prepare-reasons-over-time";
import { type WeeklyAddress, weeklyHref } from "@/lib/reports/weekly-address";

/** The reason mix week by week, as a chart or as the table behind it. */
export function ReasonsOverTime({ chart, address }: { chart: Chart; address: WeeklyAddress }) {
  const asTable = address.reasonsTable;
  const as = (reasonsTable: boolean) => weeklyHref(address, { reasonsTable }, "reasons");
  return (
    <Section
      id="reasons"
      title="Reasons over time"
      sub={<p className="sub">Share of the three families, by week</p>}
      tools={
        <>
          <Link href={as(false)} scroll={false} aria-current={asTable ? undefined : "true"}>
            Chart
          </Link>
          <Link href={as(true)} scroll={false} aria-current={asTable ? "true" : undefined}>
            Table
          </Link>
          <a href={chart.csv}>CSV</a>
        </>
      }
    >
      {asTable ? (
        <ReasonsTable chart={chart} />
      ) : (
        <>
          <ReasonsFigure chart={chart} />
          <noscript>
            <p className="small ink3">
              The chart is drawn by a script. <a href={as(true)}>Show the table</a> instead.
            </p>
          </noscript>
          <ReasonsKey chart={chart} />
        </>
      )}
      {chart.runningNote && <p className="sub">{chart.runningNote}</p>}
    </Section>
  );
}
