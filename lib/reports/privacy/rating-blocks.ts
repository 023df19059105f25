import type { Week } from "@/lib/domain/period";
import { isPrivate, type RatingsByAgent, together } from "./private-ratings";

/** Ratings of the conversations of one week that share their values of some dimensions. */
export interface RatedCell {
  readonly week: Week;
  /** One value a dimension of the table. */
  readonly key: readonly (string | null)[];
  readonly ratings: RatingsByAgent;
}

/** One value a dimension (null = not known), or undefined where any will do. */
export type Choice = readonly (string | null | undefined)[];

/**
 * All ratings of a metric, by week and by some dimensions, and which sums of them people may see.
 *
 * The rule: two sums of which one contains the other must never differ by fewer than five ratings or by those of fewer
 * than three agents, unless they do not differ at all.
 *
 * - In time, the weeks of every choice are gathered into blocks that are large enough by themselves, from the oldest on;
 *   what is left at the end joins the block before it. A sum is made of whole blocks, so two periods differ by whole
 *   blocks. The running week is a block of its own, large enough or not: it must not hide the week before it.
 * - Across dimensions, what a narrower choice leaves out of a wider one is large enough, or nothing, and its weeks are
 *   whole blocks of the wider one, too.
 *
 * A wider sum over more weeks differs from a narrower one over fewer by whole blocks of the wider one and by what the
 * narrower one leaves out in its own weeks: both are nothing or large enough, so their sum is.
 */
export class RatedTable {
  private readonly bySeries = new Map<string, ReadonlyMap<Week, RatingsByAgent>>();
  private readonly byBlocks = new Map<string, readonly (readonly Week[])[]>();

  /**
   * @param running the week that is not over yet; null where none is
   * @param coarser pairs of dimensions (their places in the key), the finer one first: where all ratings of a choice
   *   have one value of the coarser, the choice is one of that value, too
   */
  constructor(
    readonly cells: readonly RatedCell[],
    private readonly running: Week | null,
    private readonly coarser: readonly (readonly [number, number])[] = [],
  ) {}

  /** Whether people may see the sum of a choice over some weeks. A sum of no ratings says nothing about anybody. */
  isAnswerable(choice: Choice, weeks: ReadonlySet<Week>): boolean {
    const asked = this.withCoarser(choice);
    const own = this.sumOf(asked, weeks);
    if (!isRated(own)) return true;
    return widerChoices(asked).every(
      (wider) =>
        this.isOfWholeBlocks(wider, weeks) &&
        (wider === asked || !isPrivate(less(this.sumOf(wider, weeks), own))),
    );
  }

  /** The ratings of a choice over some weeks. */
  sumOf(choice: Choice, weeks: ReadonlySet<Week>): RatingsByAgent {
    return together(
      [...this.seriesOf(choice)].flatMap(([week, ratings]) => (weeks.has(week) ? [ratings] : [])),
    );
  }

  private isOfWholeBlocks(choice: Choice, weeks: ReadonlySet<Week>): boolean {
    const series = this.seriesOf(choice);
    return this.blocksOf(choice).every((block) => {
      if (!block.some((week) => weeks.has(week))) return true;
      return (
        block.every((week) => weeks.has(week)) &&
        !isPrivate(together(block.map((week) => series.get(week) ?? NO_RATINGS)))
      );
    });
  }

  private blocksOf(choice: Choice): readonly (readonly Week[])[] {
    const name = nameOf(choice);
    const known = this.byBlocks.get(name);
    if (known) return known;
    const series = this.seriesOf(choice);
    const rated = [...series.keys()].filter((week) => isRated(series.get(week) ?? NO_RATINGS)).sort();
    const blocks: Week[][] = [];
    let open: Week[] = [];
    for (const week of rated) {
      if (week === this.running) continue;
      open.push(week);
      if (isPrivate(together(open.map((one) => series.get(one) ?? NO_RATINGS)))) continue;
      blocks.push(open);
      open = [];
    }
    const last = blocks.at(-1);
    if (last) last.push(...open);
    else if (open.length > 0) blocks.push(open);
    if (this.running !== null && rated.includes(this.running)) blocks.push([this.running]);
    if (this.byBlocks.size >= MOST_CHOICES) this.byBlocks.clear();
    this.byBlocks.set(name, blocks);
    return blocks;
  }

  private seriesOf(choice: Choice): ReadonlyMap<Week, RatingsByAgent> {
    const name = nameOf(choice);
    const known = this.bySeries.get(name);
    if (known) return known;
    const series = new Map<Week, RatingsByAgent[]>();
    for (const { week, ratings } of this.matching(choice)) {
      const found = series.get(week);
      if (found) found.push(ratings);
      else series.set(week, [ratings]);
    }
    const sums = new Map([...series].map(([week, parts]) => [week, together(parts)]));
    if (this.bySeries.size >= MOST_CHOICES) this.bySeries.clear();
    this.bySeries.set(name, sums);
    return sums;
  }

  private matching(choice: Choice): readonly RatedCell[] {
    return this.cells.filter(({ key }) =>
      choice.every((value, i) => value === undefined || key[i] === value),
    );
  }

  private withCoarser(choice: Choice): Choice {
    const found = [...choice];
    for (const [fine, coarse] of this.coarser) {
      if (found[fine] === undefined || found[coarse] !== undefined) continue;
      const values = new Set(
        this.matching(found).flatMap(({ key, ratings }) => (isRated(ratings) ? [key[coarse] ?? null] : [])),
      );
      const [only] = values;
      if (values.size === 1) found[coarse] = only;
    }
    return found;
  }
}

const NO_RATINGS: RatingsByAgent = new Map();
/** Tables live as long as their ratings, and anybody may filter by anything: beyond so many choices they begin anew. */
const MOST_CHOICES = 5000;

/** Whether there is any rating at all. */
export function isRated(ratings: RatingsByAgent): boolean {
  return [...ratings.values()].some((count) => count > 0);
}

/** The choice itself, first, and all that leave some of its dimensions open. */
function widerChoices(choice: Choice): Choice[] {
  const choices: Choice[] = [choice];
  for (const [i, value] of choice.entries()) {
    if (value === undefined) continue;
    choices.push(...choices.map((wider) => wider.map((other, j) => (j === i ? undefined : other))));
  }
  return choices;
}

/** What is left of ratings without some of them. */
function less(all: RatingsByAgent, part: RatingsByAgent): RatingsByAgent {
  return new Map([...all].map(([agent, count]) => [agent, count - (part.get(agent) ?? 0)]));
}

function nameOf(choice: Choice): string {
  return JSON.stringify(choice.map((value) => (value === undefined ? 0 : value)));
}
