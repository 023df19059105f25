import Link from "next/link";
import { TrendFigure } from "@/components/charts/trend-figure";
import { TrendTable } from "@/components/charts/trend-table";
import type { TrendChart, TrendChoice } from "@/lib/reports/prepare-trend";
import type { WeeklyAddress } from "@/lib/reports/weekly-address";
import { ChartTools } from "./chart-tools";

/** One of the five numbers over twelve weeks, as a chart or as the table behind it. */
export function Trend({ chart, address }: { chart: TrendChart; address: WeeklyAddress }) {
  return (
    <section id="trend" aria-label="Trend">
      <h2 className="sr">Trend</h2>
      <div className="sh">
        <nav className="tabs" aria-label="Trend of">
          <Choices choices={chart.tabs} />
        </nav>
        <ChartTools address={address} chart="trend" csv={chart.csv} />
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
        <>
          <TrendFigure chart={chart} />
          <p className="key chart-key">{chart.edge.map((label) => label.text).join(" · ")}</p>
        </>
      )}
      <p className="sub">{chart.caption}</p>
    </section>
  );
}

function Choices({ choices }: { choices: readonly TrendChoice[] }) {
  return choices.map(({ text, href, current }) => (
    <Link key={text} href={href} scroll={false} aria-current={current ? "true" : undefined}>
      {text}
    </Link>
  ));
}
