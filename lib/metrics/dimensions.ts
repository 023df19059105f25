/** What reports can be split and filtered by (contract, section 6), besides `attr.NAME`. */
export const DIMENSIONS = [
  "query_type",
  "bot",
  "bot_version",
  "channel",
  "language",
  "source",
  "reason",
  "reason_code",
  "reason_raw",
  "queue",
  "context_arrived",
  "context_transcript",
  "context_summary",
  "context_reason",
  "context_fields",
  "context_timing",
  "hour",
  "day",
  "week",
  "month",
  "field",
  "failed_attempts",
  "csat_score",
  "transition",
] as const;
export type NamedDimension = (typeof DIMENSIONS)[number];

/** A dimension by name, or a custom attribute as `attr.NAME`. */
export type Dimension = NamedDimension | `attr.${string}`;

/** Dimensions of time: they cannot be compared with a previous period row by row. */
export const TIME_DIMENSIONS: readonly Dimension[] = ["hour", "day", "week", "month"];

/**
 * Dimensions of which one conversation can have many values. Only metrics that are kept by their values can be split
 * or filtered by them (lib/metrics/facet-dimensions.ts), and what has no value is in no row.
 */
export const FACET_DIMENSIONS = [
  "field",
  "failed_attempts",
  "csat_score",
  "transition",
] as const satisfies readonly NamedDimension[];
export type FacetDimension = (typeof FACET_DIMENSIONS)[number];

/** Whether one conversation can have many values of a dimension. */
export function isFacetDimension(dimension: Dimension): dimension is FacetDimension {
  return (FACET_DIMENSIONS as readonly Dimension[]).includes(dimension);
}

/** Dimensions that the daily totals keep; a question about any other sums the measure rows. */
export const TOTALLED_DIMENSIONS = [
  "query_type",
  "bot",
  "bot_version",
  "channel",
  "language",
  "reason",
] as const;
export type TotalledDimension = (typeof TOTALLED_DIMENSIONS)[number];

/** What a filter says for "not known". */
export const NULL_FILTER = "__null__";

/** Reads a dimension's name; null when there is none of that name. */
export function parseDimension(text: string): Dimension | null {
  if ((DIMENSIONS as readonly string[]).includes(text)) return text as NamedDimension;
  return /^attr\..{1,64}$/u.test(text) ? (text as `attr.${string}`) : null;
}
