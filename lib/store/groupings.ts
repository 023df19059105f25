import { TOTALLED_DIMENSIONS, type TotalledDimension } from "@/lib/metrics/dimensions";

/**
 * The groupings at which daily totals are kept, by number: day × query type, the same with one more dimension each,
 * and all dimensions. A version comes with its bot: nearly every version is of one, so this makes hardly more cells, and
 * tells whose version it is. A question is answered from the first that covers it, so they go from small to large.
 * Another METRIC_VERSION goes with every change, so that all totals are made anew.
 */
export const GROUPINGS: readonly (readonly TotalledDimension[])[] = [
  ["query_type"],
  ["query_type", "reason"],
  ["query_type", "language"],
  ["query_type", "channel"],
  ["query_type", "bot"],
  ["query_type", "bot", "bot_version"],
  TOTALLED_DIMENSIONS,
];

/**
 * Facets are not kept by all dimensions at once, where hardly two conversations share a cell: the measure rows answer
 * such questions as fast.
 */
export const FACET_GROUPINGS = GROUPINGS.slice(0, -1);

/** The number of the smallest of the groupings that has all the dimensions; null when none has. */
export function groupingFor(
  groupings: readonly (readonly TotalledDimension[])[],
  dimensions: ReadonlySet<string>,
): number | null {
  const number = groupings.findIndex((grouping) =>
    [...dimensions].every((dimension) => (grouping as readonly string[]).includes(dimension)),
  );
  return number < 0 ? null : number;
}

/**
 * SQL for the hash that names a cell: of its dimensions, with null told apart from every text. No dimension holds a
 * control character, so the separator cannot occur in one.
 */
export const CELL_HASH = `md5(${TOTALLED_DIMENSIONS.map((dimension) => `coalesce('=' || ${dimension}, '')`).join(" || E'\\x1f' || ")})::uuid`;
