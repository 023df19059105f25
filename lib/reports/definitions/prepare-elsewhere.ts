import { metric } from "@/lib/metrics/catalogue";
import { ELSEWHERE, type ElsewhereRule } from "@/lib/metrics/counted-elsewhere";
import { formatChangeSize } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { PeriodScope } from "@/lib/reports/conversations/rows-address";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import type { CountedElsewhere } from "./counted-elsewhere";

/** One way to count the hand-off rate, as the definitions page prints it. */
export interface ElsewhereLine {
  readonly product: string;
  /** What it is called there. */
  readonly name: string;
  readonly over: string;
  readonly under: string;
  readonly isOwn: boolean;
  /** Null where the reader may not see numbers. */
  readonly number: NumberText | null;
  /** How far it is from ours: `0.4 pts lower`; null for ours, and where either is not shown. */
  readonly against: string | null;
  readonly differs: string;
  readonly reading: string | null;
}

/** Ours first, then the others; `counted` null = without numbers. */
export function prepareElsewhere(
  counted: CountedElsewhere | null,
  scope: PeriodScope | null,
): ElsewhereLine[] {
  const own = metric("hand_off_rate");
  return [
    {
      product: "Baton",
      name: own.label,
      over: own.numeratorText,
      under: own.denominatorText ?? "",
      isOwn: true,
      number: counted && prepareNumber(own, counted.own, scope),
      against: null,
      differs: "Conversations that are over, and in which the customer took part. Each counts once.",
      reading: null,
    },
    ...ELSEWHERE.map((rule) =>
      lineOf(rule, counted?.others.find((other) => other.rule === rule)?.value, counted?.own),
    ),
  ];
}

/** `0.4 pts lower`, or that it is the same. */
function againstOwn(value: MetricValue | undefined, own: MetricValue | undefined): string | null {
  if (typeof value?.value !== "number" || typeof own?.value !== "number") return null;
  const difference = value.value - own.value;
  const size = formatChangeSize("percent", difference);
  if (!/[1-9]/.test(size)) return "the same as ours";
  return `${size} ${difference > 0 ? "higher" : "lower"} than ours`;
}

function lineOf(
  rule: ElsewhereRule,
  value: MetricValue | undefined,
  own: MetricValue | undefined,
): ElsewhereLine {
  const { product, name, numeratorText, denominatorText, differs, reading } = rule;
  return {
    product,
    name,
    over: numeratorText,
    under: denominatorText,
    isOwn: false,
    // Its conversations are not those behind a number of ours: there is no list.
    number: value ? prepareNumber(metric("hand_off_rate"), value, null) : null,
    against: againstOwn(value, own),
    differs,
    reading,
  };
}
