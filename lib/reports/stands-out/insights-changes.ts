import { metric as findMetric } from "@/lib/metrics/catalogue";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import type { ControlPoint } from "@/lib/statistics/control-chart";
import type { Interval } from "@/lib/statistics/interval";
import {
  comparedByType,
  HEADLINE_METRICS,
  type InsightEvidence,
  isTypeMetric,
  reviewedIndex,
} from "./insights-evidence";
import { type Source, sourceOf, splitByType } from "./insights-split";
import { judgeWeeks, weeksOfSignal } from "./signals";

/** A number that was there the week before and is not there now. */
export interface Gap {
  readonly kind: "gap";
  readonly metric: string;
  /** What the number rested on the week before. */
  readonly before: number;
}

/** A change since the week before beyond chance. */
export interface Change {
  readonly kind: "change";
  readonly metric: string;
  readonly value: MetricValue;
  readonly change: MetricChange;
  /** The week on its control chart; null without limits. */
  readonly control: ControlPoint | null;
  /** What it mainly comes from; null where the number is not known by query type. */
  readonly source: Source | null;
}

/** No change since the week before, but a signal among the weeks: outside the limits, or eight on one side. */
export interface Level {
  readonly kind: "level";
  readonly metric: string;
  readonly value: MetricValue;
  readonly rule: "outside" | "run";
  readonly side: "above" | "below";
  readonly limits: Interval;
  readonly centre: number;
  /** For how many weeks now, the reviewed one included. */
  readonly weeks: number;
}

/** A number that did not change beyond chance, or cannot be compared. */
export interface Noise {
  readonly metric: string;
  readonly value: MetricValue | undefined;
  /** The week before. */
  readonly previous: MetricValue | undefined;
  readonly change: MetricChange | null;
}

/** A number that rested on so many and is gone is a gap; fewer may stay away by chance. */
const LEAST_FOR_GAP = 30;

/** Numbers that do not vanish by themselves: where nothing is counted any more, a source has stopped. */
const EXPECTED: readonly string[] = ["repeat_information_rate", "post_hand_off_csat", "context_useful_rate"];

/** Parts of one whole: where one rises another falls, and the largest change tells it. */
const FAMILIES: readonly string[] = [
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
];

/** Numbers without which a week is incomplete. A running week may still get them. */
export function findGaps({ total, running }: InsightEvidence): Gap[] {
  if (running) return [];
  return EXPECTED.flatMap((metric) => {
    const before = total.previous?.[metric]?.denominator ?? 0;
    const gone = total.values[metric]?.withheld === "no_data";
    return gone && before >= LEAST_FOR_GAP ? [{ kind: "gap", metric, before }] : [];
  });
}

/** All changes beyond chance since the week before: those outside the limits first, and of each the largest first. */
export function findChanges(evidence: InsightEvidence): Change[] {
  const { total, columns } = evidence;
  const at = reviewedIndex(columns);
  return HEADLINE_METRICS.flatMap((id): Change[] => {
    const value = total.values[id];
    const change = total.change?.[id];
    if (value?.value == null || !change?.signal) return [];
    const control = judgeWeeks(findMetric(id), columns)?.points[at] ?? null;
    return [{ kind: "change", metric: id, value, change, control, source: findSource(evidence, id) }];
  }).sort(
    (a, b) =>
      Number(isOutside(b)) - Number(isOutside(a)) ||
      Math.abs(b.change.difference) - Math.abs(a.change.difference),
  );
}

function isOutside({ control }: Change): boolean {
  return control?.outside != null;
}

function findSource(evidence: InsightEvidence, id: string): Source | null {
  const types = isTypeMetric(id) ? comparedByType(evidence, id) : null;
  if (!types) return null;
  const counts = types.map(({ queryType, before, after }) => ({ queryType, weeks: [before, after] }));
  const split = splitByType(counts, 0, 1);
  return split && sourceOf(split);
}

/** Of the three families only the one that changed most. */
export function withoutCounterparts(changes: readonly Change[]): Change[] {
  const family = changes.find((change) => FAMILIES.includes(change.metric));
  return changes.filter((change) => change === family || !FAMILIES.includes(change.metric));
}

/** Signals among the weeks of a number that did not change since the week before. */
export function findLevel({ total, columns }: InsightEvidence, id: string): Level | null {
  const at = reviewedIndex(columns);
  const chart = judgeWeeks(findMetric(id), columns);
  const point = chart?.points[at];
  const value = total.values[id];
  if (!chart || !point || value?.value == null || !(point.outside || point.run)) return null;
  return {
    kind: "level",
    metric: id,
    value,
    rule: point.outside ? "outside" : "run",
    side: point.outside ?? (point.value > chart.centre ? "above" : "below"),
    limits: point.limits,
    centre: chart.centre,
    weeks: weeksOfSignal(chart, at),
  };
}

/** What the cards show large: of these, also that nothing changed is worth saying. */
const SAID_ANYWAY: readonly string[] = [
  "repeat_information_rate",
  "post_hand_off_csat",
  "contained_csat",
  "context_useful_rate",
  "hand_off_rate",
  ...FAMILIES,
];

/** The numbers that are no signal in any way. Of the three families the one that moved most, if none is a signal. */
export function findNoise(
  { total }: InsightEvidence,
  signals: readonly { readonly metric: string }[],
): Noise[] {
  const told = new Set(signals.map((signal) => signal.metric));
  const noise = SAID_ANYWAY.filter((id) => !told.has(id) && isThere(total.previous?.[id])).map((id) => ({
    metric: id,
    value: total.values[id],
    previous: total.previous?.[id],
    change: total.change?.[id] ?? null,
  }));
  const size = ({ change }: Noise) => Math.abs(change?.difference ?? 0);
  const [family] = noise.filter(isFamily).sort((a, b) => size(b) - size(a));
  const familyTold = FAMILIES.some((id) => told.has(id));
  return noise.filter((entry) => !isFamily(entry) || (entry === family && !familyTold));
}

/** A number that was not there the week before has not stayed the same. */
function isThere(value: MetricValue | undefined): boolean {
  return value !== undefined && value.withheld !== "no_data";
}

function isFamily({ metric }: { readonly metric: string }): boolean {
  return FAMILIES.includes(metric);
}
