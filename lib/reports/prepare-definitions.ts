import { ARRIVAL_METRICS } from "@/lib/metrics/definitions/arrival";
import { CONTEXT_METRICS } from "@/lib/metrics/definitions/context";
import { JOURNEY_METRICS } from "@/lib/metrics/definitions/journeys";
import { REASON_METRICS } from "@/lib/metrics/definitions/reasons";
import { REPEAT_SOURCE_METRICS } from "@/lib/metrics/definitions/repeat-sources";
import { SATISFACTION_METRICS } from "@/lib/metrics/definitions/satisfaction";
import { SENTIMENT_METRICS } from "@/lib/metrics/definitions/sentiment";
import { TIME_METRICS } from "@/lib/metrics/definitions/times";
import { VOLUME_METRICS } from "@/lib/metrics/definitions/volume";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";

/** One metric in words. */
export interface Definition {
  readonly id: string;
  readonly label: string;
  readonly description: string;
  readonly over: string;
  /** What it is divided by; null for counts. */
  readonly under: string | null;
  /** `Percent, with a 95% Wilson interval`. */
  readonly unit: string;
  /** `Lower is better`; null where no direction is. */
  readonly better: string | null;
  readonly caveats: readonly string[];
  readonly isPrivate: boolean;
}

export interface DefinitionGroup {
  readonly title: string;
  readonly anchor: string;
  readonly definitions: readonly Definition[];
}

const GROUPS: readonly {
  readonly title: string;
  readonly anchor: string;
  readonly metrics: readonly Metric[];
}[] = [
  { title: "Volume", anchor: "volume", metrics: VOLUME_METRICS },
  { title: "Reasons", anchor: "reasons", metrics: REASON_METRICS },
  {
    title: "Context",
    anchor: "context",
    metrics: [...CONTEXT_METRICS, ...SENTIMENT_METRICS, ...ARRIVAL_METRICS, ...REPEAT_SOURCE_METRICS],
  },
  { title: "Satisfaction", anchor: "satisfaction", metrics: SATISFACTION_METRICS },
  { title: "Times", anchor: "times", metrics: TIME_METRICS },
  { title: "Journeys", anchor: "journeys", metrics: JOURNEY_METRICS },
];

const UNITS: { readonly [K in Metric["kind"]]: string } = {
  count: "A count",
  share: "Percent, with a 95% Wilson interval",
  mean: "A score from 1 to 5, with a 95% interval of the mean",
  quantile: "A duration; no interval",
};

const BETTER = { higher: "Higher is better", lower: "Lower is better" } as const;

/** The catalogue as the definitions page prints it. A metric in no group would be lost: a test sees to it. */
export function prepareDefinitions(): DefinitionGroup[] {
  return GROUPS.map(({ title, anchor, metrics }) => ({ title, anchor, definitions: metrics.map(define) }));
}

function define(metric: Metric): Definition {
  return {
    id: metric.id,
    label: metric.label,
    description: metric.description,
    over: metric.numeratorText,
    under: metric.denominatorText,
    unit: UNITS[metric.kind],
    better: metric.better && BETTER[metric.better],
    caveats: metric.caveats,
    isPrivate: isPrivateMetric(metric),
  };
}
