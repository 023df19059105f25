import { metric as metricOf } from "@/lib/metrics/catalogue";
import type { Metric, Unit } from "@/lib/metrics/metric";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import { type ColumnOf, count, text, yesNo } from "./columns";
import type { Cell, ColumnUnit } from "./table";

/** A row that holds metrics by their ids; null where nothing happened. */
interface WithValues {
  readonly values: { readonly [metric: string]: MetricValue } | null;
}

/** What the columns of a number are called, and what it is. */
interface NamedNumber {
  readonly id: string;
  readonly label: string;
  readonly unit: Unit;
  readonly kind: Metric["kind"];
}

/** The columns of metrics with all their parts, of rows that hold them. */
export function metricColumns(ids: readonly string[]): readonly ColumnOf<WithValues>[] {
  return ids.flatMap((id) => valueColumns<WithValues>(metricOf(id), ({ values }) => values?.[id]));
}

/**
 * The columns of a number with all its parts; a count is one column. `of` answers undefined where there is no data, and
 * null where the number was not asked for.
 */
export function valueColumns<Row>(
  { id, label, unit, kind }: NamedNumber,
  of: (row: Row) => MetricValue | null | undefined,
): readonly ColumnOf<Row>[] {
  const part = (read: (value: MetricValue) => Cell) => (row: Row) => {
    const value = of(row);
    return value === null ? null : read(value ?? NO_DATA);
  };
  if (kind === "count") return [{ id, title: label, unit, of: part(({ value }) => value) }];
  const shown = { id, title: label, unit, of: part(shownValue) };
  const under = count(
    `${id}_denominator`,
    `${label}: of`,
    part(({ denominator }) => denominator),
  );
  const why = {
    ...text(
      `${id}_withheld`,
      `${label}: withheld`,
      part(({ withheld }) => withheld),
    ),
    csvOnly: true,
  } as const;
  if (kind === "quantile") return [shown, under, why];
  const isMean = kind === "mean";
  return [
    shown,
    {
      id: `${id}_numerator`,
      title: `${label}: ${isMean ? "sum" : "number"}`,
      unit: isMean ? "number" : "count",
      of: part(({ numerator }) => numerator),
    },
    under,
    { id: `${id}_low`, title: `${label}: 95% low`, unit, of: part(({ interval }) => interval?.low ?? null) },
    {
      id: `${id}_high`,
      title: `${label}: 95% high`,
      unit,
      of: part(({ interval }) => interval?.high ?? null),
    },
    why,
  ];
}

/** A number, or why it is not shown. */
export function shownValue(value: MetricValue | null | undefined): Cell {
  return value?.value ?? { withheld: value?.withheld ?? "no_data" };
}

/** The columns of how a number changed, with the interval and whether it is a signal. */
export function changeColumns<Row>(
  { id, title, unit, signal = "Signal" }: { id: string; title: string; unit: ColumnUnit; signal?: string },
  of: (row: Row) => MetricChange | null | undefined,
): readonly ColumnOf<Row>[] {
  return [
    { id, title, unit, of: (row) => of(row)?.difference ?? null },
    { id: `${id}_low`, title: `${title} 95% low`, unit, of: (row) => of(row)?.low ?? null },
    { id: `${id}_high`, title: `${title} 95% high`, unit, of: (row) => of(row)?.high ?? null },
    yesNo("signal", signal, (row) => of(row)?.signal ?? null),
  ];
}

const NO_DATA: MetricValue = {
  value: null,
  numerator: null,
  denominator: null,
  interval: null,
  withheld: "no_data",
  lowVolume: true,
};
