import { differenceOfMeans } from "@/lib/statistics/mean-interval";
import { newcombe } from "@/lib/statistics/newcombe";
import { type Evidence, evaluate, meanSums } from "./evaluate";
import type { Metric } from "./metric";
import type { MetricChange } from "./metric-value";

/**
 * How a metric changed from one period to another: null where either value is withheld. Shares come with Newcombe's
 * interval, means with the interval of their difference; counts and percentiles have none and are never a signal.
 */
export function compare(metric: Metric, earlier: Evidence, later: Evidence): MetricChange | null {
  const [before, after] = [evaluate(metric, earlier), evaluate(metric, later)];
  if (before.value === null || after.value === null) return null;
  if (metric.kind === "share") {
    return newcombe(
      { numerator: before.numerator ?? 0, denominator: before.denominator ?? 0 },
      { numerator: after.numerator ?? 0, denominator: after.denominator ?? 0 },
    );
  }
  if (metric.kind === "mean") return differenceOfMeans(meanSums(metric, earlier), meanSums(metric, later));
  return { difference: after.value - before.value, low: null, high: null, signal: false };
}
