import { type Histogram, quantile } from "@/lib/statistics/histogram-quantile";
import { type Sums as MeanSums, meanInterval } from "@/lib/statistics/mean-interval";
import { wilson } from "@/lib/statistics/wilson";
import { type MeasureId, SCORE_UNIT } from "./measures";
import type { MeanMetric, Metric } from "./metric";
import type { MetricValue } from "./metric-value";

/** Sums over conversations; a measure that is absent is 0. */
export type MeasureSums = { readonly [M in MeasureId]?: number };

/** What metrics are evaluated from. */
export interface Evidence {
  readonly sums: MeasureSums;
  /** Observations by bucket of microseconds; absent = none. */
  readonly bot_time?: Histogram;
  readonly wait_time?: Histogram;
}

/** Fewer than this many and a number is withheld. */
const TOO_FEW = 5;
/** Fewer than this many and a number is marked as resting on little. */
const LOW_VOLUME = 30;
const MICROS_PER_SECOND = 1_000_000;

/** The measures that a metric is made of, so that a report reads no others. */
export function measuresOf(metric: Metric): readonly MeasureId[] {
  switch (metric.kind) {
    case "count":
      return [metric.numerator];
    case "share":
      return [metric.numerator, metric.denominator];
    case "mean":
      return [metric.numerator, metric.squares, metric.denominator];
    case "quantile":
      return [metric.denominator];
  }
}

/** The value of a metric with all its parts (contract, section 4). */
export function evaluate(metric: Metric, evidence: Evidence): MetricValue {
  const sum = (measure: MeasureId) => evidence.sums[measure] ?? 0;
  switch (metric.kind) {
    case "count":
      return countValue(sum(metric.numerator));
    case "share":
      return shareValue(sum(metric.numerator), sum(metric.denominator));
    case "mean": {
      const sums = meanSums(metric, evidence);
      if (sums.count < TOO_FEW) return withheldValue(sums.sum, sums.count);
      return shownValue(sums.sum / sums.count, meanInterval(sums), sums.sum, sums.count);
    }
    case "quantile": {
      const count = sum(metric.denominator);
      if (count < TOO_FEW) return withheldValue(null, count);
      const micros = quantile(evidence[metric.facet] ?? NO_TIMES, metric.quantile);
      return shownValue(micros === null ? null : micros / MICROS_PER_SECOND, null, null, count);
    }
  }
}

const NO_TIMES: Histogram = new Map();

/** A count, which is never withheld: nothing counted is 0. */
export function countValue(count: number): MetricValue {
  return {
    value: count,
    numerator: count,
    denominator: null,
    interval: null,
    withheld: null,
    lowVolume: false,
  };
}

/** A share from its parts. */
export function shareValue(numerator: number, denominator: number): MetricValue {
  if (denominator < TOO_FEW) return withheldValue(numerator, denominator);
  const interval = wilson({ numerator, denominator });
  return shownValue(numerator / denominator, interval, numerator, denominator);
}

/** The sums behind a mean, in points. */
export function meanSums(metric: MeanMetric, { sums }: Evidence): MeanSums {
  return {
    count: sums[metric.denominator] ?? 0,
    sum: (sums[metric.numerator] ?? 0) / SCORE_UNIT,
    sumOfSquares: (sums[metric.squares] ?? 0) / SCORE_UNIT,
  };
}

function withheldValue(numerator: number | null, denominator: number): MetricValue {
  const withheld = denominator === 0 ? "no_data" : "too_few";
  return { value: null, interval: null, numerator, denominator, withheld, lowVolume: true };
}

function shownValue(
  value: number | null,
  interval: MetricValue["interval"],
  numerator: number | null,
  denominator: number,
): MetricValue {
  return { value, interval, numerator, denominator, withheld: null, lowVolume: denominator < LOW_VOLUME };
}
