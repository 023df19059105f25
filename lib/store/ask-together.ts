import { addDays, type Day, dayOfWeek, daysBetween } from "@/lib/domain/day";
import { monthOf, type Period, weekOf } from "@/lib/domain/period";
import type { Dimension, TotalledDimension } from "@/lib/metrics/dimensions";
import { coveringGrouping, type DimensionFilter, type Selection } from "./report-sql";

/** What is asked of some conversations, split by some dimensions. */
export interface Asked {
  readonly selection: Selection;
  readonly by: readonly Dimension[];
}

/** Questions that one statement answers: about the same conversations but for their days, by the same dimensions or fewer. */
export interface AskedTogether<Q extends Asked> {
  /** The totals that are read; null for the measure rows. */
  readonly grouping: number | null;
  readonly generation: number;
  readonly filters: readonly DimensionFilter[];
  /** The days of all questions, in order and apart from each other; null = all data. */
  readonly periods: readonly Period[] | null;
  /** First days of stretches of time of which every question is about whole ones; null where all are about the same days. */
  readonly stretches: readonly Day[] | null;
  /** What is read; without time where there are stretches of it. */
  readonly dimensions: readonly Dimension[];
  readonly questions: readonly Q[];
}

const TIMES: readonly Dimension[] = ["day", "week", "month"];

/** Dimensions of few values: splitting by one more of them makes few more rows. */
const FEW_VALUES: ReadonlySet<Dimension> = new Set<Dimension>([
  "query_type",
  "bot",
  "bot_version",
  "channel",
  "language",
  "reason",
]);

/** What arrived with a hand-off: no totals are kept by these, and all of them at once make few rows. */
const ARRIVED: ReadonlySet<Dimension> = new Set<Dimension>([
  "context_arrived",
  "context_transcript",
  "context_summary",
  "context_reason",
  "context_fields",
  "context_timing",
]);

/** Tables by what arrived, and one by all that any of them is by: it is read once, and theirs are added up from it. */
export function withArrivedTogether(
  tables: readonly (readonly Dimension[])[],
): readonly (readonly Dimension[])[] {
  const arrived = tables.filter(isByArrived);
  return arrived.length < 2 ? tables : [...tables, [...new Set(arrived.flat())]];
}

function isByArrived(dimensions: readonly Dimension[]): boolean {
  return dimensions.length > 0 && dimensions.every((dimension) => ARRIVED.has(dimension));
}

/**
 * Puts questions together that can be answered from one reading of the same rows. Adding up exact sums of parts gives
 * exactly the sums that each would have read alone.
 */
export function askTogether<Q extends Asked>(
  questions: readonly Q[],
  groupings: readonly (readonly TotalledDimension[])[],
): AskedTogether<Q>[] {
  interface Open {
    readonly name: string;
    readonly grouping: number | null;
    readonly dimensions: readonly Dimension[];
    readonly questions: Q[];
  }
  const open: Open[] = [];
  const widestFirst = [...questions].sort((a, b) => withoutTime(b.by).length - withoutTime(a.by).length);
  const byArrived = [...new Set(questions.flatMap(({ by }) => (isByArrived(by) ? by : [])))];
  for (const question of widestFirst) {
    const { selection, by } = question;
    const dimensions = withoutTime(by);
    const grouping = coveringGrouping(groupings, by, selection);
    const { generation, filters, period } = selection;
    const name = JSON.stringify([grouping, generation, filters, isCountable(period) || [by, period]]);
    const readBy = isByArrived(by) ? byArrived : dimensions;
    const found = open.find((one) => one.name === name && canAnswer(one.dimensions, dimensions, grouping));
    if (found) found.questions.push(question);
    else open.push({ name, grouping, dimensions: readBy, questions: [question] });
  }
  return open.map(({ grouping, dimensions, questions: found }) => {
    const [first] = found;
    const days = daysOf(found);
    return {
      grouping,
      generation: first?.selection.generation ?? 0,
      filters: first?.selection.filters ?? [],
      ...days,
      dimensions: days.stretches || isByArrived(first?.by ?? []) ? dimensions : (first?.by ?? []),
      questions: found,
    };
  });
}

