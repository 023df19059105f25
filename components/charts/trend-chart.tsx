"use client";

import { CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { TrendChart as Chart } from "@/lib/reports/prepare-trend";
import { PLOT_HEIGHT } from "@/lib/reports/prepare-trend-axis";
import { ChartTip } from "./chart-tip";
import { TrendForeground, TrendGround } from "./trend-layers";
import { LABEL_ROW, labelRows } from "./trend-places";
import { WeekTick } from "./week-tick";

/** Room above the plot for a row of labels; more rows take more. */
const ONE_ROW = 32;
const AXIS_WIDTH = 38;
const FIXED = { isAnimationActive: false, dot: false, activeDot: false, type: "linear" } as const;
const LINE = { stroke: "var(--ink)", strokeWidth: 1.75, ...FIXED } as const;
const SECOND = { stroke: "var(--mark)", strokeWidth: 1.5, ...FIXED } as const;
const DASHED = "3 3";

/**
 * A number over twelve weeks with its control limits and what happened on the way. Weeks that may change are dashed, a
 * week without data is a gap.
 */
export function TrendChart({ chart }: { chart: Chart }) {
  const [low, high] = [chart.ticks[0] ?? 0, chart.ticks.at(-1) ?? 100];
  const top = ONE_ROW + LABEL_ROW * (labelRows(chart.marks).length - 1);
  const perStep = PLOT_HEIGHT / (high - low);
  return (
    <div className="trend-plot">
      <div className="plot" role="img" aria-label={chart.description}>
        <ResponsiveContainer width="100%" height={top + PLOT_HEIGHT + 34}>
          <ComposedChart
            data={[...chart.points]}
            margin={{ top, right: 0, bottom: 0, left: 0 }}
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
              tickFormatter={(value: number) => (value === high ? `${value}${chart.suffix}` : String(value))}
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
            <Tooltip
              content={<ChartTip />}
              cursor={{ stroke: "var(--line-strong)" }}
              isAnimationActive={false}
            />
            <TrendGround chart={chart} />
            {chart.hasSecond && <Line dataKey="secondFinal" {...SECOND} />}
            {chart.hasSecond && <Line dataKey="secondOpen" strokeDasharray={DASHED} {...SECOND} />}
            <Line dataKey="final" {...LINE} />
            <Line dataKey="open" strokeDasharray={DASHED} {...LINE} />
            <TrendForeground chart={chart} />
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div className="edge" aria-hidden="true">
        {chart.edge.map((label) => (
          <p
            key={label.text}
            className={label.strong ? "strong" : undefined}
            style={{ top: top + PLOT_HEIGHT - perStep * (label.at - low) }}
          >
            {label.text}
          </p>
        ))}
      </div>
    </div>
  );
}
