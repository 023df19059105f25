import type { MetricValue } from "@/lib/metrics/metric-value";
import {
  QUADRANTS,
  type Quadrant,
  type QuadrantLines,
  type Reading,
  readQuadrant,
} from "@/lib/metrics/verdicts-reading";
import type { ReportRow } from "@/lib/reports/report/report";
import type { QueryTypeNumbers } from "./query-type-numbers";

/** The two lines of the quadrant, and where the second comes from. */
export interface Lines extends QuadrantLines {
  readonly repeatInformationIs: "overall" | "target";
}

/** A query type with its place in the quadrant. */
export interface PlacedType extends QueryTypeNumbers {
  readonly reading: Reading;
}

/** The query types of one quadrant together. */
export interface QuadrantSum {
  readonly quadrant: Quadrant;
  /** Most conversations first. */
  readonly types: readonly PlacedType[];
  readonly certain: number;
  readonly handOffs: number;
  readonly repeats: number;
}

/**
 * Where the quadrant is divided: at the overall hand-off rate, of which no direction is better, and at the target of
 * repeat information or without one at its overall value. Null while either is withheld.
 */
export function quadrantLines(total: ReportRow, repeatTarget: number | null): Lines | null {
  const handOffRate = total.values.hand_off_rate?.value ?? null;
  const repeatInformation = repeatTarget ?? total.values.repeat_information_rate?.value ?? null;
  if (handOffRate === null || repeatInformation === null) return null;
  return {
    handOffRate,
    repeatInformation,
    repeatInformationIs: repeatTarget === null ? "overall" : "target",
  };
}

/** Reads every query type against the lines. */
export function placeTypes(types: readonly QueryTypeNumbers[], lines: QuadrantLines | null): PlacedType[] {
  return types.map((type) => ({
    ...type,
    reading: readQuadrant(type.values.hand_off_rate, type.values.repeat_information_rate, lines),
  }));
}

/** The four quadrants with the query types in each. Conversations without a query type are in none. */
export function sumQuadrants(types: readonly PlacedType[]): QuadrantSum[] {
  return QUADRANTS.map((quadrant) => {
    const own = types
      .filter((type) => type.queryType !== null && type.reading.quadrant === quadrant)
      .sort((a, b) => conversationsOf(b) - conversationsOf(a));
    const sum = (count: (type: PlacedType) => number | null | undefined) =>
      own.reduce((total, type) => total + (count(type) ?? 0), 0);
    return {
      quadrant,
      types: own,
      certain: own.filter((type) => type.reading.certain).length,
      handOffs: sum((type) => type.values.hand_offs?.value),
      repeats: sum((type) => type.values.repeat_information_rate?.numerator),
    };
  });
}

/** Eligible conversations of a query type. */
export function conversationsOf({ values }: { readonly values: { readonly [metric: string]: MetricValue } }) {
  return values.conversations?.value ?? 0;
}
