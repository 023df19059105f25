import { metric } from "@/lib/metrics/catalogue";
import { formatInterval } from "@/lib/metrics/format";
import { formatDays, formatShortWeek, formatWeek, weekNumber } from "@/lib/metrics/format-time";
import type { Metric } from "@/lib/metrics/metric";
import type { Scope } from "@/lib/reports/conversations/rows-address";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import { judgeWeeks, type Run, runsOf } from "@/lib/reports/stands-out/signals";
import { countInWords } from "@/lib/reports/stands-out/what-stands-out-words";
import { prepareSparkline, type Sparkline, type SparkPoint } from "./prepare-sparkline";
import { type AxisUnit, axisUnit, bare, type EdgeLabel, keepApart, ticksAround } from "./prepare-trend-axis";
import {
  type DayMark,
  dayMarks,
  type MonthMark,
  monthMarks,
  NO_MARKS,
  type TrendMarks,
} from "./prepare-trend-marks";
import type { WeekColumn } from "./weekly";
import { type Trend, type WeeklyAddress, weeklyHref } from "./weekly-address";

/** One week of the trend, in the axis's unit: 25.7 for 25.7%, 4.13 for a score. */
export interface TrendPoint {
  readonly week: string;
  readonly label: string;
  readonly state: SparkPoint["state"];
  readonly value: number | null;
  /** The solid line: weeks that will not change any more. */
  readonly final: number | null;
  /** The dashed line: weeks that may change, and the one before each. */
  readonly open: number | null;
  /** Late surveys may change the week, or it is still running. */
  readonly isOpen: boolean;
  /** A second line for comparison, the same way. */
  readonly secondFinal: number | null;
  readonly secondOpen: number | null;
  /** Low and high. */
  readonly limits: readonly [number, number] | null;
  /** The ends of the 95 % interval; null where it is not drawn. */
  readonly interval: readonly [number, number] | null;
  readonly outside: SparkPoint["outside"];
  readonly gap: string | null;
  /** `Week 46`, and what the week says when it is pointed at. */
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly share: string; readonly parts: string }[];
}

export interface TrendTableRow {
  readonly week: string;
  readonly days: string;
  readonly state: SparkPoint["state"];
  readonly numbers: readonly { readonly name: string; readonly number: NumberText }[];
  readonly limits: string | null;
  /** `above its limits`; null where the week is no signal. */
  readonly signal: string | null;
}

/** A way to the same chart showing something else. */
export interface TrendChoice {
  readonly text: string;
  readonly href: string;
  readonly current: boolean;
}

export interface TrendChart {
  readonly id: string;
  /** The name of the number. */
  readonly title: string;
  readonly tabs: readonly TrendChoice[];
  /** Ways to measure what the tab shows; null where there is one. */
  readonly measures: readonly TrendChoice[] | null;
  /** What the line shows, in a sentence. */
  readonly sub: string;
  readonly points: readonly TrendPoint[];
  readonly centre: number | null;
  readonly target: number | null;
  readonly ticks: readonly number[];
  /** After the number on the top line of the axis, and at the reviewed week: `%`. */
  readonly suffix: string;
  /** The reviewed week's number at its point: `25.7%`. */
  readonly valueText: string | null;
  readonly edge: readonly EdgeLabel[];
  readonly hasSecond: boolean;
  readonly marks: readonly DayMark[];
  readonly months: readonly MonthMark[];
  /** What the marks mean, in words, and which week is not over. */
  readonly caption: string;
  readonly table: readonly TrendTableRow[];
  readonly description: string;
}

/** The tabs: the number each shows, and where there is more than one way to measure it, all of them. */
const TABS: readonly {
  readonly text: string;
  readonly trends: readonly [Trend, ...Trend[]];
}[] = [
  { text: "Repeat information", trends: ["repeat_information_rate"] },
  { text: "CSAT", trends: ["post_hand_off_csat", "post_hand_off_csat_mean"] },
  { text: "Agent sentiment", trends: ["context_useful_rate"] },
  { text: "Hand-off rate", trends: ["hand_off_rate"] },
];

const MEASURES: { readonly [T in Trend]?: string } = {
  post_hand_off_csat: "Satisfied, %",
  post_hand_off_csat_mean: "Mean score, 1–5",
};

/** Drawn grey beside the line. */
export const SECONDS: { readonly [T in Trend]?: string } = {
  post_hand_off_csat: "contained_csat",
  post_hand_off_csat_mean: "contained_csat_mean",
};

