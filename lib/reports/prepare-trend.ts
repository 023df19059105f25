import { metric } from "@/lib/metrics/catalogue";
import { formatInterval } from "@/lib/metrics/format";
import { formatDays, formatMonth, formatShortWeek, formatWeek, weekNumber } from "@/lib/metrics/format-time";
import { type NumberText, prepareNumber } from "./prepare-number";
import { prepareSparkline, type SparkPoint } from "./prepare-sparkline";
import { csvAddress, type Scope } from "./rows-address";
import type { WeekColumn } from "./weekly";
import { TRENDS, type Trend, type WeeklyAddress, weeklyHref } from "./weekly-address";

/** One week of the trend. Shares are percent (25.7), because that is what the axis shows. */
export interface TrendPoint {
  readonly week: string;
  readonly label: string;
  readonly month: string | null;
  readonly state: SparkPoint["state"];
  /** The line: every week but the running one. */
  readonly value: number | null;
  /** The dashed end of the line: the last week before the running one, and that one. */
  readonly running: number | null;
  readonly second: number | null;
  readonly secondRunning: number | null;
  /** Low and high. */
  readonly limits: readonly [number, number] | null;
  /** How far the 95 % interval reaches below and above the value; null where it is not drawn. */
  readonly reach: readonly [number, number] | null;
  readonly outside: SparkPoint["outside"];
  readonly gap: string | null;
  readonly name: string;
  readonly lines: readonly { readonly name: string; readonly share: string; readonly parts: string }[];
}

/** A text at the right edge, at its value on the axis. */
export interface EdgeLabel {
  readonly text: string;
  readonly at: number;
  readonly strong: boolean;
}

export interface TrendTableRow {
  readonly week: string;
  readonly days: string;
  readonly state: SparkPoint["state"];
  readonly numbers: readonly { readonly name: string; readonly number: NumberText }[];
  readonly limits: string | null;
}

export interface TrendChart {
  readonly id: string;
  readonly tabs: readonly { readonly text: string; readonly href: string; readonly current: boolean }[];
  /** What the line shows, in a sentence. */
  readonly sub: string;
  readonly points: readonly TrendPoint[];
  readonly centre: number | null;
  readonly ticks: readonly number[];
  readonly edge: readonly EdgeLabel[];
  readonly hasSecond: boolean;
  /** What the marks mean, in words, and which week is not over. */
  readonly caption: string;
  readonly table: readonly TrendTableRow[];
  readonly csv: string;
  readonly description: string;
}

/** Names of the tabs, and the second line of the pair. */
const TABS: { readonly [T in Trend]: { readonly text: string; readonly second: string | null } } = {
  repeat_information_rate: { text: "Repeat information", second: null },
  post_hand_off_csat: { text: "CSAT", second: "contained_csat" },
  context_useful_rate: { text: "Agent sentiment", second: null },
  hand_off_rate: { text: "Hand-off rate", second: null },
};

const NUMBER_OF_STEPS = 5;

/** One of the numbers over twelve weeks, large enough to read values off it. */
export function prepareTrend(
  columns: readonly WeekColumn[],
  address: WeeklyAddress,
  scope: Scope,
): TrendChart {
  const id = address.trend;
  const definition = metric(id);
  const secondId = TABS[id].second;
  const second = secondId === null ? null : metric(secondId);
  const spark = prepareSparkline(definition, columns, second);
  const points = columns.map((column, i) =>
    pointOf(column, i, columns, spark.points, spark.second, [id, secondId]),
  );
  const percent = (value: number | null) => (value === null ? null : value * 100);
  const centre = percent(spark.centre);
  const reviewed = points.find((point) => point.state === "reviewed");
  const running = points.find((point) => point.state === "running");
  return {
    id,
    tabs: TRENDS.map((trend) => ({
      text: TABS[trend].text,
      href: weeklyHref(address, { trend }, "trend"),
      current: trend === id,
    })),
    sub: `${definition.description} By week.`,
    points,
    centre,
    ticks: ticksFor(points),
    edge: spread(
      [
        reviewed?.limits && {
          text: `upper limit ${bare(reviewed.limits[1])}`,
          at: reviewed.limits[1],
          strong: false,
        },
        centre !== null && { text: `average ${bare(centre)}`, at: centre, strong: false },
        reviewed?.limits && {
          text: `lower limit ${bare(reviewed.limits[0])}`,
          at: reviewed.limits[0],
          strong: false,
        },
        running?.running != null && {
          text: `${bare(running.running)}% so far`,
          at: running.running,
          strong: true,
        },
        reviewed?.second != null && {
          text: `contained ${bare(reviewed.second)}%`,
          at: reviewed.second,
          strong: true,
        },
      ].filter((label) => !!label),
      ticksFor(points),
    ),
    hasSecond: second !== null,
    caption: captionOf(columns, spark.centre !== null, second !== null),
    table: columns.map((column, i) => tableRow(column, spark.points[i], [id, secondId], scope)),
    csv: csvAddress(secondId === null ? [id] : [id, secondId], "week", daysOf(columns), scope.filters),
    description: spark.description,
  };
}

