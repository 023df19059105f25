import { formatCount, formatInterval, formatParts, formatValue } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { Answer, Evidence, Finding, Verdict } from "@/lib/metrics/verdicts";
import { ACTION_DEFINITIONS, NO_ACTION_LABELS, verdictLabel } from "@/lib/metrics/verdicts-definitions";
import { LEAST_UNITS, TOO_MANY_ATTEMPTS } from "@/lib/metrics/verdicts-thresholds";
import { type PeriodScope, rowsAddress, withFilter } from "@/lib/reports/conversations/rows-address";
import { plainWord } from "@/lib/reports/report/prepare-names";
import { lateAttempts } from "./query-type-attempts";
import type { QueryTypeNumbers } from "./query-type-numbers";
import type { TypeVerdict } from "./type-verdicts";

/** One number that a verdict rests on, in words: `Order reference asked again` 45.0% `222/493`. */
export interface EvidenceText {
  readonly key: string;
  readonly label: string;
  /** Null when withheld or not known. */
  readonly value: string | null;
  readonly parts: string | null;
  readonly href: string | null;
  readonly interval: string | null;
  /** `over 24.8%`: where the number has to be for the rule to hold. */
  readonly line: string;
  readonly answer: Answer;
}

/** The verdict as a chip with its first number. */
export interface VerdictChip {
  /** How the chip looks: an action, plain words, or a dashed outline. */
  readonly kind: "action" | "none" | "few";
  readonly label: string;
  /** It was another one in the period before. */
  readonly isNew: boolean;
  /** The number that decided it, or that leaves it open. */
  readonly evidence: EvidenceText | null;
  /** In place of a number: `26 hand-offs, too few`. */
  readonly note: string | null;
  /** Other rules that hold: `Train the bot`. */
  readonly others: readonly string[];
  /** The whole of it in a sentence, for a tooltip. */
  readonly title: string;
}

/** One rule on the page of a query type: what it asks, what the numbers say, and why the line is where it is. */
export interface RuleText {
  readonly key: string;
  readonly label: string;
  readonly rule: string;
  readonly why: string;
  readonly todo: string;
  readonly evidence: readonly EvidenceText[];
  readonly answer: Answer;
  /** `holds`, `does not hold`, `not certain`, `not known`. */
  readonly answerText: string;
  readonly isVerdict: boolean;
}

const ANSWERS: { readonly [A in Answer]: string } = {
  yes: "holds",
  no: "does not hold",
  unsure: "not certain",
  unknown: "not known",
};

/** The verdict of a query type in a table. `before` is that of the period before; null without one. */
export function prepareVerdict(
  type: QueryTypeNumbers,
  before: Verdict["action"] | null,
  scope: PeriodScope,
): VerdictChip {
  const { action, findings } = type.verdict;
  const called = findings.find((finding) => finding.action === action);
  const open = action === "too_few" ? findings.find((finding) => finding.answer === "unsure") : undefined;
  const finding = called ?? open;
  const first = finding?.evidence.find((evidence) => evidence.answer === finding.answer);
  const handOffs = type.values.hand_offs?.value ?? 0;
  const others = findings.filter((one) => one.answer === "yes" && one.action !== action);
  return {
    ...verdictWord({ action, others: others.map((one) => one.action), before }),
    evidence: finding && first ? evidenceText(first, finding, type, scope) : null,
    note: action === "too_few" && !open ? `${formatCount(handOffs)} of ${LEAST_UNITS} hand-offs` : null,
  };
}

/** The verdict of a query type as a word alone, without the numbers that it rests on. */
export function verdictWord({ action, others, before }: Omit<TypeVerdict, "queryType">): VerdictChip {
  const isAction = action !== "no_action" && action !== "too_few";
  return {
    kind: isAction ? "action" : action === "no_action" ? "none" : "few",
    label: verdictLabel(action),
    isNew: isAction && before !== null && before !== action,
    evidence: null,
    note: null,
    others: others.map(verdictLabel),
    title: isAction ? ACTION_DEFINITIONS[action].rule : NO_ACTION_LABELS[action].rule,
  };
}

/** All rules with what they say of a query type. */
export function prepareRules(type: QueryTypeNumbers, scope: PeriodScope): RuleText[] {
  return type.verdict.findings.map((finding) => {
    const { label, rule, why, todo } = ACTION_DEFINITIONS[finding.action];
    return {
      key: finding.action,
      label,
      rule,
      why,
      todo,
      evidence: [
        ...finding.evidence.map((evidence) => evidenceText(evidence, finding, type, scope)),
        ...(finding.field ? [structuredText(finding.field, scope)] : []),
      ],
      answer: finding.answer,
      answerText: ANSWERS[finding.answer],
      isVerdict: finding.action === type.verdict.action,
    };
  });
}

function evidenceText(
  evidence: Evidence,
  { field }: Finding,
  type: QueryTypeNumbers,
  scope: PeriodScope,
): EvidenceText {
  const { value, side, line } = evidence;
  return {
    ...numberText(value),
    key: evidence.number,
    label: LABELS[evidence.number](field ? plainWord(field.name) : null),
    href: value?.denominator ? hrefOf(evidence, field?.name ?? null, type, scope) : null,
    line: `${side === "above" ? "over" : "under"} ${formatValue("percent", line)}`,
    answer: evidence.answer,
  };
}

/** Of the field that is asked again: how often it arrives in a field of its own. It decides nothing; it says why. */
function structuredText(
  { name, structured }: NonNullable<Finding["field"]>,
  scope: PeriodScope,
): EvidenceText {
  const filters = withFilter(scope.filters, "field", [name]);
  return {
    ...numberText(structured),
    key: "structured_pass_rate",
    label: `${plainWord(name)} passed in a field`,
    href: structured.denominator
      ? rowsAddress(
          { ...scope, filters },
          "structured_pass_rate",
          structured.numerator ? "numerator" : "denominator",
        )
      : null,
    line: "",
    answer: "unknown",
  };
}

function numberText(value: MetricValue | undefined): Pick<EvidenceText, "value" | "parts" | "interval"> {
  return {
    value: value?.value == null ? null : formatValue("percent", value.value),
    parts: value?.denominator ? formatParts(value.numerator ?? 0, value.denominator) : null,
    interval: value?.interval ? formatInterval("percent", value.interval) : null,
  };
}

const LABELS: { readonly [N in Evidence["number"]]: (field: string | null) => string } = {
  field_reask_rate: (field) => (field === null ? "Captured details asked again" : `${field} asked again`),
  demand_honoured_rate: () => "Handed off within 60 s of asking",
  late_failures: () => `Failures after ${TOO_MANY_ATTEMPTS} or more attempts`,
  containment_rate: () => "Stays with the bot",
  bot_failure_share: () => "Bot failures",
};

/** The conversations behind a number: those counted, or where none is, those it is counted among. */
function hrefOf(
  { number, value }: Evidence,
  field: string | null,
  type: QueryTypeNumbers,
  scope: PeriodScope,
): string {
  const part = value?.numerator ? "numerator" : "denominator";
  switch (number) {
    case "field_reask_rate": {
      const filters = field === null ? scope.filters : withFilter(scope.filters, "field", [field]);
      return rowsAddress({ ...scope, filters }, number, part);
    }
    case "late_failures": {
      const late = lateAttempts(type.attempts);
      const filters = late.length === 0 ? scope.filters : withFilter(scope.filters, "failed_attempts", late);
      return rowsAddress({ ...scope, filters }, "bot_failure_share", "numerator");
    }
    default:
      return rowsAddress(scope, number, part);
  }
}
