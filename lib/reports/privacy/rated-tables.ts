import type { Week } from "@/lib/domain/period";
import type { PrivateMetric } from "@/lib/metrics/metric";
import type { AgentsCell } from "@/lib/store/rated-cells";
import { ratingsFor } from "./private-ratings";
import { RatedTable } from "./rating-blocks";

/** Tables for as long as the ratings are the same ones; what a table has worked out stays with it. */
const tables = new WeakMap<readonly AgentsCell[], Map<string, RatedTable>>();

/**
 * The table of a metric's ratings.
 *
 * @param cells all ratings there are, by the dimensions of the table
 * @param running and `coarser`: see {@link RatedTable}
 */
export function ratedTable(
  cells: readonly AgentsCell[],
  metric: PrivateMetric,
  running: Week,
  coarser: readonly (readonly [number, number])[],
): RatedTable {
  const known = tables.get(cells) ?? new Map<string, RatedTable>();
  tables.set(cells, known);
  const name = JSON.stringify([metric.privateRatings.count, running, coarser]);
  const table =
    known.get(name) ??
    new RatedTable(
      cells.map(({ week, key, agents }) => ({ week, key, ratings: ratingsFor(metric, agents) })),
      running,
      coarser,
    );
  known.set(name, table);
  return table;
}
