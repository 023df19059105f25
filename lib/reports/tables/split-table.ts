import type { Dimension } from "@/lib/metrics/dimensions";
import { dimensionName } from "@/lib/reports/report/prepare-names";
import type { ReportRow } from "@/lib/reports/report/report";
import { metricCells, metricColumns } from "./metric-columns";
import type { Cell, Column, Table } from "./table";

/** Columns and rows of metrics split by one dimension; a value that is not known is an empty cell. */
export function splitTable(
  dimension: Dimension,
  metrics: readonly string[],
  rows: readonly ReportRow[],
): Pick<Table, "columns" | "rows"> {
  const columns: Column[] = [
    { id: dimension, title: dimensionName(dimension), unit: "text" },
    ...metrics.flatMap(metricColumns),
  ];
  return {
    columns,
    rows: rows.map(({ key, values }): Cell[] => [
      key[dimension] ?? null,
      ...metrics.flatMap((id) => metricCells(id, values)),
    ]),
  };
}
