import Link from "next/link";
import { TrendFigure } from "@/components/charts/trend-figure";
import { TrendTable } from "@/components/charts/trend-table";
import { TableFiles } from "@/components/page/table-files";
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
        <nav className="tabs" aria-label="Trend of">
          {chart.tabs.map(({ text, href, current }) => (
            <Link key={text} href={href} scroll={false} aria-current={current ? "true" : undefined}>
              {text}
            </Link>
          ))}
        </nav>
        <div className="tools">
          <Link href={as(false)} scroll={false} aria-current={trendTable ? undefined : "true"}>
            Chart
          </Link>
          <Link href={as(true)} scroll={false} aria-current={trendTable ? "true" : undefined}>
            Table
          </Link>
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
