import type { Facet, MeasureId } from "./measures";

/** The unit alone decides format, axis, and whether a change is in points or percent. */
export type Unit = "count" | "percent" | "score" | "seconds";
export type Better = "higher" | "lower" | null;

interface MetricBase {
  /** As in the HTTP interface. */
  readonly id: string;
  readonly label: string;
  /** The definition in a sentence. */
  readonly description: string;
  readonly numeratorText: string;
  /** Null for counts. */
  readonly denominatorText: string | null;
  readonly unit: Unit;
  readonly better: Better;
  /** Edge cases that a reader of the number should know. */
  readonly caveats: readonly string[];
  /** Ratings of single agents stand behind it: shown to people only as sums (contract, section 4). */
  readonly privateRatings?: { readonly count: 0 | 1 | 2 | 3 };
}

export interface CountMetric extends MetricBase {
  readonly kind: "count";
  readonly unit: "count";
  readonly numerator: MeasureId;
}

export interface ShareMetric extends MetricBase {
  readonly kind: "share";
  readonly unit: "percent";
  readonly numerator: MeasureId;
  readonly denominator: MeasureId;
}

export interface MeanMetric extends MetricBase {
  readonly kind: "mean";
  readonly unit: "score";
  readonly numerator: MeasureId;
  readonly squares: MeasureId;
  readonly denominator: MeasureId;
}

export interface QuantileMetric extends MetricBase {
  readonly kind: "quantile";
  readonly unit: "seconds";
  readonly facet: Extract<Facet, "bot_time" | "wait_time">;
  readonly quantile: number;
  /** The number of observations. */
  readonly denominator: MeasureId;
}

/** A metric behind which single agents' ratings stand. */
export type PrivateMetric = Metric & Required<Pick<Metric, "privateRatings">>;

/** A metric, written once: the API, pages, CSV headers, definitions and tests all read this. */
export type Metric = CountMetric | ShareMetric | MeanMetric | QuantileMetric;

/** Whether single agents' ratings stand behind a metric, so that people see it only as a large enough sum. */
export function isPrivateMetric(metric: Metric): metric is PrivateMetric {
  return metric.privateRatings !== undefined;
}
