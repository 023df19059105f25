import type { PrivateMetric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";

/** Fewer ratings or fewer agents than this, and a sum says too much about one of them (contract, section 4). */
const FEWEST_RATINGS = 5;
const FEWEST_AGENTS = 3;

/** Who stands behind a rating metric's number: ratings by agent. */
export type RatingsByAgent = ReadonlyMap<string, number>;

/** What is shown in place of a private number. */
export const PRIVATE_VALUE: MetricValue = {
  value: null,
  numerator: null,
  denominator: null,
  interval: null,
  withheld: "private",
  lowVolume: true,
};

/** Whether a sum of ratings may not be shown to a person. A sum of none says nothing about anybody. */
export function isPrivate(ratings: RatingsByAgent): boolean {
  let sum = 0;
  let agents = 0;
  for (const count of ratings.values()) {
    sum += count;
    if (count > 0) agents += 1;
  }
  return sum > 0 && (sum < FEWEST_RATINGS || agents < FEWEST_AGENTS);
}

/** The ratings of several rows as one. */
export function together(rows: readonly RatingsByAgent[]): RatingsByAgent {
  const sum = new Map<string, number>();
  for (const row of rows) for (const [agent, count] of row) sum.set(agent, (sum.get(agent) ?? 0) + count);
  return sum;
}

function sizeOf(ratings: RatingsByAgent): number {
  return [...ratings.values()].reduce((sum, count) => sum + count, 0);
}

/**
 * Which rows of a table hide a rating metric: those that are private themselves, those in `also`, and then, in every
 * slice of the table whose total can be asked for (`slices`: lists of row numbers), the smallest others, until what is
 * hidden could not be worked out by taking the shown rows from that total.
 */
export function hiddenRows(
  rows: readonly RatingsByAgent[],
  slices: readonly (readonly number[])[],
  also: ReadonlySet<number> = NO_ROWS,
): ReadonlySet<number> {
  const hidden = new Set(rows.flatMap((row, i) => (also.has(i) || isPrivate(row) ? [i] : [])));
  const ratingsOf = (i: number) => rows[i] ?? new Map<string, number>();
  for (let before = -1; before !== hidden.size; ) {
    before = hidden.size;
    for (const slice of slices) {
      const inSlice = slice.filter((i) => hidden.has(i));
      if (inSlice.length === 0) continue;
      if (inSlice.length > 1 && !isPrivate(together(inSlice.map(ratingsOf)))) continue;
      const others = slice.filter((i) => !hidden.has(i) && sizeOf(ratingsOf(i)) > 0);
      const [smallest] = others.sort((a, b) => sizeOf(ratingsOf(a)) - sizeOf(ratingsOf(b)) || a - b);
      if (smallest !== undefined) hidden.add(smallest);
    }
  }
  return hidden;
}

const NO_ROWS: ReadonlySet<number> = new Set();

/** Ratings by agent that count for a metric, out of the counts of the agents' facet. */
export function ratingsFor(
  metric: PrivateMetric,
  agents: ReadonlyMap<string, readonly number[]>,
): RatingsByAgent {
  return new Map([...agents].map(([agent, counts]) => [agent, counts[metric.privateRatings.count] ?? 0]));
}
