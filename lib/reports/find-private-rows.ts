import type { Actor } from "@/lib/access/actor";
import type { Dimension } from "@/lib/metrics/dimensions";
import { isPrivateMetric } from "@/lib/metrics/metric";
import type { Connection } from "@/lib/store/database";
import { readFacets } from "@/lib/store/report-facets";
import { complementOf, hiddenRows, isPrivate, ratingsFor } from "./private-ratings";
import { type EvidenceQuestion, type EvidenceRow, keyOf } from "./read-evidence";

/** The keys ({@link keyOf}) of rows in which a metric is private, by metric. */
export type PrivateRows = ReadonlyMap<string, ReadonlySet<string>>;

const NOTHING_PRIVATE: PrivateRows = new Map();

/**
 * In which rows of a report rating metrics are private for this actor. API keys are trusted programs: nothing is
 * private for them. For people a row is hidden when too few ratings or agents stand behind it, when taking the shown
 * rows from a total would reveal such a row, or when what the filters leave out could be worked out that way.
 */
export async function findPrivateRows(
  client: Connection,
  actor: Actor,
  question: EvidenceQuestion,
  rows: readonly EvidenceRow[],
): Promise<PrivateRows> {
  const metrics = question.metrics.filter(isPrivateMetric);
  if (actor.kind === "key" || metrics.length === 0) return NOTHING_PRIVATE;

  const ratings = await readRatings(client, question, question.by);
  const whole =
    question.filters.length === 0
      ? null
      : {
          asked: (await readRatings(client, question, [])).get(keyOf({ key: [] })) ?? NONE,
          all: (await readRatings(client, { ...question, filters: [] }, [])).get(keyOf({ key: [] })) ?? NONE,
        };
  const slices = slicesOf(rows);
  return new Map(
    metrics.map((metric) => {
      const leftOut = whole && complementOf(ratingsFor(metric, whole.all), ratingsFor(metric, whole.asked));
      if (leftOut && isPrivate(leftOut)) return [metric.id, new Set(rows.map(keyOf))];
      const byRow = rows.map((row) => ratingsFor(metric, ratings.get(keyOf(row)) ?? NONE));
      const hidden = hiddenRows(byRow, slices);
      return [metric.id, new Set(rows.filter((_, i) => hidden.has(i)).map(keyOf))];
    }),
  );
}

const NONE: ReadonlyMap<string, readonly number[]> = new Map();

/** The counts of the agents who rated, by row. */
async function readRatings(client: Connection, question: EvidenceQuestion, by: readonly Dimension[]) {
  const rows = await readFacets(client, question, by, ["rating_agent"]);
  return new Map(rows.map((row) => [keyOf(row), row.keys]));
}

/** The slices of a table whose total can be asked for: all rows, and with two dimensions those that share a value. */
function slicesOf(rows: readonly EvidenceRow[]): (readonly number[])[] {
  const slices = new Map<string, number[]>();
  for (const [i, row] of rows.entries()) {
    const names = [
      "all",
      ...(row.key.length > 1 ? row.key.map((value, d) => JSON.stringify([d, value])) : []),
    ];
    for (const name of names) slices.set(name, [...(slices.get(name) ?? []), i]);
  }
  return [...slices.values()];
}
