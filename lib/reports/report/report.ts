import type { Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";

/** One filter: any of the values (null = not known). Filters on different dimensions all apply. */
export interface ReportFilter {
  readonly dimension: Dimension;
  readonly values: readonly (string | null)[];
}

/** A question to the numbers. */
export interface ReportQuery {
  /** Ids from the catalogue. */
  readonly metrics: readonly string[];
  /** Null = all data. */
  readonly period: Period | null;
  readonly by: readonly Dimension[];
  readonly filters: readonly ReportFilter[];
  /** With the period of the same length just before, or with any other. */
  readonly compare: "previous" | Period | null;
}

export interface ReportRow {
  /** Dimension → value; null = the conversation lacks it. */
  readonly key: { readonly [dimension: string]: string | null };
  readonly values: { readonly [metric: string]: MetricValue };
  readonly previous?: { readonly [metric: string]: MetricValue };
  readonly change?: { readonly [metric: string]: MetricChange | null };
}

/** The answer to a {@link ReportQuery}: rows in key order, null last. */
export interface Report {
  readonly period: {
    readonly from: Day | null;
    readonly to: Day | null;
    readonly timeZone: string;
    readonly provisional: boolean;
  };
  /** What the rows are compared with; absent where they are not. */
  readonly compared?: Period;
  readonly asOf: string;
  readonly rows: readonly ReportRow[];
}
