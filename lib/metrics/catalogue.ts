import { ARRIVAL_METRICS } from "./definitions/arrival";
import { CONTEXT_METRICS } from "./definitions/context";
import { JOURNEY_METRICS } from "./definitions/journeys";
import { REASON_METRICS } from "./definitions/reasons";
import { REPEAT_SOURCE_METRICS } from "./definitions/repeat-sources";
import { SATISFACTION_METRICS } from "./definitions/satisfaction";
import { SENTIMENT_METRICS } from "./definitions/sentiment";
import { TIME_METRICS } from "./definitions/times";
import { VOLUME_METRICS } from "./definitions/volume";
import type { Metric } from "./metric";

/** Every metric of Baton, in the order in which reports list them. */
export const METRICS: readonly Metric[] = [
  ...VOLUME_METRICS,
  ...REASON_METRICS,
  ...CONTEXT_METRICS,
  ...SENTIMENT_METRICS,
  ...ARRIVAL_METRICS,
  ...REPEAT_SOURCE_METRICS,
  ...SATISFACTION_METRICS,
  ...TIME_METRICS,
  ...JOURNEY_METRICS,
];

/** Raised whenever a definition changes what conversations measure, so that they are measured again. */
export const METRIC_VERSION = 8;

const byId = new Map(METRICS.map((metric) => [metric.id, metric]));

/** The metric of that id, or undefined. */
export function findMetric(id: string): Metric | undefined {
  return byId.get(id);
}

/** The metric of that id; throws a plain error when there is none (a programming mistake, not bad input). */
export function metric(id: string): Metric {
  const found = byId.get(id);
  if (!found) throw new Error(`There is no metric ${id}.`);
  return found;
}
