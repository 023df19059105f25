import { ReasonsFigure } from "@/components/charts/reasons-figure";
import { ReasonsKey } from "@/components/charts/reasons-key";
import { ReasonsTable } from "@/components/charts/reasons-table";
import type { ReasonsOverTime as Chart } from "@/lib/reports/prepare-reasons-over-time";
import type { WeeklyAddress } from "@/lib/reports/weekly-address";
import { ChartTools } from "./chart-tools";

/** The reason mix week by week, as a chart or as the table behind it. */
export function ReasonsOverTime({ chart, address }: { chart: Chart; address: WeeklyAddress }) {
  return (
    <section id="reasons" aria-label="Reasons over time">
      <div className="sh">
        <h2>Reasons over time</h2>
        <ChartTools address={address} chart="reasons" csv={chart.csv} />
      </div>
      <p className="sub">Share of the three families, by week</p>
      {address.reasonsTable ? (
        <ReasonsTable chart={chart} />
      ) : (
        <>
          <ReasonsFigure chart={chart} />
          <ReasonsKey chart={chart} />
        </>
      )}
      {chart.runningNote && <p className="sub">{chart.runningNote}</p>}
    </section>
  );
}
