import Link from "next/link";
import { TrendFigure } from "@/components/charts/trend-figure";
import { TrendTable } from "@/components/charts/trend-table";
import type { TableFiles } from "@/lib/reports/tables/table-address";
import type { TrendChart, TrendChoice } from "@/lib/reports/weekly/prepare-trend";
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
        <nav className="tabs" aria-label="Trend of">
          <Choices choices={chart.tabs} />
        </nav>
        <ChartTools address={address} chart="trend" files={files} title={chart.title} about={about} />
      </div>
      <p className="sub">{chart.sub}</p>
      {chart.measures && (
        <nav className="measures" aria-label="Measured as">
          <Choices choices={chart.measures} />
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

function Choices({ choices }: { choices: readonly TrendChoice[] }) {
  return choices.map(({ text, href, current }) => (
    <Link key={text} href={href} prefetch={false} scroll={false} aria-current={current ? "true" : undefined}>
      {text}
    </Link>
  ));
}
