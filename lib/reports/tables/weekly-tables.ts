import { AppError } from "@/lib/domain/app-error";
import { REASON_FAMILIES } from "@/lib/domain/reason";
import { metric as metricOf } from "@/lib/metrics/catalogue";
import { verdictLabel } from "@/lib/metrics/verdicts-definitions";
import { sortWeeklyTypes } from "@/lib/reports/query-types/prepare-query-types";
import { familyName, missingName, valueName } from "@/lib/reports/report/prepare-names";
import { splitByType } from "@/lib/reports/stands-out/insights-split";
import { prepareSparkline } from "@/lib/reports/weekly/prepare-sparkline";
import { prepareTrend, SECONDS } from "@/lib/reports/weekly/prepare-trend";
import {
  FAMILY_SHARES,
  QUERY_TYPE_METRICS,
  WEEKLY_METRICS,
  type WeekColumn,
  type WeeklyReview,
} from "@/lib/reports/weekly/weekly";
import { rateOf, totalOf } from "@/lib/statistics/share";
import { changeCells, metricCells, metricColumns } from "./metric-columns";
import type { Cell, Column, TableDefinition } from "./table";
import { weeklySource } from "./weekly-source";

const WEEK: readonly Column[] = [
  { id: "week", title: "Week", unit: "text" },
  { id: "from", title: "From", unit: "text" },
  { id: "to", title: "To", unit: "text" },
];

/** The query type as the records call it, and its name. */
export const QUERY_TYPE: readonly Column[] = [
  { id: "query_type", title: "Query type", unit: "text" },
  { id: "query_type_name", title: "Name", unit: "text" },
];

/** The cells of {@link QUERY_TYPE}. */
export function queryTypeCells(queryType: string | null): readonly Cell[] {
  return [queryType, queryType === null ? missingName("query_type") : valueName("query_type", queryType)];
}

function weekCells({ week, period }: WeekColumn): readonly Cell[] {
  return [week, period.from, period.to];
}

const numbers: TableDefinition = {
  name: "weekly-numbers",
  summary: "The numbers of a week against the week before",
  action: "view_reports",
  async load(request) {
    const { review, facts, fileName } = await weeklySource(request);
    const { total } = review;
    return {
      title: "Numbers of the week",
      fileName: fileName("numbers"),
      facts,
      columns: [
        { id: "metric", title: "Metric", unit: "text" },
        { id: "label", title: "Name", unit: "text" },
        { id: "unit", title: "Unit", unit: "text" },
        { id: "value", title: "Value", unit: "number" },
        { id: "numerator", title: "Number", unit: "number" },
        { id: "denominator", title: "Of", unit: "count" },
        { id: "low", title: "95% low", unit: "number" },
        { id: "high", title: "95% high", unit: "number" },
        { id: "withheld", title: "Withheld", unit: "text" },
        { id: "previous_value", title: "Week before", unit: "number" },
        { id: "difference", title: "Change", unit: "number" },
        { id: "difference_low", title: "Change 95% low", unit: "number" },
        { id: "difference_high", title: "Change 95% high", unit: "number" },
        { id: "signal", title: "Signal", unit: "yes_no" },
      ],
      rows: WEEKLY_METRICS.flatMap((id): Cell[][] => {
        const value = total?.values[id];
        if (!value) return [];
        const { label, unit } = metricOf(id);
        return [
          [
            id,
            label,
            unit === "percent" ? "fraction" : unit,
            value.value ?? { withheld: value.withheld ?? "no_data" },
            value.numerator,
            value.denominator,
            value.interval?.low ?? null,
            value.interval?.high ?? null,
            value.withheld,
            total.previous?.[id]?.value ?? null,
            ...changeCells(total.change?.[id]),
          ],
        ];
      }),
    };
  },
};

const queryTypes: TableDefinition = {
  name: "weekly-query-types",
  summary: "Every query type of a week with the five numbers and its verdict",
  action: "view_reports",
  async load(request) {
    const { review, facts, fileName, address } = await weeklySource(request);
    return {
      title: "Query types",
      fileName: fileName("query-types"),
      facts,
      columns: [
        ...QUERY_TYPE,
        ...QUERY_TYPE_METRICS.flatMap(metricColumns),
        { id: "verdict", title: "Verdict", unit: "text" },
      ],
      rows: sortWeeklyTypes(review.queryTypes, address).map((row) => [
        ...queryTypeCells(row.key.query_type ?? null),
        ...QUERY_TYPE_METRICS.flatMap((id) => metricCells(id, row.values)),
        verdictCell(review.verdicts, row.key.query_type ?? null),
      ]),
    };
  },
};

/** The verdict on a query type in words; null in weeks that were closed without verdicts. */
function verdictCell(verdicts: WeeklyReview["verdicts"], queryType: string | null): Cell {
  const verdict = verdicts?.find((one) => one.queryType === queryType);
  return verdict ? verdictLabel(verdict.action) : null;
}