/** One of the numbers over twelve weeks, large enough to read values off it. */
export function prepareTrend(
  columns: readonly WeekColumn[],
  address: WeeklyAddress,
  scope: Scope,
  marks: TrendMarks = NO_MARKS,
): TrendChart {
  const id = address.trend;
  const definition = metric(id);
  const secondId = SECONDS[id] ?? null;
  const ids = secondId === null ? [id] : [id, secondId];
  const spark = prepareSparkline(definition, columns, secondId === null ? null : metric(secondId));
  const unit = axisUnit(definition.unit);
  const days = dayMarks(columns, marks);
  const runs = runsAmong(definition, columns);
  const points = columns.map((_, i) => pointOf(columns, i, spark, ids, unit, marks.provisional, days));
  const onAxis = (value: number | null | undefined) => (value == null ? null : value * unit.scale);
  const target = onAxis(marks.target?.value);
  const ticks = ticksAround(unit, [...points.flatMap(drawnAt), ...(target === null ? [] : [target])]);
  const reviewed = points.find((point) => point.state === "reviewed");
  const signals = columns.map((_, i) => signalText(spark.points[i], i, runs));
  return {
    id,
    title: definition.label,
    tabs: TABS.map(({ text, trends }) => ({
      text,
      href: weeklyHref(address, { trend: trends[0] }, "trend"),
      current: trends.includes(id),
    })),
    measures: measuresOf(id, address),
    sub: `${definition.description} By week.`,
    points,
    centre: onAxis(spark.centre),
    target,
    ticks,
    suffix: unit.suffix,
    valueText: reviewed?.value == null ? null : `${bare(unit, reviewed.value)}${unit.suffix}`,
    edge: keepApart(edgeLabels(points, onAxis(spark.centre), target, marks, unit), ticks),
    hasSecond: secondId !== null,
    marks: days,
    months: monthMarks(columns),
    caption: captionOf(columns, points, spark, runs, secondId !== null),
    table: columns.map((column, i) =>
      tableRow(column, spark.points[i], signals[i] ?? null, ids, days, scope),
    ),
    description: [spark.description, ...runs.map((run) => `${runText(run, columns)}.`), marksText(days)]
      .filter(Boolean)
      .join(" "),
  };
}

/** From the first day of the first week to the last of the last. */
export function daysOf(columns: readonly WeekColumn[]): { readonly from: string; readonly to: string } {
  const days = columns.map((column) => column.period);
  return { from: days[0]?.from ?? "", to: days.at(-1)?.to ?? "" };
}

function measuresOf(id: Trend, address: WeeklyAddress): readonly TrendChoice[] | null {
  const trends = TABS.find((tab) => tab.trends.includes(id))?.trends ?? [];
  if (trends.length < 2) return null;
  return trends.map((trend) => ({
    text: MEASURES[trend] ?? metric(trend).label,
    href: weeklyHref(address, { trend }, "trend"),
    current: trend === id,
  }));
}

function runsAmong(definition: Metric, columns: readonly WeekColumn[]): readonly Run[] {
  const finished = columns.filter((column) => column.state !== "running");
  const chart = judgeWeeks(definition, finished);
  return chart ? runsOf(chart) : [];
}

function pointOf(
  columns: readonly WeekColumn[],
  index: number,
  spark: Sparkline,
  ids: readonly string[],
  { scale }: AxisUnit,
  provisional: readonly string[],
  days: readonly DayMark[],
): TrendPoint {
  const [column, point] = [columns[index], spark.points[index]];
  if (!column || !point) throw new RangeError(`There is no week ${index}.`);
  const isOpenAt = (place: number) => {
    const week = columns[place];
    return week !== undefined && (week.state === "running" || provisional.includes(week.week));
  };
  const [isOpen, beforeOpen] = [isOpenAt(index), isOpenAt(index + 1)];
  const value = point.value === null ? null : point.value * scale;
  const beside = spark.second?.[index];
  const second = beside == null ? null : beside * scale;
  return {
    week: column.week,
    label: index === 0 ? formatShortWeek(column.week) : weekNumber(column.week),
    state: column.state,
    value,
    final: isOpen ? null : value,
    open: isOpen || beforeOpen ? value : null,
    isOpen,
    secondFinal: isOpen ? null : second,
    secondOpen: isOpen || beforeOpen ? second : null,
    limits: point.limits ? [point.limits.low * scale, point.limits.high * scale] : null,
    interval:
      point.interval && value !== null && column.state !== "running"
        ? [point.interval.low * scale, point.interval.high * scale]
        : null,
    outside: point.outside,
    gap: point.gap,
    name: [formatWeek(column.week), stateText(column, provisional)].filter(Boolean).join(", "),
    lines: [
      ...ids.map((id) => {
        const number = prepareNumber(metric(id), column.values?.[id], null);
        return {
          name: number.label,
          share: number.value ?? number.withheld?.text ?? "",
          parts: [number.parts, number.interval].filter(Boolean).join(" · "),
        };
      }),
      ...(point.limits
        ? [{ name: "Limits", share: formatInterval(metric(ids[0] ?? "").unit, point.limits), parts: "" }]
        : []),
      ...days
        .filter((mark) => mark.week === column.week)
        .map((mark) => ({ name: mark.label, share: mark.day, parts: "" })),
    ],
  };
}

