import type { Actor } from "@/lib/access/actor";
import { isPrivateMetric } from "@/lib/metrics/metric";
import type { Connection } from "@/lib/store/database";
import { readFacets } from "@/lib/store/report-facets";
import { givesAway, hiddenRows, type RatingsByAgent, ratingsFor, together } from "./private-ratings";
import { type EvidenceQuestion, type EvidenceRow, keyOf } from "./read-evidence";

/** The keys ({@link keyOf}) of rows in which a metric is private, by metric. */
export type PrivateRows = ReadonlyMap<string, ReadonlySet<string>>;

const NOTHING_PRIVATE: PrivateRows = new Map();
/** Each further dimension doubles the totals that can be asked for; a question by more is not answered with ratings. */
const MOST_DIMENSIONS = 6;

/**
 * In which rows of a report rating metrics are private for this actor. API keys are trusted programs: nothing is
 * private for them. For people a row is hidden when too few ratings or agents stand behind it, or when one subtraction
 * would reveal such a row: of this table, or of the table without the filters, which can be asked for as well.
 *
 * So the ratings are read without the filters, split by the dimensions of the filters too. In that table of cells it is
 * decided what is hidden; a row of the report is a sum of cells, and is hidden when it would give a hidden cell away.
 */
export async function findPrivateRows(
  client: Connection,
  actor: Actor,
  question: EvidenceQuestion,
  rows: readonly EvidenceRow[],
): Promise<PrivateRows> {
  const metrics = question.metrics.filter(isPrivateMetric);
  if (actor.kind === "key" || metrics.length === 0) return NOTHING_PRIVATE;

  const dimensions = [...new Set([...question.by, ...question.filters.map((filter) => filter.dimension)])];
  if (dimensions.length > MOST_DIMENSIONS) {
    return new Map(metrics.map((metric) => [metric.id, new Set(rows.map(keyOf))]));
  }
  const cells = await readFacets(client, { ...question, filters: [] }, dimensions, ["rating_agent"]);
  const cellSlices = slicesOf(cells);
  const rowSlices = slicesOf(rows);
  const parts = partsOf(question, dimensions, cells);
  const partOf = (row: EvidenceRow | undefined) => (row && parts.get(keyOf(row))) ?? [];
  return new Map(
    metrics.map((metric) => {
      const ratings = cells.map((cell) => ratingsFor(metric, cell.keys));
      const hiddenCells = hiddenRows(ratings, cellSlices);
      const isHidden = (part: readonly number[]) => givesAway(part, ratings, cellSlices, hiddenCells);
      const byRow = rows.map((row) => together(partOf(row).map((i) => ratings[i] ?? NO_RATINGS)));
      const total = isHidden([...parts.values()].flat());
      const also = byRow.flatMap((row, i) =>
        isRated(row) && (total || isHidden(partOf(rows[i]))) ? [i] : [],
      );
      const hidden = hiddenRows(byRow, rowSlices, new Set(also));
      return [metric.id, new Set(rows.filter((_, i) => hidden.has(i)).map(keyOf))];
    }),
  );
}

const NO_RATINGS: RatingsByAgent = new Map();

function isRated(ratings: RatingsByAgent): boolean {
  return [...ratings.values()].some((count) => count > 0);
}

interface Keyed {
  /** One value a dimension. */
  readonly key: readonly (string | null)[];
}

/** The numbers of the cells that each row of the report adds up, by the row's key. */
function partsOf(
  { by, filters }: EvidenceQuestion,
  dimensions: EvidenceQuestion["by"],
  cells: readonly Keyed[],
): ReadonlyMap<string, readonly number[]> {
  const parts = new Map<string, number[]>();
  for (const [i, cell] of cells.entries()) {
    const valueIn = (dimension: (typeof dimensions)[number]) =>
      cell.key[dimensions.indexOf(dimension)] ?? null;
    if (!filters.every(({ dimension, values }) => values.includes(valueIn(dimension)))) continue;
    const name = keyOf({ key: by.map(valueIn) });
    const part = parts.get(name);
    if (part) part.push(i);
    else parts.set(name, [i]);
  }
  return parts;
}

/** The slices of a table whose total can be asked for: those that share the values of some of its dimensions, or of none. */
function slicesOf(rows: readonly Keyed[]): (readonly number[])[] {
  const slices = new Map<string, number[]>();
  const dimensions = rows[0]?.key.length ?? 0;
  for (let shared = 0; shared < 2 ** dimensions - 1; shared++) {
    for (const [i, { key }] of rows.entries()) {
      const name = JSON.stringify([shared, key.filter((_, d) => Math.floor(shared / 2 ** d) % 2 === 1)]);
      const slice = slices.get(name);
      if (slice) slice.push(i);
      else slices.set(name, [i]);
    }
  }
  return [...slices.values()];
}
