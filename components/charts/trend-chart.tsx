"use client";

import type { TrendChart as Chart, TrendPoint } from "@/lib/reports/weekly/prepare-trend";
import { PLOT_HEIGHT } from "@/lib/reports/weekly/prepare-trend-axis";
import { ChartTip } from "./chart-tip";
import { TrendForeground, TrendGround } from "./trend-layers";
import { LABEL_ROW, labelRows, type Places, placesOf } from "./trend-places";
import { useWidth } from "./use-width";
import { ValueAxis } from "./value-axis";
import { usePointedWeek, WEEKS_HEIGHT, weekColumns } from "./week-columns";
import { WeekTick } from "./week-tick";

/** Room above the plot for a row of labels; more rows take more. */
const ONE_ROW = 32;
const LINE = { fill: "none", stroke: "var(--ink)", strokeWidth: 1.75, strokeLinejoin: "round" } as const;
const SECOND = { fill: "none", stroke: "var(--mark)", strokeWidth: 1.5, strokeLinejoin: "round" } as const;
const DASHED = "3 3";

/**
 * A number over twelve weeks with its control limits and what happened on the way. Weeks that may change are dashed, a
 * week without data is a gap. Drawn for the width that there is, never scaled.
 */
export function TrendChart({ chart }: { chart: Chart }) {
  const { points, ticks } = chart;
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 100];
  const top = ONE_ROW + LABEL_ROW * (labelRows(chart.marks).length - 1);
  const height = top + PLOT_HEIGHT + WEEKS_HEIGHT;
  const perStep = PLOT_HEIGHT / (high - low);
  const [plot, width] = useWidth<HTMLDivElement>();
  const columns = width === null ? null : weekColumns(width, points.length);
  const places = columns && placesOf(chart, columns, top);
  const { pointed, handlers } = usePointedWeek(columns, points.length);
  const week = pointed === null ? undefined : points[pointed];
  return (
    <div className="trend-plot">
      <div className="plot" ref={plot} style={{ minHeight: height }}>
        {width !== null && columns && places && (
          <svg
            className="chart-surface"
            role="img"
            aria-label={chart.description}
            width={width}
            height={height}
            {...handlers}
          >
            <ValueAxis columns={columns} ticks={ticks} suffix={chart.suffix} at={places.value} />
            {points.map((point, i) => (
              <WeekTick key={point.week} week={point} x={places.week(i)} y={places.bottom} />
            ))}
            {pointed !== null && (
              <line
                x1={places.week(pointed)}
                x2={places.week(pointed)}
                y1={places.top}
                y2={places.bottom}
                stroke="var(--line-strong)"
              />
            )}
            <TrendGround chart={chart} places={places} />
            {chart.hasSecond && <path d={line(points, places, "secondFinal")} {...SECOND} />}
            {chart.hasSecond && (
              <path d={line(points, places, "secondOpen")} strokeDasharray={DASHED} {...SECOND} />
            )}
            <path className="data-line" d={line(points, places, "final")} {...LINE} />
            <path d={line(points, places, "open")} strokeDasharray={DASHED} {...LINE} />
            <TrendForeground chart={chart} places={places} />
          </svg>
        )}
        {width !== null && places && week && pointed !== null && (
          <ChartTip week={week} x={places.week(pointed)} width={width} />
        )}
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

/** A line through the weeks that have a value; it breaks where one has none. */
function line(
  points: readonly TrendPoint[],
  places: Places,
  which: "final" | "open" | "secondFinal" | "secondOpen",
): string {
  let path = "";
  points.forEach((point, i) => {
    const value = point[which];
    if (value === null) return;
    const starts = i === 0 || points[i - 1]?.[which] == null;
    path += `${starts ? "M" : "L"}${places.week(i)} ${places.value(value)}`;
  });
  return path;
}
