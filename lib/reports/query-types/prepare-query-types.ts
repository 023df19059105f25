import { compareCodePoints } from "@/lib/domain/code-point-order";
import { REASON_FAMILIES, type ReasonFamily } from "@/lib/domain/reason";
import { metric } from "@/lib/metrics/catalogue";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount } from "@/lib/metrics/format";
import type { MetricValue } from "@/lib/metrics/metric-value";
import {
  type PeriodScope,
  rowsAddress,
  type Scope,
  withFilter,
} from "@/lib/reports/conversations/rows-address";
import { familyName, valueName } from "@/lib/reports/report/prepare-names";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import type { ReportRow } from "@/lib/reports/report/report";
import { FAMILY_SHARES, type WeeklyReview } from "@/lib/reports/weekly/weekly";
import { type Sort, type WeeklyAddress, weeklyHref } from "@/lib/reports/weekly/weekly-address";
import { impactOfParts } from "@/lib/statistics/impact";
import { type VerdictChip, verdictWord } from "./prepare-verdict";
import { queryTypeLink } from "./query-type-address";

/** Rows before `Show all`. */
export const TYPES_SHOWN = 12;

/** The columns with a bar, in order. `aside` ones wait behind a tap on a phone. */
const COLUMNS = [
  { metric: "repeat_information_rate", title: "Repeat information", aside: false },
  { metric: "post_hand_off_csat", title: "CSAT after hand-off", aside: true },
  { metric: "context_useful_rate", title: "Agent sentiment", aside: true },
  { metric: "hand_off_rate", title: "Hand-off rate", aside: false },
] as const;

/** A head that sorts when followed. */
export interface SortHead {
  readonly title: string;
  readonly href: string;
  readonly sorted: "ascending" | "descending" | null;
}

export interface BarColumn extends SortHead {
  readonly metric: string;
  readonly aside: boolean;
  /** The ends of the column's scale: `0` and `75%`. */
  readonly ends: readonly [string, string];
}

/** Places along a column's scale, 0 to 1; null = not drawn. */
export interface IntervalBar {
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  /** All query types together: the dotted line down the column. */
  readonly reference: number | null;
  /** A second value for comparison: the hollow circle. */
  readonly circle: number | null;
  /** Fewer than 30: drawn hollow. */
  readonly hollow: boolean;
}

export interface BarCell {
  readonly metric: string;
  readonly title: string;
  readonly aside: boolean;
  readonly number: NumberText;
  readonly bar: IntervalBar;
  /** What the circle stands for: `Contained 82.9%`. */
  readonly circleText: string | null;
}

export interface MixPart {
  readonly family: ReasonFamily;
  readonly share: number;
}

export interface MixCell {
  /** Null: too few hand-offs with a reason, or none. */
  readonly parts: readonly MixPart[] | null;
  readonly withheld: string | null;
  readonly description: string;
  /** `1,204` and `hand-offs`. */
  readonly handOffs: string;
  readonly handOffsWord: string;
  readonly href: string | null;
}

export interface QueryTypeRow {
  readonly key: string;
  readonly kind: "all" | "type" | "missing";
  readonly name: string;
  /** The record's own word, where the page shows another. */
  readonly raw: string | null;
  /** The page of this query type over the same week; null for all of them together. */
  readonly href: string | null;
  readonly conversations: string;
  readonly conversationsHref: string;
  readonly cells: readonly BarCell[];
  readonly mix: MixCell;
  /** What to do about it; null for all of them together. */
  readonly verdict: VerdictChip | null;
}

export interface QueryTypeTable {
  readonly nameHead: SortHead;
  readonly conversationsHead: SortHead;
  readonly columns: readonly BarColumn[];
  /** `sorted by excess hand-offs`, or back to it. */
  readonly excess: SortHead;
  readonly total: QueryTypeRow;
  readonly rows: readonly QueryTypeRow[];
  readonly count: number;
  /** `Show all 25 query types`; null when all are shown already. */
  readonly showAll: { readonly text: string; readonly href: string } | null;
  readonly showFewer: { readonly text: string; readonly href: string } | null;
  readonly hasCircles: boolean;
  readonly hasLow: boolean;
  /** Whether there are verdicts: weeks closed long ago have none. */
  readonly hasVerdicts: boolean;
  /** Whether a verdict is another one than before. */
  readonly hasNew: boolean;
}

