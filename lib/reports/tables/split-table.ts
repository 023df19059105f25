import type { Dimension } from "@/lib/metrics/dimensions";
import { dimensionName } from "@/lib/reports/report/prepare-names";
import type { ReportRow } from "@/lib/reports/report/report";
import { filled, text } from "./columns";
import { metricColumns } from "./metric-columns";
import type { Table } from "./table";

/** Metrics split by one dimension; a value that is not known is an empty cell. */
export function splitTable(
  dimension: Dimension,
  metrics: readonly string[],
  rows: readonly ReportRow[],
): Pick<Table, "columns" | "rows"> {
  return filled(rows, [
    text(dimension, dimensionName(dimension), ({ key }) => key[dimension] ?? null),
    ...metricColumns(metrics),
  ]);
}
