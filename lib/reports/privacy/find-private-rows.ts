import type { Actor } from "@/lib/access/actor";
import { type Week, weekDays } from "@/lib/domain/period";
import { type Dimension, TIME_DIMENSIONS } from "@/lib/metrics/dimensions";
import { isPrivateMetric, type Metric, type PrivateMetric } from "@/lib/metrics/metric";
import { type EvidenceQuestion, type EvidenceRow, keyOf } from "@/lib/reports/report/read-evidence";
import { hiddenRows, isPrivate, type RatingsByAgent, ratingsFor, together } from "./private-ratings";
import { ratedTable } from "./rated-tables";
import { type Choice, isRated, type RatedTable } from "./rating-blocks";
import type { RatingReadings } from "./rating-readings";

/** The keys ({@link keyOf}) of rows in which a metric is private, by metric. */
export type PrivateRows = ReadonlyMap<string, ReadonlySet<string>>;

const NOTHING_PRIVATE: PrivateRows = new Map();
/** Each further dimension doubles the totals that can be asked for; a question by more is not answered with ratings. */
const MOST_DIMENSIONS = 6;
/** A filter by several values stands for as many choices; beyond this many it is not answered with ratings. */
const MOST_CHOICES = 2000;

/** What has to be known of ratings to answer a question. */
export interface RatingsNeeded {
  readonly metrics: readonly PrivateMetric[];
  /** What is split and filtered by, without weeks. */
  readonly dimensions: readonly Dimension[];
  /** The same and what is coarser than one of them; null where no row can be shown whatever the ratings are. */
  readonly all: readonly Dimension[] | null;
}

/** What {@link findPrivateRows} needs to know of ratings; null where nothing is private. */
export function ratingsNeeded(actor: Actor, question: EvidenceQuestion): RatingsNeeded | null {
  const metrics = question.metrics.filter(isPrivateMetric);
  if (actor.kind === "key" || metrics.length === 0) return null;
  const asked = [...new Set([...question.by, ...question.filters.map((filter) => filter.dimension)])];
  const dimensions: readonly Dimension[] = asked.filter((dimension) => dimension !== "week");
  if (dimensions.some((dimension) => TIME_DIMENSIONS.includes(dimension))) {
    return { metrics, dimensions, all: null };
  }
  const also = dimensions.flatMap((d) => COARSER[d] ?? []).filter((d) => !dimensions.includes(d));
  const all = [...dimensions, ...new Set(also)];
  return { metrics, dimensions, all: all.length > MOST_DIMENSIONS ? null : all };
}

/** Dimensions whose every value belongs to one of another, in nearly all data: the other can be asked for as well. */
const COARSER: { readonly [dimension: string]: readonly Dimension[] } = {
  bot_version: ["bot"],
  reason_code: ["reason"],
  reason_raw: ["reason", "reason_code"],
};

/**
 * In which rows of a report rating metrics are private for this actor. API keys are trusted programs: nothing is
 * private for them. For people a row is hidden
 *
 * - when {@link RatedTable} says so: too few ratings or agents stand behind it, or behind its difference from another
 *   sum that can be asked for, of more weeks or with fewer filters;
 * - when it is not about whole weeks, unless the rest of those weeks has no ratings;
 * - when a subtraction of the shown rows of its table from a total would reveal a hidden one;
 * - when it is filtered by several values of a dimension of which one alone would be hidden;
 * - for `reason_agreement`, when a raw reason that the reason map classifies has too few ratings behind it: taken out of
 *   the map, it would leave a difference.
 *
 * @param running the week that is not over yet
 */
