import { type Cause, findCause, type Suspicion, suspectCause } from "./insights-causes";
import {
  type Change,
  findChanges,
  findGaps,
  findLevel,
  findNoise,
  type Gap,
  type Level,
  type Noise,
  withoutCounterparts,
} from "./insights-changes";
import { HEADLINE_METRICS, type InsightEvidence, type Looks } from "./insights-evidence";
import { findStanding, type Standing, withAttempts } from "./insights-standing";

/** Something that stands out in a week, as numbers; lib/reports/stands-out/what-stands-out.ts has the words. */
export type Insight = Gap | Change | Cause | Level | Standing;

/** What the analysis of a week found. */
export interface Insights {
  /** Gaps, then changes from the largest, each followed by its cause, then levels, then what stands every week. */
  readonly insights: readonly Insight[];
  /** Signals that found no room among them. */
  readonly further: readonly (Change | Level)[];
  readonly noise: readonly Noise[];
}

/** The analysis of a week with what it was made from, which the charts draw as well. */
export interface Analysis {
  readonly evidence: InsightEvidence;
  readonly insights: Insights;
}

/** Findings on a page; more would not be read. */
const MOST_FINDINGS = 5;
/** Of them, those that stand every week. */
const MOST_STANDING = 2;

/** What has to be looked into before {@link findInsights} can name causes. */
export function suspicions(evidence: InsightEvidence): readonly Suspicion[] {
  // Causes are looked for among the weeks up to the reviewed one: they explain the change since the week before.
  if (evidence.compared) return [];
  return changesToTell(evidence).flatMap((change) => suspectCause(evidence, change) ?? []);
}

/**
 * What stands out in a week, from the statistics alone: chance (95 %), the control limits, the run of eight and exact
 * sums are the only thresholds. The largest change comes first, what stands every week last. Pure.
 */
export function findInsights(evidence: InsightEvidence, looks: Looks): Insights {
  const gaps = findGaps(evidence);
  const changes = changesToTell(evidence);
  const changed = new Set(findChanges(evidence).map((change) => change.metric));
  const levels = HEADLINE_METRICS.flatMap((id) => (changed.has(id) ? [] : (findLevel(evidence, id) ?? [])));
  const withCauses = changes.map((change) => ({ change, cause: findCause(evidence, change, looks.causes) }));
  const told = new Set(
    withCauses.flatMap(({ cause }) => (cause?.kind === "type_cause" ? [cause.part.queryType] : [])),
  );
  const insights: Insight[] = [
    ...gaps,
    ...withCauses.flatMap(({ change, cause }) => (cause ? [change, cause] : [change])),
    ...levels,
    ...findStanding(evidence, told)
      .slice(0, MOST_STANDING)
      .map((standing) => withAttempts(standing, looks.attempts)),
  ].slice(0, MOST_FINDINGS);
  return {
    insights,
    further: [...changes, ...levels].filter((signal) => !insights.includes(signal)),
    noise: findNoise(evidence, [...gaps, ...findChanges(evidence), ...levels]),
  };
}

function changesToTell(evidence: InsightEvidence): Change[] {
  return withoutCounterparts(findChanges(evidence));
}
