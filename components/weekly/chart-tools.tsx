import Link from "next/link";
import { type WeeklyAddress, weeklyHref } from "@/lib/reports/weekly-address";

/** Which of the address's switches belongs to a chart. */
const SWITCHES = { trend: "trendTable", reasons: "reasonsTable" } as const;

interface ChartToolsProps {
  readonly address: WeeklyAddress;
  readonly chart: keyof typeof SWITCHES;
  readonly csv: string;
}

/** Chart or table, and the numbers as CSV. The table needs no script, so that is where it leads without one. */
export function ChartTools({ address, chart, csv }: ChartToolsProps) {
  const asTable = address[SWITCHES[chart]];
  const as = (table: boolean) => weeklyHref(address, { [SWITCHES[chart]]: table }, chart);
  return (
    <div className="tools">
      <Link href={as(false)} scroll={false} aria-current={asTable ? undefined : "true"}>
        Chart
      </Link>
      <Link href={as(true)} scroll={false} aria-current={asTable ? "true" : undefined}>
        Table
      </Link>
      <a href={csv}>CSV</a>
      {!asTable && (
        <noscript>
          <span className="small">Charts are drawn by a script; the table is not.</span>
        </noscript>
      )}
    </div>
  );
}
