import type { Period } from "@/lib/domain/period";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { valueName } from "@/lib/reports/report/prepare-names";
import { prepareSparkline } from "@/lib/reports/weekly/prepare-sparkline";
import { SECONDS, type TrendTableRow } from "@/lib/reports/weekly/prepare-trend";
import type { WeekColumn } from "@/lib/reports/weekly/weekly";
import type { Trend } from "@/lib/reports/weekly/weekly-address";
import { type ColumnOf, filled, text, yesNo } from "./columns";
import { metricColumns } from "./metric-columns";
import type { Table } from "./table";

/** A query type as the records call it, and its name. */
export function queryTypeColumns<Row>(of: (row: Row) => string | null | undefined): readonly ColumnOf<Row>[] {
  return [
    text("query_type", "Query type", (row) => of(row) ?? null),
    text("query_type_name", "Name", (row) => valueName("query_type", of(row) ?? null)),
  ];
}

/** A period by its first and last day. */
export function periodColumns<Row>(of: (row: Row) => Period): readonly ColumnOf<Row>[] {
  return [text("from", "From", (row) => of(row).from), text("to", "To", (row) => of(row).to)];
}

/** A week of a review. */
export const WEEK_COLUMNS: readonly ColumnOf<Pick<WeekColumn, "week" | "period">>[] = [
  text("week", "Week", ({ week }) => week),
  ...periodColumns<Pick<WeekColumn, "period">>(({ period }) => period),
];

/** A trend week by week, as its chart shows it: the number, the one beside it, and what the control chart says. */
export function trendTable(
  trend: Trend,
  weeks: readonly WeekColumn[],
  signals: readonly TrendTableRow[],
  week: readonly ColumnOf<WeekColumn>[],
): Pick<Table, "columns" | "rows"> {
  const second = SECONDS[trend];
  const definition = metricOf(trend);
  const { unit } = definition;
  const { points } = prepareSparkline(definition, weeks);
  const rows = weeks.map((column, i) => ({
    ...column,
    limits: points[i]?.limits ?? null,
    signal: signals[i]?.signal ?? null,
  }));
  return filled(rows, [
    ...week,
    ...metricColumns(second === undefined ? [trend] : [trend, second]),
    { id: "limit_low", title: "Lower limit", unit, of: ({ limits }) => limits?.low ?? null },
    { id: "limit_high", title: "Upper limit", unit, of: ({ limits }) => limits?.high ?? null },
    text("signal", "Signal", ({ signal }) => signal),
    yesNo("running", "Still running", ({ state }) => state === "running"),
  ]);
}
