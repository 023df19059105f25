import type { MetricValue } from "./metric-value";
import { FIELD_FACTOR, FIELD_LEAST, FIELD_MOST, LEAST_UNITS, MOST } from "./verdicts-thresholds";

/*
 * What to do about a query type, by rules that are read from top to bottom. The first that holds is the verdict; the
 * others that hold stand beside it. Their order: first what customers feel and what is mended soonest, last what takes
 * longest.
 */

export const ACTIONS = [
  "fix_field",
  "honour_request",
  "hand_off_sooner",
  "route_to_people",
  "train_bot",
] as const;
export type Action = (typeof ACTIONS)[number];

/** A captured field of a query type. */
export interface FieldNumbers {
  readonly name: string;
  /** `field_reask_rate` and `structured_pass_rate` of this field. */
  readonly askedAgain: MetricValue;
  readonly structured: MetricValue;
}

/** What is known of a query type; a number that is absent is not known. */
export interface VerdictNumbers {
  readonly handOffs: number;
  readonly containment: MetricValue | undefined;
  readonly botFailure: MetricValue | undefined;
  readonly demandHonoured: MetricValue | undefined;
  /** Bot failures after too many failed attempts, of those whose failed attempts are known. */
  readonly lateFailures: MetricValue | undefined;
  readonly fields: readonly FieldNumbers[];
  /** `field_reask_rate` of all fields of all query types together. */
  readonly allFields: MetricValue | undefined;
}

/**
 * Whether a number is past its line: yes or no for certain, `unsure` while its interval reaches over the line or it
 * rests on too little, `unknown` where there is none.
 */
export type Answer = "yes" | "no" | "unsure" | "unknown";

/** One number that a rule asks for, with the line it is held against. */
export interface Evidence {
  readonly number:
    | "field_reask_rate"
    | "demand_honoured_rate"
    | "late_failures"
    | "containment_rate"
    | "bot_failure_share";
  readonly value: MetricValue | undefined;
  readonly side: "above" | "below";
  readonly line: number;
  readonly answer: Answer;
}

/** What a rule says of a query type: the action is called for when every number it asks for is past its line. */
export interface Finding {
  readonly action: Action;
  readonly answer: Answer;
  readonly evidence: readonly Evidence[];
  /** Which field it is about. */
  readonly field: FieldNumbers | null;
}

/** What to do: an action; nothing, since no rule holds; or too little is known to say. */
export interface Verdict {
  readonly action: Action | "no_action" | "too_few";
  /** Of all rules, in their order. */
  readonly findings: readonly Finding[];
}

/** Judges a query type by all rules. */
export function judgeQueryType(numbers: VerdictNumbers): Verdict {
  const findings = ACTIONS.map((action) => RULES[action](numbers));
  const called = findings.find((finding) => finding.answer === "yes");
  if (called) return { action: called.action, findings };
  const isOpen = numbers.handOffs < LEAST_UNITS || findings.some((finding) => finding.answer === "unsure");
  return { action: isOpen ? "too_few" : "no_action", findings };
}

const RULES: { readonly [A in Action]: (numbers: VerdictNumbers) => Finding } = {
  fix_field({ fields, allFields }) {
    const findings = fields.map((field) => {
      const line = fieldLine(field.askedAgain, allFields);
      return finding("fix_field", [ask("field_reask_rate", field.askedAgain, "above", line)], field);
    });
    return (
      findings.sort(byUrgency)[0] ??
      finding("fix_field", [ask("field_reask_rate", undefined, "above", fieldLine(undefined, allFields))])
    );
  },
  honour_request: ({ demandHonoured }) =>
    finding("honour_request", [ask("demand_honoured_rate", demandHonoured, "below", MOST)]),
  hand_off_sooner: ({ lateFailures }) =>
    finding("hand_off_sooner", [ask("late_failures", lateFailures, "above", MOST)]),
  route_to_people: ({ containment, botFailure }) =>
    finding("route_to_people", [
      ask("containment_rate", containment, "below", MOST),
      ask("bot_failure_share", botFailure, "below", MOST),
    ]),
  train_bot: ({ botFailure }) => finding("train_bot", [ask("bot_failure_share", botFailure, "above", MOST)]),
};

/**
 * How often a field has to be asked again for that to be again and again. It is held against all others, so that a
 * field that is asked again very often does not set its own measure.
 */
export function fieldLine(field: MetricValue | undefined, allFields: MetricValue | undefined): number {
  const asked = (allFields?.numerator ?? 0) - (field?.numerator ?? 0);
  const answered = (allFields?.denominator ?? 0) - (field?.denominator ?? 0);
  const usual = answered > 0 ? asked / answered : 0;
  return Math.min(FIELD_MOST, Math.max(FIELD_LEAST, FIELD_FACTOR * usual));
}

function ask(
  number: Evidence["number"],
  value: MetricValue | undefined,
  side: Evidence["side"],
  line: number,
): Evidence {
  return { number, value, side, line, answer: answerOf(value, side, line) };
}

function answerOf(value: MetricValue | undefined, side: Evidence["side"], line: number): Answer {
  if (value?.value == null || value.interval === null) return "unknown";
  const { low, high } = value.interval;
  if (side === "above" ? value.value <= line : value.value >= line) return "no";
  const isPast = side === "above" ? low > line : high < line;
  return isPast && (value.denominator ?? 0) >= LEAST_UNITS ? "yes" : "unsure";
}

/** Weakest first: a rule is as certain as the least certain of its numbers. */
const STRENGTH: readonly Answer[] = ["no", "unknown", "unsure", "yes"];

function finding(action: Action, evidence: readonly Evidence[], field: FieldNumbers | null = null): Finding {
  const answer = STRENGTH.find((strength) => evidence.some((one) => one.answer === strength)) ?? "unknown";
  return { action, answer, evidence, field };
}

/** The field to speak of: the most certain one, and among equals the one that was asked again most often. */
function byUrgency(a: Finding, b: Finding): number {
  const asked = (one: Finding) => one.field?.askedAgain.numerator ?? 0;
  return STRENGTH.indexOf(b.answer) - STRENGTH.indexOf(a.answer) || asked(b) - asked(a);
}
