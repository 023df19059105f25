import {
  type Figure,
  formatChangeInterval,
  formatChangeSize,
  formatFigure,
  formatInterval,
  formatParts,
  formatValue,
} from "@/lib/metrics/format";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricChange, MetricValue, Withheld } from "@/lib/metrics/metric-value";
import {
  listedPart,
  type PeriodScope,
  rowsAddress,
  type Scope,
} from "@/lib/reports/conversations/rows-address";

/** How a change is to be read: judged where a direction is better, in plain ink where none is, grey when noise. */
export type Tone = "worse" | "better" | "neutral" | "noise";

/** What is shown in place of a number that is not, with the reason in a sentence. */
export interface WithheldText {
  readonly kind: Withheld;
  readonly text: string;
  readonly why: string;
}

export interface ChangeText {
  readonly tone: Tone;
  readonly direction: "up" | "down" | "none";
  /** `6.6 pts worse`, `1.4 pts higher`, `2.1 pts`. */
  readonly text: string;
  readonly word: "signal" | "noise";
  /** `+4.2 to +9.1`; null where there is none. */
  readonly interval: string | null;
}

/** A number with all its parts, as text. */
export interface NumberText {
  readonly label: string;
  /** Null when withheld. */
  readonly figure: Figure | null;
  /** `25.7%`; null when withheld. */
  readonly value: string | null;
  readonly withheld: WithheldText | null;
  /** `589/2,289`; null where the counts are withheld or there are none. */
  readonly parts: string | null;
  /** The conversations behind the counts; null where no list may be shown. */
  readonly href: string | null;
  /** `24.0–27.6`. */
  readonly interval: string | null;
  readonly low: boolean;
}

const WITHHELD: { readonly [W in Withheld]: WithheldText } = {
  no_data: { kind: "no_data", text: "no data", why: "There is nothing to divide by." },
  too_few: { kind: "too_few", text: "< 5", why: "Fewer than five: no share is shown." },
  private: {
    kind: "private",
    text: "withheld",
    why: "Ratings are shown only as sums of at least five ratings by at least three agents.",
  },
};

/** The words for a number that is withheld. */
export function withheldText(withheld: Withheld): WithheldText {
  return WITHHELD[withheld];
}

/**
 * A number of a metric as text, leading to its conversations (to none with `scope` null). Counts carry no parts: they
 * are their own numerator.
 */
export function prepareNumber(
  metric: Metric,
  value: MetricValue | undefined,
  scope: Scope | PeriodScope | null,
): NumberText {
  const number: MetricValue = value ?? {
    value: null,
    numerator: null,
    denominator: null,
    interval: null,
    withheld: "no_data",
    lowVolume: true,
  };
  const shown = number.value;
  return {
    label: metric.label,
    figure: shown === null ? null : formatFigure(metric.unit, shown),
    value: shown === null ? null : formatValue(metric.unit, shown),
    withheld: shown === null ? WITHHELD[number.withheld ?? "no_data"] : null,
    parts:
      metric.kind === "share" && number.numerator !== null && number.denominator
        ? formatParts(number.numerator, number.denominator)
        : null,
    href:
      scope === null || number.withheld === "private" || !(number.denominator ?? number.numerator)
        ? null
        : rowsAddress(scope, metric.id, number.numerator === 0 ? "denominator" : listedPart(metric)),
    interval: number.interval ? formatInterval(metric.unit, number.interval) : null,
    low: shown !== null && number.lowVolume && metric.kind !== "count",
  };
}

/** How a number changed, judged by what is better; null where either side is withheld. */
export function prepareChange(metric: Metric, change: MetricChange | null | undefined): ChangeText | null {
  if (!change) return null;
  const size = formatChangeSize(metric.unit, change.difference);
  const direction = !/[1-9]/.test(size) ? "none" : change.difference > 0 ? "up" : "down";
  const interval =
    change.low === null || change.high === null
      ? null
      : formatChangeInterval(metric.unit, { low: change.low, high: change.high });
  if (!change.signal) return { tone: "noise", direction, text: size, word: "noise", interval };
  const tone = judgement(metric.better, direction);
  const word = tone === "neutral" ? (direction === "down" ? "lower" : "higher") : tone;
  return { tone, direction, text: `${size} ${word}`, word: "signal", interval };
}

/** Whether going up or down is worse or better for a metric; neutral where no direction is better. */
export function judgement(
  better: Metric["better"],
  direction: "up" | "down" | "none",
): "worse" | "better" | "neutral" {
  if (better === null || direction === "none") return "neutral";
  return (better === "higher") === (direction === "up") ? "better" : "worse";
}
