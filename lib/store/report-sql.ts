import type { Period } from "@/lib/domain/period";
import type { Dimension, TotalledDimension } from "@/lib/metrics/dimensions";
import { groupingFor } from "./groupings";

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

/** Whether a dimension's value follows from the day alone. */
export function isOfDay(dimension: Dimension): boolean {
  return dimension in TIME_EXPRESSIONS;
}

/** What a dimension is in SQL, over a table that has its columns; `field` is in none. */
export function dimensionExpression(dimension: Dimension, parameters: Parameters): string {
  if (dimension.startsWith("attr."))
    return `attributes ->> ${parameters.add(dimension.slice("attr.".length))}::text`;
  if (dimension === "hour") return "to_char(day, 'YYYY-MM-DD') || 'T' || lpad(hour::text, 2, '0')";
  return TIME_EXPRESSIONS[dimension] ?? dimension;
}

/** The condition that a selection puts on a table that has its columns, without the grouping. */
export function selectionCondition(selection: Selection, parameters: Parameters): string {
  const { generation, period, filters } = selection;
  return periodsCondition({ generation, periods: period && [period], filters }, parameters);
}

/** The same for the days of several periods; null = all data. */
export function periodsCondition(
  {
    generation,
    periods,
    filters,
  }: {
    readonly generation: number;
    readonly periods: readonly Period[] | null;
    readonly filters: readonly DimensionFilter[];
  },
  parameters: Parameters,
): string {
  const conditions = [`generation = ${parameters.add(generation)}`];
  if (periods) {
    const days = periods.map(
      ({ from, to }) => `day BETWEEN ${parameters.add(from)}::date AND ${parameters.add(to)}::date`,
    );
    conditions.push(days.length === 1 ? days.join("") : `(${days.join(" OR ") || "false"})`);
  }
  for (const { dimension, values } of filters) {
    const expression = dimensionExpression(dimension, parameters);
    const known = values.filter((value) => value !== null);
    const isKnown = `${expression} = ANY(${parameters.add(known)}::text[])`;
    conditions.push(values.includes(null) ? `(${isKnown} OR ${expression} IS NULL)` : isKnown);
  }
  return conditions.join(" AND ");
}

/**
 * The number of the smallest of the groupings that answers a question by and about these dimensions; null when only
 * the measure rows can.
 */
export function coveringGrouping(
  groupings: readonly (readonly TotalledDimension[])[],
  by: readonly Dimension[],
  { filters }: Selection,
): number | null {
  const asked = [...by, ...filters.map((filter) => filter.dimension)];
  return groupingFor(groupings, new Set(asked.filter((dimension) => !isOfDay(dimension))));
}
