import { ARRIVAL_METRICS } from "@/lib/metrics/definitions/arrival";
import { CONTEXT_METRICS } from "@/lib/metrics/definitions/context";
import { JOURNEY_METRICS } from "@/lib/metrics/definitions/journeys";
import { REASON_METRICS } from "@/lib/metrics/definitions/reasons";
import { REPEAT_SOURCE_METRICS } from "@/lib/metrics/definitions/repeat-sources";
import { SATISFACTION_METRICS } from "@/lib/metrics/definitions/satisfaction";
import { SENTIMENT_METRICS } from "@/lib/metrics/definitions/sentiment";
import { TIME_METRICS } from "@/lib/metrics/definitions/times";
import { VOLUME_METRICS } from "@/lib/metrics/definitions/volume";
import { formatCount } from "@/lib/metrics/format";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";
import { metricSource, type RecordKey } from "@/lib/metrics/metric-sources";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";

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
  /** The keys it is made from, by kind of record. */
  readonly needs: readonly { readonly record: string; readonly keys: readonly string[] }[];
  /** Who else counts something of the name, and what differs. */
  readonly elsewhere: string;
  /** What it is over the chosen days; null for readers without reports. */
  readonly number: DefinedNumber | null;
}

/** The number beside its definition. */
export interface DefinedNumber extends NumberText {
  /** `1,601/5,166`, or of how many observations: `of 1,622`; null where counts are withheld, and for counts. */
  readonly of: string | null;
}

export interface DefinitionGroup {
  readonly title: string;
  readonly anchor: string;
  readonly definitions: readonly Definition[];
}

/** The numbers that stand beside the definitions, and of which conversations they are. */
export interface DefinitionNumbers {
  readonly values: { readonly [metric: string]: MetricValue };
  readonly scope: PeriodScope;
}

const isAboutRatings = (metric: Metric) =>
  isPrivateMetric(metric)
    ? metric.id !== "reason_agreement" && metric.id !== "agent_agreement"
    : RATED.has(metric.id);
const RATED = new Set(["rating_coverage", "asked_rating_coverage"]);
const CONTEXT: readonly Metric[] = [...CONTEXT_METRICS, ...SENTIMENT_METRICS];

const GROUPS: readonly {
  readonly title: string;
  readonly anchor: string;
  readonly metrics: readonly Metric[];
}[] = [
  { title: "Volume", anchor: "volume", metrics: VOLUME_METRICS },
  {
    title: "Reasons",
    anchor: "reasons",
    metrics: [...REASON_METRICS, ...CONTEXT.filter(({ id }) => id === "reason_agreement")],
  },
  {
    title: "Repeat information",
    anchor: "context",
    metrics: CONTEXT.filter((metric) => !isAboutRatings(metric) && metric.id !== "reason_agreement"),
  },
  { title: "Who noticed the repeats", anchor: "repeat-sources", metrics: REPEAT_SOURCE_METRICS },
  { title: "What arrived", anchor: "arrival", metrics: ARRIVAL_METRICS },
  { title: "What agents say", anchor: "agents", metrics: CONTEXT.filter(isAboutRatings) },
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

const RECORDS: { readonly [record: string]: string } = {
  conversation: "Conversation",
  handoff: "Hand-off",
  survey: "Survey",
  context_rating: "Agent’s rating",
  message: "Message",
};

/** The catalogue as the definitions page prints it. A metric in no group would be lost: a test sees to it. */
export function prepareDefinitions(numbers: DefinitionNumbers | null = null): DefinitionGroup[] {
  return GROUPS.map(({ title, anchor, metrics }) => ({
    title,
    anchor,
    definitions: metrics.map((metric) => define(metric, numbers)),
  }));
}

function define(metric: Metric, numbers: DefinitionNumbers | null): Definition {
  const { needs, elsewhere } = metricSource(metric);
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
    needs: byRecord(needs),
    elsewhere: elsewhere ?? "We know of no other product that counts it.",
    number: numbers && defineNumber(metric, numbers),
  };
}

function defineNumber(metric: Metric, { values, scope }: DefinitionNumbers): DefinedNumber {
  const value = values[metric.id];
  const number = prepareNumber(metric, value, scope);
  const isObserved = metric.kind === "mean" || metric.kind === "quantile";
  const observed = isObserved && value?.denominator ? `of ${formatCount(value.denominator)}` : null;
  return { ...number, of: number.parts ?? observed };
}

/** `handoff.context.fields` as a key of the hand-off. */
function byRecord(needs: readonly RecordKey[]): Definition["needs"] {
  const records = new Map<string, string[]>();
  for (const need of needs) {
    const [record = "", ...path] = need.split(".");
    const name = RECORDS[record] ?? record;
    records.set(name, [...(records.get(name) ?? []), path.join(".")]);
  }
  return [...records].map(([record, keys]) => ({ record, keys }));
}
