import type { Passed } from "@/lib/domain/record";
import { metric } from "@/lib/metrics/catalogue";
import { formatCount, formatParts, formatValue } from "@/lib/metrics/format";
import type { FieldNumbers } from "@/lib/metrics/verdicts";
import { type PeriodScope, withFilter } from "@/lib/reports/conversations/rows-address";
import { barOf } from "@/lib/reports/report/metric-table";
import { plainWord } from "@/lib/reports/report/prepare-names";
import {
  type NumberText,
  prepareNumber,
  type WithheldText,
  withheldText,
} from "@/lib/reports/report/prepare-number";
import { type IntervalBar, scaleOf } from "./prepare-query-types";
import type { FieldJourney, FieldWay } from "./query-type-fields";

/** How a field was passed on in one way, and what came of it. */
export interface WayText {
  readonly key: Passed | "unknown";
  readonly name: string;
  /** Of all captured: 0 to 1. */
  readonly share: number;
  /** `211, 28.0%`. */
  readonly count: string;
  /** Asked again where it was passed on like this. */
  readonly askedAgain: string | null;
  readonly parts: string | null;
  readonly withheld: WithheldText | null;
}

/** One captured field: captured, passed in a field, asked again. */
export interface FieldText {
  readonly key: string;
  readonly name: string;
  /** The record's own word, where the page shows another. */
  readonly raw: string | null;
  readonly captured: string;
  /** `86.1% of hand-offs`; null without hand-offs. */
  readonly capturedShare: string | null;
  readonly structured: NumberText;
  readonly structuredBar: IntervalBar;
  readonly askedAgain: NumberText;
  readonly askedAgainBar: IntervalBar;
  readonly ways: readonly WayText[];
}

export interface FieldTable {
  readonly rows: readonly FieldText[];
  readonly askedEnds: readonly [string, string];
}

const WAYS: { readonly [W in Passed | "unknown"]: string } = {
  structured: "In a field",
  transcript: "Transcript only",
  none: "Not passed",
  unknown: "Not known",
};

/** Fields from captured over passed in a field to asked again, most captured first. */
export function prepareFields(
  journeys: readonly FieldJourney[],
  fields: readonly FieldNumbers[],
  handOffs: number,
  scope: PeriodScope,
): FieldTable {
  const scale: readonly [number, number] = [
    0,
    scaleOf(
      "asked",
      fields.map((field) => ({ values: { asked: field.askedAgain } })),
    )[1],
  ];
  return {
    rows: journeys.map((journey): FieldText => {
      const numbers = fields.find((field) => field.name === journey.name);
      const own = { ...scope, filters: withFilter(scope.filters, "field", [journey.name]) };
      const name = plainWord(journey.name);
      return {
        key: journey.name,
        name,
        raw: name === journey.name ? null : journey.name,
        captured: formatCount(journey.captured),
        capturedShare:
          handOffs === 0 ? null : `${formatValue("percent", journey.captured / handOffs)} of hand-offs`,
        structured: prepareNumber(metric("structured_pass_rate"), numbers?.structured, own),
        structuredBar: barOf(numbers?.structured, [0, 1]),
        askedAgain: prepareNumber(metric("field_reask_rate"), numbers?.askedAgain, own),
        askedAgainBar: barOf(numbers?.askedAgain, scale),
        ways: journey.ways.map((way) => wayText(way, journey.captured)),
      };
    }),
    askedEnds: ["0", `${Math.round(scale[1] * 100)}%`],
  };
}

function wayText({ passed, captured, askedAgain }: FieldWay, all: number): WayText {
  const key = passed ?? "unknown";
  return {
    key,
    name: WAYS[key],
    share: captured / all,
    count: `${formatCount(captured)}, ${formatValue("percent", captured / all)}`,
    askedAgain: askedAgain.value === null ? null : formatValue("percent", askedAgain.value),
    parts: askedAgain.denominator ? formatParts(askedAgain.numerator ?? 0, askedAgain.denominator) : null,
    withheld: askedAgain.value === null ? withheldText(askedAgain.withheld ?? "no_data") : null,
  };
}
