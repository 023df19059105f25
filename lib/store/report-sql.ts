import type { Period } from "@/lib/domain/period";
import { type Dimension, TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { groupingFor } from "./roll-up-totals";

/** Any of the values (null = not known). */
export interface DimensionFilter {
  readonly dimension: Dimension;
  readonly values: readonly (string | null)[];
}

/** Which conversations a question is about. */
export interface Selection {
  readonly generation: number;
  /** Null = all data. */
  readonly period: Period | null;
  readonly filters: readonly DimensionFilter[];
}

/** Collects the parameters of a statement while its text is written. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

const TIME_EXPRESSIONS: { readonly [dimension: string]: string } = {
  day: "day::text",
  week: `to_char(day, 'IYYY-"W"IW')`,
  month: "to_char(day, 'YYYY-MM')",
};

/** What a dimension is in SQL, over a table that has its columns. `field` is the key of the facet rows. */
export function dimensionExpression(dimension: Dimension, parameters: Parameters): string {
  if (dimension.startsWith("attr."))
    return `attributes ->> ${parameters.add(dimension.slice("attr.".length))}::text`;
  if (dimension === "hour") return "to_char(day, 'YYYY-MM-DD') || 'T' || lpad(hour::text, 2, '0')";
  if (dimension === "field") return "key";
  return TIME_EXPRESSIONS[dimension] ?? dimension;
}

/** The condition that a selection puts on a table that has its columns, without the grouping. */
export function selectionCondition(selection: Selection, parameters: Parameters): string {
  const conditions = [`generation = ${parameters.add(selection.generation)}`];
  if (selection.period) {
    conditions.push(
      `day BETWEEN ${parameters.add(selection.period.from)}::date AND ${parameters.add(selection.period.to)}::date`,
    );
  }
  for (const { dimension, values } of selection.filters) {
    const expression = dimensionExpression(dimension, parameters);
    const known = values.filter((value) => value !== null);
    const isKnown = `${expression} = ANY(${parameters.add(known)}::text[])`;
    conditions.push(values.includes(null) ? `(${isKnown} OR ${expression} IS NULL)` : isKnown);
  }
  return conditions.join(" AND ");
}

/**
 * The number of the smallest grouping of the daily totals that answers a question about these dimensions; null when
 * only the measure rows can.
 */
export function coveringGrouping(dimensions: readonly Dimension[]): number | null {
  const asked = new Set<string>(dimensions.filter((d) => d !== "field" && !(d in TIME_EXPRESSIONS)));
  const covered = [...asked].every((dimension) =>
    (TOTALLED_DIMENSIONS as readonly string[]).includes(dimension),
  );
  return covered ? groupingFor(asked) : null;
}