export async function findPrivateRows(
  readings: RatingReadings,
  actor: Actor,
  question: EvidenceQuestion,
  rows: readonly EvidenceRow[],
  running: Week,
): Promise<PrivateRows> {
  const needed = ratingsNeeded(actor, question);
  if (needed === null) return NOTHING_PRIVATE;
  const { metrics, dimensions, all } = needed;
  if (all === null) {
    const everything = new Set(rows.map(keyOf));
    return new Map(metrics.map((metric) => [metric.id, everything]));
  }
  const [cells, partial, mapped] = await Promise.all([
    readings.cells(all),
    readings.partialWeeks(question),
    metrics.some(dependsOnReasons) ? readings.mapped(question) : [],
  ]);
  const coarser = pairsOf(all);
  // Metrics that count the same ratings are hidden in the same rows.
  const known = new Map<string, ReadonlySet<string>>();
  return new Map(
    metrics.map((metric) => {
      const counted = `${metric.privateRatings.count} ${dependsOnReasons(metric)}`;
      const before = known.get(counted);
      if (before) return [metric.id, before];
      const table = ratedTable(cells, metric, running, coarser);
      const broken = new Set(
        partial.flatMap(({ week, agents }) => (isRated(ratingsFor(metric, agents)) ? [week] : [])),
      );
      const remapped =
        dependsOnReasons(metric) && mapped.some(({ agents }) => isPrivate(ratingsFor(metric, agents)));
      const hidden = remapped
        ? new Set(rows.keys())
        : hiddenIn(table, broken, { question, dimensions, all }, rows);
      const found = new Set(rows.filter((_, i) => hidden.has(i)).map(keyOf));
      known.set(counted, found);
      return [metric.id, found];
    }),
  );
}

function dependsOnReasons(metric: Metric): boolean {
  return metric.id === "reason_agreement";
}

/** The places of dimensions of which one is coarser than another, the finer first. */
function pairsOf(dimensions: readonly Dimension[]): (readonly [number, number])[] {
  return dimensions.flatMap((dimension, fine) =>
    (COARSER[dimension] ?? []).map((other) => [fine, dimensions.indexOf(other)] as const),
  );
}

interface Layout {
  readonly question: EvidenceQuestion;
  /** What is split and filtered by, without time. */
  readonly dimensions: readonly Dimension[];
  /** The same and what is coarser than one of them: the dimensions of the table. */
  readonly all: readonly Dimension[];
}

/** The numbers of the rows in which a metric is hidden: the rows of each week, or of the whole period, as one table. */
function hiddenIn(
  table: RatedTable,
  broken: ReadonlySet<Week>,
  layout: Layout,
  rows: readonly EvidenceRow[],
): ReadonlySet<number> {
  const { by } = layout.question;
  const asked = weeksAsked(layout.question, table);
  const at = by.indexOf("week");
  const groups = new Map<Week | null, number[]>();
  for (const [i, row] of rows.entries()) {
    const week = at < 0 ? null : (row.key[at] ?? null);
    const group = groups.get(week);
    if (group) group.push(i);
    else groups.set(week, [i]);
  }
  const hidden = new Set<number>();
  for (const [week, numbers] of groups) {
    const weeks = week === null ? asked : new Set([week]);
    const isBroken = [...weeks].some((one) => broken.has(one));
    for (const i of hiddenTogether(table, weeks, isBroken, layout, numbers, rows)) hidden.add(i);
  }
  return hidden;
}

/** The rated weeks that a question is about, as far as they lie in its period at all. */
function weeksAsked({ period, filters }: EvidenceQuestion, table: RatedTable): ReadonlySet<Week> {
  const weeks = new Set(table.cells.map((cell) => cell.week));
  const wanted = filters.find((filter) => filter.dimension === "week")?.values ?? null;
  return new Set(
    [...weeks].filter((week) => {
      const days = weekDays(week);
      const isIn = period === null || (days.to >= period.from && days.from <= period.to);
      return isIn && (wanted === null || wanted.includes(week));
    }),
  );
}

