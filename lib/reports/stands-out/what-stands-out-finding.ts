import { formatCount, formatInterval, formatValue } from "@/lib/metrics/format";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { rowsAddress, type Scope } from "@/lib/reports/conversations/rows-address";
import type { ChangeText } from "@/lib/reports/report/prepare-number";
import type { WeekColumn } from "@/lib/reports/weekly/weekly";
import type { Interval } from "@/lib/statistics/interval";
import { rateOf, type Share } from "@/lib/statistics/share";
import type { Release } from "./releases";
import { wordsOf } from "./what-stands-out-words";

/** One thing that stands out: a claim with its number, why in a sentence, and what both rest on. */
export interface Finding {
  readonly key: string;
  readonly claim: string;
  readonly why: string;
  /** The signal word; null for what did not change. */
  readonly signal: ChangeText | null;
  /** Interval, limits, n/N. */
  readonly notes: readonly string[];
  /** The rows behind it, or the part of the page that has more. */
  readonly link: { readonly text: string; readonly href: string };
}

/** What the words need to know beside what was found. */
export interface Setting {
  readonly scope: Scope;
  readonly columns: readonly WeekColumn[];
  readonly releases: readonly Release[];
  /** Satisfaction where the bot finished alone, said beside satisfaction after a hand-off. */
  readonly contained: MetricValue | undefined;
}

/** `25.7%`. */
export function shareText(share: Share): string {
  return formatValue("percent", rateOf(share) ?? 0);
}

/** Where a number lies by its limits. */
export function limitsNote(metric: Metric, outside: "above" | "below" | null, limits: Interval): string {
  const bare = (value: number) => formatValue(metric.unit, value).replace("%", "");
  if (outside === "above") return `above the upper limit of ${bare(limits.high)}`;
  if (outside === "below") return `below the lower limit of ${bare(limits.low)}`;
  return `inside its limits of ${formatInterval(metric.unit, limits)}`;
}

/**
 * The rows behind a number: what went wrong where that is what the metric counts; all of them where it counts what went
 * well, because the others cannot be listed, and where ratings are private.
 */
export function rowsLink(
  metric: Metric,
  numerator: number,
  denominator: number,
  scope: Scope,
): Finding["link"] {
  const part = metric.better === "higher" || numerator === 0 ? "denominator" : "numerator";
  return {
    text: `${formatCount(part === "numerator" ? numerator : denominator)} ${wordsOf(metric.id).units}`,
    href: rowsAddress(scope, metric.id, part),
  };
}
