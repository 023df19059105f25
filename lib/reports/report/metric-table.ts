import { metric } from "@/lib/metrics/catalogue";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { type PeriodScope, type Scope, withFilter } from "@/lib/reports/conversations/rows-address";
import { type IntervalBar, placeOn, scaleOf } from "@/lib/reports/query-types/prepare-query-types";
import { valueName } from "./prepare-names";
import { type NumberText, prepareNumber } from "./prepare-number";
import type { ReportRow } from "./report";

/** A number of a row, and where it stands on the scale of its column; no bar for counts. */
export interface MetricCell {
  readonly metric: string;
  readonly title: string;
  readonly number: NumberText;
  readonly bar: IntervalBar | null;
}

export interface MetricTableRow {
  readonly key: string;
  readonly kind: "all" | "value" | "missing";
  readonly name: string;
  readonly cells: readonly MetricCell[];
}

/** Metrics side by side, split by one dimension. */
export interface MetricTable {
  /** What the rows are: `Query type`. */
  readonly head: string;
  readonly columns: readonly {
    readonly metric: string;
    readonly title: string;
    readonly definitionHref: string;
    /** The ends of the scale of its bars: `0` and `40%`; null without bars. */
    readonly ends: readonly [string, string] | null;
  }[];
  readonly rows: readonly MetricTableRow[];
  /** How many rows there are besides those shown. */
  readonly more: number;
}

/** What a table is made of. */
export interface MetricTableInput {
  readonly head: string;
  readonly dimension: Dimension;
  readonly metrics: readonly string[];
  /** Column heads, where the metric's own label is too long or says what the page says. */
  readonly titles?: { readonly [metric: string]: string };
  readonly total: ReportRow | null;
  readonly rows: readonly ReportRow[];
  readonly scope: PeriodScope;
  /** Rows come largest first by this, or in the order given. */
  readonly sizeOf?: (row: ReportRow) => number;
  readonly most?: number;
  readonly nameOf?: (value: string) => string;
}

/** Metrics of every value of a dimension, the sum of all first. */
export function prepareMetricTable(input: MetricTableInput): MetricTable {
  const {
    head,
    dimension,
    metrics,
    titles = {},
    total,
    scope,
    sizeOf,
    most = Number.POSITIVE_INFINITY,
  } = input;
  const keyOf = (row: ReportRow) => row.key[dimension] ?? null;
  const sorted = sizeOf ? [...input.rows].sort((a, b) => sizeOf(b) - sizeOf(a)) : [...input.rows];
  const known = sorted.filter((row) => keyOf(row) !== null);
  const rows = [...known.slice(0, most), ...sorted.filter((row) => keyOf(row) === null)];
  const shown = total ? [total, ...rows] : rows;
  const scales = new Map(
    metrics.map((id) => [id, metric(id).unit === "percent" ? fromZero(scaleOf(id, shown)) : null]),
  );
  const prepare = (row: ReportRow, kind: MetricTableRow["kind"]): MetricTableRow => {
    const value = keyOf(row);
    const own = kind === "all" ? scope : scopeOf(scope, dimension, value);
    return {
      key: kind === "all" ? "all" : JSON.stringify(value),
      kind,
      name:
        kind === "all"
          ? "All"
          : value !== null && input.nameOf
            ? input.nameOf(value)
            : valueName(dimension, value),
      cells: metrics.map((id) => {
        const scale = scales.get(id);
        return {
          metric: id,
          title: titles[id] ?? metric(id).label,
          number: prepareNumber(metric(id), row.values[id], own),
          bar: scale ? barOf(row.values[id], scale, kind === "all" ? null : total?.values[id]) : null,
        };
      }),
    };
  };
  return {
    head,
    columns: metrics.map((id) => {
      const scale = scales.get(id);
      return {
        metric: id,
        title: titles[id] ?? metric(id).label,
        definitionHref: `/definitions#${id}`,
        ends: scale ? ["0", `${Math.round(scale[1] * 100)}%`] : null,
      };
    }),
    rows: [
      ...(total ? [prepare(total, "all")] : []),
      ...rows.map((row) => prepare(row, keyOf(row) === null ? "missing" : "value")),
    ],
    more: Math.max(0, known.length - most),
  };
}

/** What a row is about. A week is a period of its own, not a filter. */
function scopeOf(scope: PeriodScope, dimension: Dimension, value: string | null): PeriodScope | Scope {
  if (dimension === "week" && value !== null) return { week: value, filters: scope.filters };
  return { ...scope, filters: withFilter(scope.filters, dimension, [value]) };
}

function fromZero([, high]: readonly [number, number]): readonly [number, number] {
  return [0, high];
}

/** A value with its interval on a scale, beside the value of all together. */
export function barOf(
  value: MetricValue | undefined,
  scale: readonly [number, number],
  reference?: MetricValue | null,
): IntervalBar {
  const place = (at: number | null | undefined) => (at == null ? null : placeOn(scale, at));
  return {
    value: place(value?.value),
    low: place(value?.interval?.low),
    high: place(value?.interval?.high),
    reference: place(reference?.value),
    circle: null,
    hollow: value?.lowVolume ?? true,
  };
}

/** The size of a row by the denominator of a metric; a withheld one is smallest. */
export function byDenominator(id: string): (row: ReportRow) => number {
  return ({ values }) => values[id]?.denominator ?? values[id]?.numerator ?? 0;
}