const trend: TableDefinition = {
  name: "weekly-trend",
  summary: "One number over twelve weeks with its control limits",
  action: "view_reports",
  async load(request) {
    const { review, facts, fileName, address, filters } = await weeklySource(request);
    const { columns: weeks, week } = review;
    const second = SECONDS[address.trend];
    const ids = second === undefined ? [address.trend] : [address.trend, second];
    const definition = metricOf(address.trend);
    const spark = prepareSparkline(definition, weeks);
    const { table } = prepareTrend(weeks, address, { week, filters });
    return {
      title: definition.label,
      fileName: fileName(`trend-${address.trend}`),
      facts,
      columns: [...WEEK, ...ids.flatMap(metricColumns), ...limitColumns(definition.unit)],
      rows: weeks.map((column, i) => [
        ...weekCells(column),
        ...ids.flatMap((id) => metricCells(id, column.values ?? {})),
        spark.points[i]?.limits?.low ?? null,
        spark.points[i]?.limits?.high ?? null,
        table[i]?.signal ?? null,
        column.state === "running",
      ]),
    };
  },
};

/** What a control chart says of a week. */
export function limitColumns(unit: Column["unit"]): readonly Column[] {
  return [
    { id: "limit_low", title: "Lower limit", unit },
    { id: "limit_high", title: "Upper limit", unit },
    { id: "signal", title: "Signal", unit: "text" },
    { id: "running", title: "Still running", unit: "yes_no" },
  ];
}

/** The reason mix week by week; also that of the page of reasons. */
export const REASON_WEEK_COLUMNS: readonly Column[] = [
  ...WEEK,
  ...metricColumns("hand_offs"),
  ...REASON_FAMILIES.flatMap((family) =>
    metricColumns(FAMILY_SHARES[family]).map((column) => ({
      ...column,
      title: column.title.replace(metricOf(FAMILY_SHARES[family]).label, familyName(family)),
    })),
  ),
  ...metricColumns("unclassified_share"),
  { id: "operational", title: "Operational hand-offs", unit: "count" },
];

/** The rows of {@link REASON_WEEK_COLUMNS}. */
export function reasonWeekRows(weeks: readonly WeekColumn[]): Cell[][] {
  return weeks.map((column) => {
    const values = column.values ?? {};
    return [
      ...weekCells(column),
      ...metricCells("hand_offs", values),
      ...REASON_FAMILIES.flatMap((family) => metricCells(FAMILY_SHARES[family], values)),
      ...metricCells("unclassified_share", values),
      column.values ? (values.hand_offs?.value ?? 0) - (values.unclassified_share?.denominator ?? 0) : null,
    ];
  });
}

const reasons: TableDefinition = {
  name: "weekly-reasons",
  summary: "The reason mix over twelve weeks",
  action: "view_reports",
  async load(request) {
    const { review, facts, fileName } = await weeklySource(request);
    return {
      title: "Reasons over time",
      fileName: fileName("reasons"),
      facts,
      columns: REASON_WEEK_COLUMNS,
      rows: reasonWeekRows(review.columns),
    };
  },
};

const why: TableDefinition = {
  name: "weekly-why",
  summary: "Why the hand-off rate changed: mix against rate, by query type",
  action: "view_reports",
  async load(request) {
    const source = await weeklySource(request);
    const evidence = await source.evidence();
    const split = splitByType(
      (evidence?.handOffs ?? []).map(({ queryType, before, after }) => ({
        queryType,
        weeks: [before, after],
      })),
      0,
      1,
    );
    if (!split)
      throw new AppError("not_found", "There are not two weeks with several query types to compare.");
    const { parts } = split;
    const before = totalOf(parts.map((part) => part.before));
    const after = totalOf(parts.map((part) => part.after));
    return {
      title: "Why the hand-off rate changed",
      fileName: source.fileName("mix-and-rate"),
      facts: source.facts,
      columns: [
        ...QUERY_TYPE,
        { id: "handed_off_before", title: "Handed off, week before", unit: "count" },
        { id: "conversations_before", title: "Conversations, week before", unit: "count" },
        { id: "handed_off", title: "Handed off", unit: "count" },
        { id: "conversations", title: "Conversations", unit: "count" },
        { id: "share_before", title: "Share, week before", unit: "percent" },
        { id: "share", title: "Share", unit: "percent" },
        { id: "rate_before", title: "Hand-off rate, week before", unit: "percent" },
        { id: "rate", title: "Hand-off rate", unit: "percent" },
        { id: "rate_effect", title: "Rate effect", unit: "points" },
        { id: "mix_effect", title: "Mix effect", unit: "points" },
        { id: "effect", title: "Together", unit: "points" },
      ],
      rows: parts
        .toSorted((a, b) => b.points - a.points)
        .map((part) => [
          ...queryTypeCells(part.queryType),
          part.before.numerator,
          part.before.denominator,
          part.after.numerator,
          part.after.denominator,
          part.before.denominator / before.denominator,
          part.after.denominator / after.denominator,
          rateOf(part.before),
          rateOf(part.after),
          part.rateEffect,
          part.points - part.rateEffect,
          part.points,
        ]),
    };
  },
};

/** The tables of the weekly review. */
export const WEEKLY_TABLES: readonly TableDefinition[] = [numbers, queryTypes, trend, reasons, why];