/**
 * The query types of a week with the five numbers and the verdict each, the total first, the row without a query type
 * last.
 */
export function prepareQueryTypes(
  total: ReportRow,
  { queryTypes: rows, verdicts }: Pick<WeeklyReview, "queryTypes" | "verdicts">,
  address: WeeklyAddress,
  scope: Scope,
): QueryTypeTable {
  const typed = rows.filter((row) => row.key.query_type != null);
  const sorted = sortWeeklyTypes(rows, address);
  const scales = new Map(COLUMNS.map((column) => [column.metric, scaleOf(column.metric, [total, ...rows])]));
  const shown = address.allTypes ? sorted : sorted.slice(0, TYPES_SHOWN);
  const words = new Map(verdicts?.map((verdict) => [verdict.queryType, verdictWord(verdict)]));
  const table = (row: ReportRow, kind: QueryTypeRow["kind"]): QueryTypeRow => ({
    ...prepareRow(row, kind, total, scales, kind === "all" ? scope : scopeOf(scope, row)),
    verdict: kind === "all" ? null : (words.get(row.key.query_type ?? null) ?? null),
  });
  const prepared = shown.map((row) => table(row, row.key.query_type == null ? "missing" : "type"));
  const all = table(total, "all");
  const many = sorted.length > TYPES_SHOWN;
  const count = counted(typed.length, "query type");
  return {
    nameHead: sortHead("Query type", "query_type", address),
    conversationsHead: sortHead("Conversations", "conversations", address),
    columns: COLUMNS.map((column) => {
      const [low, high] = scales.get(column.metric) ?? [0, 1];
      const percent = (value: number) => String(Math.round(value * 100));
      return {
        ...sortHead(column.title, column.metric, address),
        ...column,
        ends: [percent(low), `${percent(high)}%`],
      };
    }),
    excess: sortHead("excess hand-offs", "excess", address),
    total: all,
    rows: prepared,
    count: typed.length,
    showAll:
      many && !address.allTypes
        ? { text: `Show all ${count}`, href: weeklyHref(address, { allTypes: true }, "query-types") }
        : null,
    showFewer:
      many && address.allTypes
        ? {
            text: `Show ${TYPES_SHOWN} of ${count}`,
            href: weeklyHref(address, { allTypes: false }, "query-types"),
          }
        : null,
    hasCircles: [all, ...prepared].some((row) => row.cells.some((cell) => cell.bar.circle !== null)),
    hasLow: prepared.some((row) => row.cells.some((cell) => cell.number.low)),
    hasVerdicts: words.size > 0,
    hasNew: prepared.some((row) => row.verdict?.isNew),
  };
}

function scopeOf(scope: Scope, row: ReportRow): Scope {
  return { ...scope, filters: withFilter(scope.filters, "query_type", [row.key.query_type ?? null]) };
}

/** Query types in the order that an address asks for, the row without a query type last. */
export function sortWeeklyTypes(
  rows: readonly ReportRow[],
  { sort, reversed }: Pick<WeeklyAddress, "sort" | "reversed">,
): ReportRow[] {
  const typed = rows.filter((row) => row.key.query_type != null);
  return [...sortTypes(typed, sort, reversed), ...rows.filter((row) => row.key.query_type == null)];
}

/** Names run from A, numbers from the largest; what is withheld comes last either way. */
function sortTypes(rows: readonly ReportRow[], sort: Sort, reversed: boolean): ReportRow[] {
  const byName = (a: ReportRow, b: ReportRow) =>
    compareCodePoints(a.key.query_type ?? "", b.key.query_type ?? "");
  if (sort === "query_type") {
    const sorted = [...rows].sort(byName);
    return reversed ? sorted.reverse() : sorted;
  }
  const values = new Map(
    sort === "excess" ? excesses(rows) : rows.map((row) => [row, row.values[sort]?.value ?? null]),
  );
  const sign = reversed ? 1 : -1;
  return [...rows].sort((a, b) => {
    const [left, right] = [values.get(a) ?? null, values.get(b) ?? null];
    if (left === null || right === null)
      return Number(left === null) - Number(right === null) || byName(a, b);
    return sign * (left - right) || byName(a, b);
  });
}