function stateText(column: WeekColumn, provisional: readonly string[]): string | null {
  if (column.state === "running") return "still running";
  return provisional.includes(column.week) ? "provisional" : null;
}

/** All places on the axis that a week takes up. */
function drawnAt({ value, secondFinal, secondOpen, limits, interval }: TrendPoint): number[] {
  return [value, secondFinal, secondOpen, ...(limits ?? []), ...(interval ?? [])].filter(
    (place) => place !== null,
  );
}

function edgeLabels(
  points: readonly TrendPoint[],
  centre: number | null,
  target: number | null,
  marks: TrendMarks,
  unit: AxisUnit,
): EdgeLabel[] {
  const reviewed = points.find((point) => point.state === "reviewed");
  const running = points.find((point) => point.state === "running");
  const second = reviewed && (reviewed.secondFinal ?? reviewed.secondOpen);
  const label = (text: string, at: number | null | undefined, strong: boolean): EdgeLabel[] =>
    at == null ? [] : [{ text, at, strong }];
  const number = (at: number | null | undefined) => (at == null ? "" : bare(unit, at));
  return [
    ...label(`upper limit ${number(reviewed?.limits?.[1])}`, reviewed?.limits?.[1], false),
    ...label(`average ${number(centre)}`, centre, false),
    ...label(`lower limit ${number(reviewed?.limits?.[0])}`, reviewed?.limits?.[0], false),
    ...label(marks.target?.text ?? "", target, true),
    ...label(`${number(running?.value)}${unit.suffix} so far`, running?.value, true),
    ...label(`contained ${number(second)}${unit.suffix}`, second, true),
  ];
}

function captionOf(
  columns: readonly WeekColumn[],
  points: readonly TrendPoint[],
  spark: Sparkline,
  runs: readonly Run[],
  hasSecond: boolean,
): string {
  const reviewed = columns.find((column) => column.state === "reviewed");
  const running = columns.find((column) => column.state === "running");
  const gaps = points.filter((point) => point.gap !== null).map((point) => point.name);
  return [
    spark.centre !== null && reviewed
      ? `Vertical line: 95% interval of ${formatWeek(reviewed.week).toLowerCase()}. Band: control limits.`
      : "Vertical lines: 95% intervals. Control limits appear from twelve weeks on.",
    ...runs.map((run) => `${runText(run, columns)}: a signal.`),
    hasSecond && "Grey: contained conversations.",
    gaps.length > 0 && `${gaps.join(", ")}: ${points.find((point) => point.gap !== null)?.gap}.`,
    points.some((point) => point.isOpen && point.state !== "running") &&
      "Dashed: provisional, late surveys may change it.",
    running && `${formatWeek(running.week)} is still running.`,
  ]
    .filter(Boolean)
    .join(" ");
}

/** `Weeks 36 to 44: nine in a row above the average`. */
function runText({ from, to, length, side }: Run, columns: readonly WeekColumn[]): string {
  const number = (index: number) => weekNumber(columns[index]?.week ?? "");
  return `Weeks ${number(from)} to ${number(to)}: ${countInWords(length)} in a row ${side} the average`;
}

function marksText(days: readonly DayMark[]): string {
  return days.length === 0 ? "" : `${days.map(({ label, day }) => `${label} on ${day}`).join(", ")}.`;
}

function signalText(point: SparkPoint | undefined, index: number, runs: readonly Run[]): string | null {
  if (point?.outside && point.value !== null && point.limits) {
    return point.value > point.limits.high ? "above its limits" : "below its limits";
  }
  const run = runs.find(({ from, to }) => from <= index && index <= to);
  return run && point?.value != null ? `${countInWords(run.length)} in a row ${run.side} average` : null;
}

function tableRow(
  column: WeekColumn,
  spark: SparkPoint | undefined,
  signal: string | null,
  ids: readonly string[],
  days: readonly DayMark[],
  scope: Scope,
): TrendTableRow {
  const pinned = days
    .filter((mark) => mark.week === column.week)
    .map((mark) => `${mark.label} on ${mark.day}`);
  return {
    week: formatWeek(column.week),
    days: [formatDays(column.period.from, column.period.to), ...pinned].join(" · "),
    state: column.state,
    numbers: ids.map((id) => {
      const number = prepareNumber(metric(id), column.values?.[id], {
        week: column.week,
        filters: scope.filters,
      });
      return { name: number.label, number };
    }),
    limits: spark?.limits ? formatInterval(metric(ids[0] ?? "").unit, spark.limits) : null,
    signal,
  };
}
