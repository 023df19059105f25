"use client";

import { REASON_FILLS } from "@/components/metrics/swatch";
import { REASON_FAMILIES, type ReasonFamily } from "@/lib/domain/reason";
import type { ReasonsOverTime, ReasonsWeek } from "@/lib/reports/weekly/prepare-reasons-over-time";
import { ChartTip } from "./chart-tip";
import { useWidth } from "./use-width";
import { ValueAxis } from "./value-axis";
import { usePointedWeek, WEEKS_HEIGHT, type WeekColumns, weekColumns } from "./week-columns";
import { WeekTick } from "./week-tick";

const PLOT_TOP = 12;
const PLOT_HEIGHT = 180;
const PLOT_BOTTOM = PLOT_TOP + PLOT_HEIGHT;
/** Between the plot and the strip: the lower half of the 0, the strip's title, the upper half of its top number. */
const BETWEEN = 36;
const STRIP_TOP = PLOT_BOTTOM + BETWEEN;
const STRIP_HEIGHT = 44;
const STRIP_BOTTOM = STRIP_TOP + STRIP_HEIGHT;
const HEIGHT = STRIP_BOTTOM + WEEKS_HEIGHT;
/** On either side of a week's block. */
const GAP = 1.5;
const OUTSIDE = ["operational", "unclassified"] as const;

/** Families stacked to 100 %, and what lies outside them as a strip below with a scale of its own. */
export function ReasonsChart({ chart }: { chart: ReasonsOverTime }) {
  const { weeks, stripTop } = chart;
  const [plot, width] = useWidth<HTMLDivElement>();
  const columns = width === null ? null : weekColumns(width, weeks.length);
  const { pointed, handlers } = usePointedWeek(columns, weeks.length);
  const week = pointed === null ? undefined : weeks[pointed];
  const inPlot = (value: number) => PLOT_BOTTOM - (PLOT_HEIGHT * value) / 100;
  const inStrip = (value: number) => STRIP_BOTTOM - (STRIP_HEIGHT * value) / stripTop;
  return (
    <div className="reasons-plot">
      <div className="plot" ref={plot} style={{ minHeight: HEIGHT }}>
        {width !== null && columns && (
          <svg
            className="chart-surface"
            role="img"
            aria-label={chart.description}
            width={width}
            height={HEIGHT}
            {...handlers}
          >
            {pointed !== null && (
              <rect
                x={columns.middle(pointed) - columns.width / 2}
                y={PLOT_TOP}
                width={columns.width}
                height={STRIP_BOTTOM - PLOT_TOP}
                fill="var(--hover)"
              />
            )}
            <ValueAxis columns={columns} ticks={[0, 25, 50, 75, 100]} suffix="%" at={inPlot} />
            <text className="ax" x={0} y={PLOT_BOTTOM + 23}>
              outside the three, % of hand-offs
            </text>
            <ValueAxis columns={columns} ticks={[0, stripTop]} suffix="" at={inStrip} />
            {weeks.map((one, i) => (
              <g key={one.week}>
                <WeekTick week={one} x={columns.middle(i)} y={STRIP_BOTTOM} />
                <Stack
                  week={one}
                  parts={REASON_FAMILIES.map((family) => [family, one.shares?.[family] ?? 0])}
                  index={i}
                  columns={columns}
                  at={inPlot}
                />
                <Stack
                  week={one}
                  parts={OUTSIDE.map((family) => [family, one[family] ?? 0])}
                  index={i}
                  columns={columns}
                  at={inStrip}
                />
              </g>
            ))}
          </svg>
        )}
        {width !== null && columns && week && pointed !== null && (
          <ChartTip week={week} x={columns.middle(pointed)} width={width} />
        )}
      </div>
      <RightLabels chart={chart} />
    </div>
  );
}

interface StackProps {
  readonly week: ReasonsWeek;
  /** From below, each on the axis of its plot. */
  readonly parts: readonly (readonly [ReasonFamily, number])[];
  readonly index: number;
  readonly columns: WeekColumns;
  readonly at: (value: number) => number;
}

/** The parts of one week, one on the other; the running week is pale with a dashed outline. */
function Stack({ week, parts, index, columns, at }: StackProps) {
  let below = 0;
  return parts.map(([family, value]) => {
    const [bottom, top] = [at(below), at(below + value)];
    below += value;
    const { fill, edge } = REASON_FILLS[family];
    const running = week.state === "running";
    const outlined = running || family === "unclassified";
    const inset = outlined ? 0.5 : 0;
    // A pixel is left free, so that parts stay apart.
    const height = bottom - top - 1 - 2 * inset;
    if (height <= 0) return null;
    return (
      <rect
        key={family}
        x={columns.middle(index) - columns.width / 2 + GAP + inset}
        y={top + inset}
        width={Math.max(1, columns.width - 2 * GAP - 2 * inset)}
        height={height}
        fill={fill}
        fillOpacity={running && family !== "unclassified" ? 0.3 : 1}
        stroke={outlined ? edge : "none"}
        strokeWidth={0.75}
        strokeDasharray={running ? "3 2" : undefined}
      />
    );
  });
}

/** The reviewed week's shares at the right edge, each beside its part of the stack. */
function RightLabels({ chart }: { chart: ReasonsOverTime }) {
  const reviewed = chart.weeks.find((week) => week.state === "reviewed");
  let below = 0;
  const places = REASON_FAMILIES.map((family) => {
    const share = reviewed?.shares?.[family] ?? 0;
    const middle = below + share / 2;
    below += share;
    return { family, top: PLOT_TOP + PLOT_HEIGHT * (1 - middle / 100) };
  });
  return (
    <div className="edge" aria-hidden="true">
      {places.map(({ family, top }) => {
        const label = chart.labels.find((known) => known.family === family);
        return label?.isShown ? (
          <p key={family} style={{ top }}>
            <b>{label.text}</b>
            <br />
            {label.name}
          </p>
        ) : null;
      })}
      <p className="outside" style={{ top: STRIP_TOP + STRIP_HEIGHT / 2 }}>
        {(["unclassified", "operational"] as const).map((family) => {
          const label = chart.labels.find((known) => known.family === family);
          return (
            <span key={family}>
              {label?.name} {label?.text}
            </span>
          );
        })}
      </p>
    </div>
  );
}
