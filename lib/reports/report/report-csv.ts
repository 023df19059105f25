import type { MetricValue } from "@/lib/metrics/metric-value";
import type { Report, ReportQuery } from "./report";

const VALUE_COLUMNS = [
  "metric",
  "value",
  "numerator",
  "denominator",
  "low",
  "high",
  "withheld",
  "low_volume",
];
const CHANGE_COLUMNS = ["previous_value", "difference", "difference_low", "difference_high", "signal"];

type Cell = string | number | boolean | null | undefined;

/** One line of RFC 4180, without its end. */
export function csvLine(cells: readonly Cell[]): string {
  return cells
    .map((cell) => {
      const text = String(cell ?? "");
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    })
    .join(",");
}

function valueCells({ value, numerator, denominator, interval, withheld, lowVolume }: MetricValue): Cell[] {
  return [value, numerator, denominator, interval?.low, interval?.high, withheld, lowVolume];
}

/**
 * A report as CSV (contract, section 6): a line per row and metric, the dimensions first, full precision. What is
 * withheld has an empty value. With a comparison the previous value and the change follow.
 */
export function reportCsv(report: Report, query: Pick<ReportQuery, "by" | "metrics" | "compare">): string {
  const lines = [csvLine([...query.by, ...VALUE_COLUMNS, ...(query.compare ? CHANGE_COLUMNS : [])])];
  for (const row of report.rows) {
    for (const metric of query.metrics) {
      const value = row.values[metric];
      if (!value) continue;
      const cells: Cell[] = [
        ...query.by.map((dimension) => row.key[dimension]),
        metric,
        ...valueCells(value),
      ];
      if (query.compare) {
        const change = row.change?.[metric];
        cells.push(
          row.previous?.[metric]?.value,
          change?.difference,
          change?.low,
          change?.high,
          change?.signal,
        );
      }
      lines.push(csvLine(cells));
    }
  }
  return `${lines.join("\r\n")}\r\n`;
}
