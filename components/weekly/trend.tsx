import { TrendFigure } from "@/components/charts/trend-figure";
import { TrendTable } from "@/components/charts/trend-table";
import { TabLinks, Tabs } from "@/components/page/tabs";
import type { TableFiles } from "@/lib/reports/tables/table-address";
import type { TrendChart } from "@/lib/reports/weekly/prepare-trend";
import type { WeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { ChartTools } from "./chart-tools";

interface ChartProps {
  readonly chart: TrendChart;
  readonly address: WeeklyAddress;
  readonly files: TableFiles;
  /** Days and filters, for the picture. */
  readonly about: string;
}

/** One of the five numbers over twelve weeks, as a chart or as the table behind it. */
export function Trend({ chart, address, files, about }: ChartProps) {
  return (
    <section id="trend" aria-label="Trend">
      <h2 className="sr">Trend</h2>
      <div className="sh">
        <Tabs label="Trend of" tabs={chart.tabs} inPlace />
        <ChartTools address={address} chart="trend" files={files} title={chart.title} about={about} />
      </div>
      <p className="sub">{chart.sub}</p>
      {chart.measures && (
        <nav className="measures" aria-label="Measured as">
          <TabLinks tabs={chart.measures} inPlace />
        </nav>
      )}
      {address.trendTable ? (
        <TrendTable chart={chart} />
      ) : (
        <div data-picture>
          <TrendFigure chart={chart} />
          <p className="key chart-key">{chart.edge.map((label) => label.text).join(" · ")}</p>
        </div>
      )}
      <p className="sub">{chart.caption}</p>
    </section>
  );
}