/** The key of a stretch's rows in one question; null where the question is not about it. */
export function keyInStretch(
  { selection: { period }, by }: Asked,
  stretch: Day | null,
  dimensions: readonly Dimension[],
  values: readonly (string | null)[],
): (string | null)[] | null {
  if (stretch !== null && period !== null && (stretch < period.from || stretch > period.to)) return null;
  return by.map((dimension) => {
    if (stretch !== null && dimension === "day") return stretch;
    if (stretch !== null && dimension === "week") return weekOf(stretch);
    if (stretch !== null && dimension === "month") return monthOf(stretch);
    return values[dimensions.indexOf(dimension)] ?? null;
  });
}

/** One text for a key; different keys have different ones. */
export function rowName(key: readonly (string | null)[]): string {
  let name = "";
  for (const value of key) name += value === null ? "-" : `${value.length}:${value}`;
  return name;
}

/** Periods of any length can be asked for; only those of some years are cut into stretches. */
function isCountable(period: Period | null): boolean {
  return period !== null && daysBetween(period.from, period.to) <= MOST_DAYS;
}

const MOST_DAYS = 1500;

function withoutTime(by: readonly Dimension[]): Dimension[] {
  return by.filter((dimension) => !TIMES.includes(dimension));
}

function canAnswer(
  wider: readonly Dimension[],
  narrower: readonly Dimension[],
  grouping: number | null,
): boolean {
  if (!narrower.every((dimension) => wider.includes(dimension))) return false;
  if (narrower.length === wider.length) return true;
  // Reading the measure rows once more costs more than many rows of an answer.
  return wider.every(
    (dimension) => FEW_VALUES.has(dimension) || (grouping === null && isReadOnce(dimension)),
  );
}

function isReadOnce(dimension: Dimension): boolean {
  return ARRIVED.has(dimension) || dimension === "reason_code" || dimension === "reason_raw";
}

function daysOf(questions: readonly Asked[]): Pick<AskedTogether<Asked>, "periods" | "stretches"> {
  const periods = questions.flatMap(({ selection: { period } }) => period ?? []);
  // Questions about all data are asked together only where they split by the same.
  if (periods.length < questions.length) return { periods: null, stretches: null };
  const [first] = questions;
  const name = JSON.stringify([first?.selection.period, first?.by]);
  const isSame = questions.every(({ selection, by }) => JSON.stringify([selection.period, by]) === name);
  const isSplit = questions.some(({ by }) => by.some((dimension) => TIMES.includes(dimension)));
  const areSameDays = new Set(periods.map(({ from, to }) => `${from} ${to}`)).size === 1;
  const isWhole = isSame || (areSameDays && !isSplit);
  return { periods: united(periods), stretches: isWhole ? null : stretchesOf(questions) };
}

/** Periods in order, those that touch as one. */
export function united(periods: readonly Period[]): Period[] {
  const found: Period[] = [];
  for (const period of [...periods].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = found.at(-1);
    if (last && period.from <= addDays(last.to, 1)) {
      if (period.to > last.to) found[found.length - 1] = { from: last.from, to: period.to };
    } else {
      found.push(period);
    }
  }
  return found;
}

function stretchesOf(questions: readonly Asked[]): Day[] {
  const starts = new Set<Day>();
  for (const { selection, by } of questions) {
    if (!selection.period) continue;
    const { from, to } = selection.period;
    starts.add(from);
    starts.add(addDays(to, 1));
    if (!by.some((dimension) => TIMES.includes(dimension))) continue;
    for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) {
      const begins =
        by.includes("day") ||
        (by.includes("week") && dayOfWeek(day) === 1) ||
        (by.includes("month") && day.endsWith("-01"));
      if (begins) starts.add(day);
    }
  }
  return [...starts].sort();
}
