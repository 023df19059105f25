/*
 * A measure is what one conversation adds to a sum. This list is the one place that names them: the measure
 * rows, the daily totals and the metric catalogue all speak of these ids, which are also column names.
 */

/** Whole counts per conversation. */
export const COUNT_MEASURES = [
  "eligible",
  "hand_offs",
  "handed_off",
  "contained",
  "abandoned",
  "bot_failure_hand_offs",
  "planned_escalation_hand_offs",
  "customer_demand_hand_offs",
  "three_family_hand_offs",
  "unclassified_hand_offs",
  "not_operational_hand_offs",
  "first_bot_failure",
  "first_asked_at_start",
  "connected_hand_offs",
  "status_known_hand_offs",
  "reached_hand_offs",
  "assessable_hand_offs",
  "assessed_hand_offs",
  "repeated_hand_offs",
  "fields_answered",
  "fields_asked_again",
  "fields_pass_known",
  "fields_structured",
  "repeat_reports_known",
  "repeat_reports",
  "post_surveyed",
  "post_answered",
  "post_scored",
  "post_satisfied",
  "contained_surveyed",
  "contained_answered",
  "contained_scored",
  "contained_satisfied",
  "ratings_with_usefulness",
  "ratings_useful",
  "ratings_with_use",
  "ratings_ignored",
  "rated_hand_offs",
  "ratings_partly",
  "ratings_not_useful",
  "ratings_used",
  "ratings_skimmed",
  "asked_hand_offs",
  "asked_rated_hand_offs",
  "context_known",
  "context_came",
  "transcript_known",
  "transcript_came",
  "summary_known",
  "summary_came",
  "reason_told_known",
  "reason_told",
  "delivery_timed",
  "delivered_in_time",
  "reasons_checked",
  "reasons_agreed",
  "failure_attempts_known",
  "failure_one_attempt",
  "demand_timed",
  "demand_honoured",
  "bot_time_known",
  "wait_time_known",
  "platform_assessed_hand_offs",
  "agent_assessed_hand_offs",
  "transcript_assessed_hand_offs",
  "platform_transcript_compared",
  "platform_transcript_agreed",
  "agent_compared",
  "agent_agreed",
  "followable",
  "followable_contained",
  "durably_contained",
  "followable_handed_off",
  "followed_handed_off",
  "transitions",
  "transitions_context_known",
  "transitions_context_whole",
  "transitions_assessed",
  "transitions_repeated",
  "transitions_scored",
  "transitions_satisfied",
  "started",
  "engaged",
  "escalated",
  "escalations",
] as const;

/**
 * Sums of survey scores on 1–5 and of their squares, in billionths (whole numbers, so that adding and taking
 * away in any order gives exactly the same total).
 */
export const SCORE_MEASURES = [
  "post_score",
  "post_score_squares",
  "contained_score",
  "contained_score_squares",
] as const;

/** What one point of score counts in a score measure. */
export const SCORE_UNIT = 1_000_000_000;

export const MEASURES = [...COUNT_MEASURES, ...SCORE_MEASURES] as const;
export type MeasureId = (typeof MEASURES)[number];

/** What a conversation adds to each sum; a measure that is absent adds 0. */
export type Sums = { [M in MeasureId]?: number };

/** What a conversation can have many of, kept as sums split by one more key. */
export const FACETS = [
  "field",
  "rating_agent",
  "bot_time",
  "wait_time",
  "failed_attempts",
  "transition",
  "csat_score",
] as const;
export type Facet = (typeof FACETS)[number];

/**
 * One key's part of a facet. What the four numbers count:
 * `field` (key: field name and how it was passed, see lib/metrics/field-key.ts): captured, with its own answer known,
 * asked again, 0.
 * `rating_agent` (key: agent): ratings with usefulness, with use, with a corrected reason that counts, with a list of
 * fields asked again on a hand-off that another source assesses too.
 * `bot_time`, `wait_time` (key: histogram bucket): observations, 0, 0, 0.
 * `failed_attempts` (key: how many the hand-off came after): hand-offs, of them bot failures, planned escalations,
 * customer demands.
 * `transition` (key: from where to where and how it went, see lib/metrics/transition-key.ts): transitions, with a scored
 * answer at the end, with a satisfied one, 0.
 * `csat_score` (key: the whole points of the score on 1–5): counted surveys after a hand-off, of contained
 * conversations, 0, 0.
 */
export interface FacetSum {
  readonly facet: Facet;
  readonly key: string;
  readonly counts: readonly [number, number, number, number];
}