function hiddenTogether(
  table: RatedTable,
  weeks: ReadonlySet<Week>,
  isBroken: boolean,
  { question, dimensions, all }: Layout,
  numbers: readonly number[],
  rows: readonly EvidenceRow[],
): readonly number[] {
  const lists = question.filters.filter(({ dimension }) => dimension !== "week");
  const valueIn = (row: EvidenceRow | undefined, dimension: Dimension) =>
    row?.key[question.by.indexOf(dimension)] ?? null;
  const choiceOf = (key: readonly (string | null)[]): Choice => all.map((_, i) => key[i]);
  const { cells, places, hidden: hiddenCells } = cellsOf(table, weeks, dimensions.length, choiceOf);
  const byRow = numbers.map((number) => {
    const row = rows[number];
    const wanted = dimensions.map((dimension): readonly (string | null)[] => {
      const values = lists.find((list) => list.dimension === dimension)?.values;
      return question.by.includes(dimension) ? [valueIn(row, dimension)] : (values ?? []);
    });
    const own = product(wanted);
    if (own === null) return { ratings: NO_RATINGS, isHidden: true };
    const ratings = together(
      own.flatMap((key) => {
        const place = places.get(keyOf({ key }));
        return place === undefined ? [] : [cells[place]?.ratings ?? NO_RATINGS];
      }),
    );
    if (!isRated(ratings)) return { ratings, isHidden: false };
    // Of a filter by several values every value of the dimension must be one that could be asked for alone.
    const choices = product(
      wanted.map((values, i) =>
        values.length < 2 ? values : [...new Set(table.cells.map((cell) => cell.key[i] ?? null))],
      ),
    );
    const isHidden =
      isBroken ||
      choices === null ||
      choices.some((key) => {
        const place = places.get(keyOf({ key }));
        return place === undefined ? !table.isAnswerable(choiceOf(key), weeks) : hiddenCells.has(place);
      });
    return { ratings, isHidden };
  });
  const hidden = hiddenRows(
    byRow.map((row) => row.ratings),
    slicesOf(numbers.map((number) => ({ key: rows[number]?.key ?? [] }))),
    new Set(byRow.flatMap((row, i) => (row.isHidden ? [i] : []))),
  );
  return numbers.filter((_, i) => hidden.has(i));
}

const NO_RATINGS: RatingsByAgent = new Map();

interface HiddenCells {
  /** The cells of some weeks by what is asked for: in this table it is decided what hides with what. */
  readonly cells: readonly { readonly ratings: RatingsByAgent }[];
  /** The number of each, by its key. */
  readonly places: ReadonlyMap<string, number>;
  readonly hidden: ReadonlySet<number>;
}

/** What was found of the weeks of a table before; its questions come again and again. */
const foundBefore = new WeakMap<RatedTable, Map<string, HiddenCells>>();
const MOST_FOUND = 200;

function cellsOf(
  table: RatedTable,
  weeks: ReadonlySet<Week>,
  dimensions: number,
  choiceOf: (key: readonly (string | null)[]) => Choice,
): HiddenCells {
  const before = foundBefore.get(table) ?? new Map<string, HiddenCells>();
  foundBefore.set(table, before);
  const name = `${dimensions} ${[...weeks].sort().join(" ")}`;
  const known = before.get(name);
  if (known) return known;
  const cells = cellsIn(table, weeks, dimensions);
  const unanswered = cells.flatMap(({ key }, i) => (table.isAnswerable(choiceOf(key), weeks) ? [] : [i]));
  const found: HiddenCells = {
    cells,
    places: new Map(cells.map((cell, i) => [keyOf(cell), i])),
    hidden: hiddenRows(
      cells.map((cell) => cell.ratings),
      slicesOf(cells),
      new Set(unanswered),
    ),
  };
  if (before.size >= MOST_FOUND) before.clear();
  before.set(name, found);
  return found;
}

/** The ratings of some weeks by the first so many dimensions of a table. */
function cellsIn(
  table: RatedTable,
  weeks: ReadonlySet<Week>,
  dimensions: number,
): { readonly key: readonly (string | null)[]; readonly ratings: RatingsByAgent }[] {
  const found = new Map<string, { key: readonly (string | null)[]; parts: RatingsByAgent[] }>();
  for (const { week, key, ratings } of table.cells) {
    if (!weeks.has(week)) continue;
    const short = key.slice(0, dimensions);
    const name = keyOf({ key: short });
    const cell = found.get(name);
    if (cell) cell.parts.push(ratings);
    else found.set(name, { key: short, parts: [ratings] });
  }
  return [...found.values()].map(({ key, parts }) => ({ key, ratings: together(parts) }));
}

/** Every way to take one value of each list; null where there are more than {@link MOST_CHOICES}. */
function product(lists: readonly (readonly (string | null)[])[]): (readonly (string | null)[])[] | null {
  if (lists.reduce((count, list) => count * list.length, 1) > MOST_CHOICES) return null;
  return lists.reduce<(readonly (string | null)[])[]>(
    (ways, list) => ways.flatMap((way) => list.map((value) => [...way, value])),
    [[]],
  );
}

interface Keyed {
  /** One value a dimension. */
  readonly key: readonly (string | null)[];
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
