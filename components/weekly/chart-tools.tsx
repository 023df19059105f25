import { TableFiles } from "@/components/page/table-files";
import { ChartOrTable } from "@/components/page/tabs";
import { PictureButton } from "@/components/pictures/picture-button";
import type { TableFiles as Files } from "@/lib/reports/tables/table-address";
import { type WeeklyAddress, weeklyHref } from "@/lib/reports/weekly/weekly-address";

/** Which of the address's switches belongs to a chart. */
const SWITCHES = { trend: "trendTable", reasons: "reasonsTable" } as const;

interface ChartToolsProps {
  readonly address: WeeklyAddress;
  readonly chart: keyof typeof SWITCHES;
  readonly files: Files;
  readonly title: string;
  /** Days and filters, for the picture. */
  readonly about: string;
}

/** Chart or table, the numbers as files, and the chart as a picture. The table needs no script, so that is where it leads without one. */
export function ChartTools({ address, chart, files, title, about }: ChartToolsProps) {
  const asTable = address[SWITCHES[chart]];
  const as = (table: boolean) => weeklyHref(address, { [SWITCHES[chart]]: table }, chart);
  return (
    <div className="tools">
      <ChartOrTable isTable={asTable} hrefOf={as} />
      <TableFiles files={files} name={title} />
      {!asTable && <PictureButton of={chart} title={title} about={about} fileName={`baton-${chart}`} />}
      {!asTable && (
        <noscript>
          <span className="small">Charts are drawn by a script; the table is not.</span>
        </noscript>
      )}
    </div>
  );
}
