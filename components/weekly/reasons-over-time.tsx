import { ReasonsFigure } from "@/components/charts/reasons-figure";
import { ReasonsKey } from "@/components/charts/reasons-key";
import { ReasonsTable } from "@/components/charts/reasons-table";
import type { TableFiles } from "@/lib/reports/tables/table-address";
import type { ReasonsOverTime as Chart } from "@/lib/reports/weekly/prepare-reasons-over-time";
import type { WeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { ChartTools } from "./chart-tools";

interface ChartProps {
  readonly chart: Chart;
  readonly address: WeeklyAddress;
  readonly files: TableFiles;
  /** Days and filters, for the picture. */
  readonly about: string;
}

/** The reason mix week by week, as a chart or as the table behind it. */
export function ReasonsOverTime({ chart, address, files, about }: ChartProps) {
  return (
    <section id="reasons" aria-label="Reasons over time">
      <div className="sh">
        <h2>Reasons over time</h2>
        <ChartTools address={address} chart="reasons" files={files} title="Reasons over time" about={about} />
      </div>
      <p className="sub">Share of the three families, by week</p>
      {address.reasonsTable ? (
        <ReasonsTable chart={chart} />
      ) : (
        <div data-picture>
          <ReasonsFigure chart={chart} />
          <ReasonsKey chart={chart} />
        </div>
      )}
      {chart.runningNote && <p className="sub">{chart.runningNote}</p>}
    </section>
  );
}
