import type { MetricValue } from "@/lib/metrics/metric-value";
import { RAW_METRICS, type RawRow } from "./raw-report";

/** What of a report by query type is compared. */
export interface ComparedReport {
  readonly rows: readonly {
    readonly key: { readonly [dimension: string]: string | null };
    readonly values: { readonly [metric: string]: Pick<MetricValue, "numerator" | "denominator"> };
  }[];
}

/** Every sum in which a report by query type and the joins over the raw tables differ, in words; none when all is well. */
export function compareWithRaw(report: ComparedReport, raw: readonly RawRow[]): string[] {
  const differences: string[] = [];
  if (report.rows.length !== raw.length) {
    differences.push(`The report has ${report.rows.length} rows, the joins ${raw.length}.`);
  }
  const byType = new Map(report.rows.map((row) => [row.key.query_type ?? null, row.values]));
  for (const row of raw) {
    const values = byType.get(row.query_type);
    for (const [metric, [numerator, denominator]] of Object.entries(RAW_METRICS)) {
      const reported = [values?.[metric]?.numerator, denominator && values?.[metric]?.denominator];
      const joined = [Number(row[numerator]), denominator && Number(row[denominator])];
      if (reported.join("/") === joined.join("/")) continue;
      differences.push(
        `${metric} of ${row.query_type}: reported ${reported.join("/")}, joined ${joined.join("/")}.`,
      );
    }
  }
  return differences;
}