/** From the first day of the first week to the last of the last. */
export function daysOf(columns: readonly WeekColumn[]): { readonly from: string; readonly to: string } {
  const days = columns.map((column) => column.period);
  return { from: days[0]?.from ?? "", to: days.at(-1)?.to ?? "" };
}

function bare(percent: number): string {
  return percent.toFixed(1);
}

function pointOf(
  column: WeekColumn,
  index: number,
  columns: readonly WeekColumn[],
  sparks: readonly SparkPoint[],
  seconds: readonly (number | null)[] | null,
  ids: readonly [string, string | null],
): TrendPoint {
  const spark = sparks[index];
  const percent = (value: number | null | undefined) => (value == null ? null : value * 100);
  const isRunning = column.state === "running";
  const beforeRunning = columns[index + 1]?.state === "running";
  const before = columns[index - 1];
  const value = percent(spark?.value);
  const second = percent(seconds?.[index]);
  return {
    week: column.week,
    label: index === 0 ? formatShortWeek(column.week) : weekNumber(column.week),
    month:
      before === undefined || before.period.to.slice(0, 7) !== column.period.to.slice(0, 7)
        ? formatMonth(column.period.to)
        : null,
    state: column.state,
    value: isRunning ? null : value,
    running: isRunning || beforeRunning ? value : null,
    second: isRunning ? null : second,
    secondRunning: isRunning || beforeRunning ? second : null,
    limits: spark?.limits ? [spark.limits.low * 100, spark.limits.high * 100] : null,
    reach:
      spark?.interval && value !== null && !isRunning
        ? [value - spark.interval.low * 100, spark.interval.high * 100 - value]
        : null,
    outside: spark?.outside ?? null,
    gap: spark?.gap ?? null,
    name: isRunning ? `${formatWeek(column.week)}, still running` : formatWeek(column.week),
    lines: ids.flatMap((id) => {
      if (id === null) return [];
      const number = prepareNumber(metric(id), column.values?.[id], null);
      const share = number.value ?? number.withheld?.text ?? "";
      return [
        { name: number.label, share, parts: [number.parts, number.interval].filter(Boolean).join(" · ") },
      ];
    }),
  };
}

/** Four or five round steps around everything drawn; a line need not start at 0. */
function ticksFor(points: readonly TrendPoint[]): number[] {
  const drawn = points
    .flatMap((point) => [
      point.value,
      point.running,
      point.second,
      point.secondRunning,
      ...(point.limits ?? []),
      ...(point.value !== null && point.reach
        ? [point.value - point.reach[0], point.value + point.reach[1]]
        : []),
    ])
    .filter((value) => value !== null);
  if (drawn.length === 0) return [0, 25, 50, 75, 100];
  const [low, high] = [Math.min(...drawn), Math.max(...drawn)];
  const step =
    [1, 2, 5, 10, 20, 25].find(
      (size) => Math.ceil(high / size) - Math.floor(low / size) <= NUMBER_OF_STEPS,
    ) ?? 25;
  const first = Math.floor(low / step) * step;
  const last = Math.max(first + step, Math.ceil(high / step) * step);
  return Array.from({ length: Math.round((last - first) / step) + 1 }, (_, i) => first + i * step);
}

/** Labels keep a line's height from each other: the lower ones move down. `at` stays on the axis. */
function spread(labels: readonly EdgeLabel[], ticks: readonly number[]): EdgeLabel[] {
  const [low = 0, high = 100] = [ticks[0], ticks.at(-1)];
  const least = ((high - low) * 14) / 248;
  let above = Number.POSITIVE_INFINITY;
  return [...labels]
    .sort((a, b) => b.at - a.at)
    .map((label) => {
      above = Math.min(label.at, above - least);
      return { ...label, at: above };
    });
}

function captionOf(columns: readonly WeekColumn[], hasLimits: boolean, hasSecond: boolean): string {
  const reviewed = columns.find((column) => column.state === "reviewed");
  const running = columns.find((column) => column.state === "running");
  return [
    hasLimits && reviewed
      ? `Vertical line: 95% interval of ${formatWeek(reviewed.week).toLowerCase()}. Band: control limits.`
      : "Vertical lines: 95% intervals. Control limits appear from twelve weeks on.",
    hasSecond && "Grey: contained conversations.",
    running && `${formatWeek(running.week)} is still running.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function tableRow(
  column: WeekColumn,
  spark: SparkPoint | undefined,
  ids: readonly [string, string | null],
  scope: Scope,
): TrendTableRow {
  return {
    week: formatWeek(column.week),
    days: formatDays(column.period.from, column.period.to),
    state: column.state,
    numbers: ids.flatMap((id) => {
      if (id === null) return [];
      const number = prepareNumber(metric(id), column.values?.[id], {
        week: column.week,
        filters: scope.filters,
      });
      return [{ name: number.label, number }];
    }),
    limits: spark?.limits ? formatInterval("percent", spark.limits) : null,
  };
}