/** Hand-offs above what each type would have at the rate of all others. */
function excesses(rows: readonly ReportRow[]): [ReportRow, number | null][] {
  const shares = rows.map((row) => {
    const { numerator, denominator } = row.values.hand_off_rate ?? { numerator: 0, denominator: 0 };
    return { numerator: numerator ?? 0, denominator: denominator ?? 0 };
  });
  const impacts = impactOfParts(shares);
  return rows.map((row, i) => [row, impacts[i]?.excess ?? null]);
}

function sortHead(title: string, sort: Sort, address: WeeklyAddress): SortHead {
  const current = address.sort === sort;
  const href = weeklyHref(address, { sort, reversed: current ? !address.reversed : false }, "query-types");
  const ascending = (sort === "query_type") !== address.reversed;
  return { title, href, sorted: current ? (ascending ? "ascending" : "descending") : null };
}

/** One scale per column, to whole tens: from the lowest to the highest interval of any row. */
export function scaleOf(id: string, rows: readonly Pick<ReportRow, "values">[]): readonly [number, number] {
  const values = rows.flatMap((row) => {
    const value = row.values[id];
    if (value?.value == null) return [];
    return [value.interval?.low ?? value.value, value.interval?.high ?? value.value];
  });
  if (values.length === 0) return [0, 1];
  const low = Math.floor(Math.min(...values) * 10) / 10;
  const high = Math.ceil(Math.max(...values) * 10) / 10;
  return high - low < 0.1 ? [low, low + 0.1] : [low, high];
}

function prepareRow(
  row: ReportRow,
  kind: QueryTypeRow["kind"],
  total: ReportRow,
  scales: ReadonlyMap<string, readonly [number, number]>,
  scope: Scope,
): Omit<QueryTypeRow, "verdict"> {
  const queryType = row.key.query_type ?? null;
  const name = kind === "all" ? "All query types" : valueName("query_type", queryType);
  return {
    key: kind === "type" ? `type ${queryType}` : kind,
    kind,
    name,
    raw: queryType !== null && queryType !== name ? queryType : null,
    href: kind === "all" ? null : queryTypeLink(queryType, { ...scope, period: null }),
    conversations: formatCount(row.values.conversations?.value ?? 0),
    conversationsHref: rowsAddress(scope, "conversations", "numerator"),
    cells: COLUMNS.map((column): BarCell => {
      const definition = metric(column.metric);
      const scale = scales.get(column.metric) ?? [0, 1];
      const contained = column.metric === "post_hand_off_csat" ? row.values.contained_csat : undefined;
      const place = (value: number | null | undefined) => (value == null ? null : placeOn(scale, value));
      const value = row.values[column.metric];
      return {
        ...column,
        number: prepareNumber(definition, value, scope),
        bar: {
          value: place(value?.value),
          low: place(value?.interval?.low),
          high: place(value?.interval?.high),
          reference: kind === "all" ? null : place(total.values[column.metric]?.value),
          circle: place(contained?.value),
          hollow: value?.lowVolume ?? true,
        },
        circleText:
          contained?.value == null ? null : `Contained ${prepareNumber(definition, contained, null).value}`,
      };
    }),
    mix: prepareMix(row, scope),
  };
}

/** A value's place on a scale, from 0 to 1. */
export function placeOn([low, high]: readonly [number, number], value: number): number {
  return Math.min(1, Math.max(0, (value - low) / (high - low)));
}

/** Why a row's hand-offs happened, as shares of the three families. */
export function prepareMix(row: Pick<ReportRow, "values">, scope: Scope | PeriodScope): MixCell {
  const value = (family: (typeof REASON_FAMILIES)[number]): MetricValue | undefined =>
    row.values[FAMILY_SHARES[family]];
  const parts = REASON_FAMILIES.flatMap((family) => {
    const share = value(family)?.value;
    return share == null ? [] : [{ family, share }];
  });
  const count = value("bot_failure")?.denominator ?? 0;
  const known = parts.length === REASON_FAMILIES.length;
  return {
    parts: known ? parts : null,
    withheld: known ? null : count === 0 ? "no data" : "< 5",
    description: known
      ? parts.map(({ family, share }) => `${familyName(family)} ${Math.round(share * 100)}%`).join(", ")
      : "Too few hand-offs with a reason",
    handOffs: formatCount(count),
    handOffsWord: oneOrMany(count, "hand-off"),
    href: count === 0 ? null : rowsAddress(scope, "bot_failure_share", "denominator"),
  };
}
