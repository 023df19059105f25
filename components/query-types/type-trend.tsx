import { TrendFigure } from "@/components/charts/trend-figure";
import { TrendTable } from "@/components/charts/trend-table";
import { TableFiles } from "@/components/page/table-files";
import { ChartOrTable, Tabs } from "@/components/page/tabs";
import { PictureButton } from "@/components/pictures/picture-button";
import { type QueryTypeAddress, queryTypeHref } from "@/lib/reports/query-types/query-type-detail-address";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";
import type { TrendChart } from "@/lib/reports/weekly/prepare-trend";

interface TypeTrendProps {
  readonly chart: TrendChart;
  readonly address: QueryTypeAddress;
  readonly files: Files;
  /** Query type, days and filters, for the picture. */
  readonly about: string;
}

/** One number of the query type over twelve weeks, as a chart or as the table behind it. */
export function TypeTrend({ chart, address, files, about }: TypeTrendProps) {
  const { trendTable } = address;
  const as = (table: boolean) => queryTypeHref(address, { trendTable: table }, "trend");
  return (
    <section className="sec charts" id="trend" aria-label="Trend">
      <h2 className="sr">Trend</h2>
      <div className="sh">
        <Tabs label="Trend of" tabs={chart.tabs} inPlace />
        <div className="tools">
          <ChartOrTable isTable={trendTable} hrefOf={as} />
          <TableFiles files={files} name={chart.title} />
          {!trendTable && (
            <PictureButton of="trend" title={chart.title} about={about} fileName={`baton-${chart.id}`} />
          )}
          {!trendTable && (
            <noscript>
              <span className="small">Charts are drawn by a script; the table is not.</span>
            </noscript>
          )}
        </div>
      </div>
      <p className="sub">{chart.sub}</p>
      {trendTable ? (
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
