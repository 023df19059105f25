"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  ErrorBar,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from "recharts";
import type { TrendChart as Chart, TrendPoint } from "@/lib/reports/prepare-trend";
import { ChartTip } from "./chart-tip";
import { WeekTick } from "./week-tick";

const TOP = 12;
const PLOT_HEIGHT = 248;
const AXIS_WIDTH = 38;
const TONES = { worse: "var(--worse)", better: "var(--better)", neutral: "var(--ink)" } as const;
const FIXED = { isAnimationActive: false } as const;

/** A share over twelve weeks with its control limits; the running week is dashed, a week without data a gap. */
export function TrendChart({ chart }: { chart: Chart }) {
  const low = chart.ticks[0] ?? 0;
  const high = chart.ticks.at(-1) ?? 100;
  const last = chart.points.at(-1)?.week;
  const perPoint = PLOT_HEIGHT / (high - low);
  const place = (value: number) => TOP + PLOT_HEIGHT - perPoint * (value - low);
  return (
    <div className="trend-plot">
      <div className="plot" role="img" aria-label={chart.description}>
        <ResponsiveContainer width="100%" height={TOP + PLOT_HEIGHT + 34}>
          <ComposedChart
            data={[...chart.points]}
            margin={{ top: TOP, right: 0, bottom: 0, left: 0 }}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <YAxis
              axisLine={false}
              tickLine={false}
              tick={{ className: "ax" }}
              width={AXIS_WIDTH}
              domain={[low, high]}
              ticks={[...chart.ticks]}
              tickFormatter={(value: number) => (value === high ? `${value}%` : String(value))}
              interval={0}
            />
            <XAxis
              dataKey="week"
              scale="band"
              axisLine={low === 0 ? { stroke: "var(--ink-3)" } : false}
              tickLine={false}
              tick={<WeekTick weeks={chart.points} />}
              interval={0}
              height={34}
            />
            <Tooltip content={<ChartTip />} cursor={{ stroke: "var(--line-strong)" }} {...FIXED} />
            <Area
              dataKey="limits"
              type="step"
              fill="var(--band)"
              fillOpacity={1}
              stroke="none"
              activeDot={false}
              {...FIXED}
            />
            {chart.centre !== null && <ReferenceLine y={chart.centre} stroke="var(--mark)" />}
            {chart.hasSecond && (
              <>
                <Line
                  dataKey="second"
                  className="line2"
                  stroke="var(--mark)"
                  strokeWidth={1.5}
                  dot={false}
                  activeDot={false}
                  {...FIXED}
                />
                <Line
                  dataKey="secondRunning"
                  stroke="var(--mark)"
                  strokeWidth={1.5}
                  strokeDasharray="3 3"
                  dot={false}
                  activeDot={false}
                  {...FIXED}
                />
              </>
            )}
            <Line
              dataKey="running"
              stroke="var(--ink)"
              strokeWidth={1.75}
              strokeDasharray="3 3"
              dot={<Dot only="running" perPoint={perPoint} last={last} />}
              activeDot={false}
              {...FIXED}
            />
            <Line
              dataKey="value"
              stroke="var(--ink)"
              strokeWidth={1.75}
              dot={<Dot only="past" perPoint={perPoint} last={last} />}
              activeDot={false}
              {...FIXED}
            >
              <ErrorBar dataKey={reachOf} width={0} strokeWidth={1} stroke="var(--ink-3)" {...FIXED} />
            </Line>
          </ComposedChart>
        </ResponsiveContainer>
        <div className="gaps" aria-hidden="true">
          {chart.points.map(
            (point, i) =>
              point.gap && (
                <span key={point.week} style={{ left: `${(100 * (i + 0.5)) / chart.points.length}%` }}>
                  {point.gap}
                </span>
              ),
          )}
        </div>
      </div>
      <div className="edge" aria-hidden="true">
        {chart.edge.map((label) => (
          <p
            key={label.text}
            className={label.strong ? "strong" : undefined}
            style={{ top: place(label.at) }}
          >
            {label.text}
          </p>
        ))}
      </div>
    </div>
  );
}

/** recharts asks for a mutable pair; [0, 0] draws nothing. */
function reachOf(point: TrendPoint): [number, number] {
  return point.reach ? [point.reach[0], point.reach[1]] : [0, 0];
}

interface DotProps {
  /** Which of the two lines the dots are on: the running week has its own. */
  readonly only: "past" | "running";
  /** Pixels per percentage point. */
  readonly perPoint: number;
  /** The week at the right edge. */
  readonly last: string | undefined;
  readonly cx?: number;
  readonly cy?: number | null;
  readonly payload?: TrendPoint;
}

/** Small on the line, larger outside the limits in the colour of the judgement, hollow while the week runs. */
function Dot({ only, perPoint, last, cx, cy, payload }: DotProps) {
  if (cx === undefined || cy == null || !payload || (payload.state === "running") !== (only === "running"))
    return null;
  if (only === "running") {
    return <circle cx={cx} cy={cy} r={3.5} fill="var(--surface)" stroke="var(--ink)" strokeWidth={1.5} />;
  }
  const isLast = payload.week === last;
  const isReviewed = payload.state === "reviewed";
  return (
    <>
      <circle
        cx={cx}
        cy={cy}
        r={payload.outside ? 4.5 : isReviewed ? 3.5 : 2.5}
        fill={payload.outside ? TONES[payload.outside] : "var(--ink)"}
        stroke="var(--surface)"
        strokeWidth={payload.outside ? 2 : 1}
      />
      {isReviewed && payload.value !== null && (
        <text
          className="lbb halo"
          x={isLast ? cx + 12 : cx}
          y={cy - perPoint * (payload.reach?.[1] ?? 0) - 7}
          textAnchor={isLast ? "end" : "middle"}
        >
          {payload.value.toFixed(1)}%
        </text>
      )}
    </>
  );
}
