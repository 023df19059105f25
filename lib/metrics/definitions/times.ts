import type { Metric, QuantileMetric } from "../metric";

const HISTOGRAM = "Read from a histogram with at most 5% relative error.";
const IMPOSSIBLE = "Impossible (negative) durations are left out.";

function botTime(id: string, label: string, quantile: number, words: string): QuantileMetric {
  return {
    kind: "quantile",
    id,
    label,
    description: `${words} conversations that are handed off spend at most this long with the bot before the first hand-off is requested.`,
    numeratorText: "first hand-off requested − conversation started",
    denominatorText: "conversations with both times known",
    unit: "seconds",
    better: "lower",
    facet: "bot_time",
    quantile,
    denominator: "bot_time_known",
    caveats: [HISTOGRAM, IMPOSSIBLE],
  };
}

function waitTime(id: string, label: string, quantile: number, words: string): QuantileMetric {
  return {
    kind: "quantile",
    id,
    label,
    description: `${words} customers wait at most this long between the request and the person.`,
    numeratorText: "connected − requested",
    denominatorText: "connected hand-offs with both times known",
    unit: "seconds",
    better: "lower",
    facet: "wait_time",
    quantile,
    denominator: "wait_time_known",
    caveats: [HISTOGRAM, IMPOSSIBLE],
  };
}

/** How long it takes. */
export const TIME_METRICS = [
  botTime("bot_time_p50", "Time with the bot, median", 0.5, "Half of the"),
  botTime("bot_time_p90", "Time with the bot, 90th percentile", 0.9, "Nine in ten"),
  waitTime("wait_time_p50", "Wait, median", 0.5, "Half of the"),
  waitTime("wait_time_p90", "Wait, 90th percentile", 0.9, "Nine in ten"),
] as const satisfies readonly Metric[];
