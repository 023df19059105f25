import { metric as metricOf } from "@/lib/metrics/catalogue";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import type { Cell, Column } from "./table";

type Values = { readonly [metric: string]: MetricValue };

/** The columns of a metric with all its parts; a count is one column. */
export function metricColumns(id: string): readonly Column[] {
  const { label, unit, kind } = metricOf(id);
  if (kind === "count") return [{ id, title: label, unit }];
  const value: Column = { id, title: label, unit };
  const of: Column = { id: `${id}_denominator`, title: `${label}: of`, unit: "count" };
  const why: Column = { id: `${id}_withheld`, title: `${label}: withheld`, unit: "text", csvOnly: true };
  if (kind === "quantile") return [value, of, why];
  return [
    value,
    {
      id: `${id}_numerator`,
      title: kind === "mean" ? `${label}: sum` : `${label}: number`,
      unit: kind === "mean" ? "number" : "count",
    },
    of,
    { id: `${id}_low`, title: `${label}: 95% low`, unit },
    { id: `${id}_high`, title: `${label}: 95% high`, unit },
    why,
  ];
}

/** The cells of {@link metricColumns}. A metric that was not asked has no data. */
export function metricCells(id: string, values: Values): readonly Cell[] {
  const { kind } = metricOf(id);
  const { value, numerator, denominator, interval, withheld } = values[id] ?? NO_DATA;
  if (kind === "count") return [value];
  const shown: Cell = value ?? { withheld: withheld ?? "no_data" };
  if (kind === "quantile") return [shown, denominator, withheld];
  return [shown, numerator, denominator, interval?.low ?? null, interval?.high ?? null, withheld];
}

/** The columns of how a metric changed; for shares the difference is a fraction of points. */
export function changeColumns(id: string): readonly Column[] {
  const { label, unit } = metricOf(id);
  const size = unit === "percent" ? "points" : unit;
  return [
    { id: `${id}_change`, title: `${label}: change`, unit: size },
    { id: `${id}_change_low`, title: `${label}: change 95% low`, unit: size },
    { id: `${id}_change_high`, title: `${label}: change 95% high`, unit: size },
    { id: `${id}_signal`, title: `${label}: signal`, unit: "yes_no" },
  ];
}

/** The cells of {@link changeColumns}. */
export function changeCells(change: MetricChange | null | undefined): readonly Cell[] {
  return change ? [change.difference, change.low, change.high, change.signal] : [null, null, null, null];
}

const NO_DATA: MetricValue = {
  value: null,
  numerator: null,
  denominator: null,
  interval: null,
  withheld: "no_data",
  lowVolume: true,
};
