import { ReasonsFigure } from "@/components/charts/reasons-figure";
import { ReasonsKey } from "@/components/charts/reasons-key";
import { ReasonsTable } from "@/components/charts/reasons-table";
import { TableFiles } from "@/components/page/table-files";
import { ChartOrTable } from "@/components/page/tabs";
import { PictureButton } from "@/components/pictures/picture-button";
import { type ReasonsAddress, reasonsHref } from "@/lib/reports/reasons/reasons-address";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";
import type { ReasonsOverTime } from "@/lib/reports/weekly/prepare-reasons-over-time";

interface OverTimeProps {
  readonly chart: ReasonsOverTime;
  readonly address: ReasonsAddress;
  readonly files: Files;
  /** Days and filters, for the picture. */
  readonly about: string;
}

/** The reason mix week by week up to the period's last week, as a chart or as the table behind it. */
export function OverTime({ chart, address, files, about }: OverTimeProps) {
  const { overTimeTable } = address;
  const as = (table: boolean) => reasonsHref(address, { overTimeTable: table }, "over-time");
  return (
    <section id="over-time" aria-label="Reasons over time">
      <div className="sh">
        <h2>Reasons over time</h2>
        <div className="tools">
          <ChartOrTable isTable={overTimeTable} hrefOf={as} />
          <TableFiles files={files} name="Reasons over time" />
          {!overTimeTable && (
            <PictureButton of="over-time" title="Reasons over time" about={about} fileName="baton-reasons" />
          )}
        </div>
      </div>
      <p className="sub">Share of the three families, by week up to the last one of the period</p>
      {overTimeTable ? (
        <ReasonsTable chart={chart} />
      ) : (
        <div data-picture>
          <ReasonsFigure chart={chart} />
          <ReasonsKey chart={chart} />
          <noscript>
            <p className="small">Charts are drawn by a script; the table is not.</p>
          </noscript>
        </div>
      )}
      {chart.runningNote && <p className="sub">{chart.runningNote}</p>}
    </section>
  );
}
