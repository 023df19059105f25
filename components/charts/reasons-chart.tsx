"use client";

import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { BarShapeProps } from "recharts/types/cartesian/Bar";
import { REASON_FILLS } from "@/components/metrics/swatch";
import { REASON_FAMILIES, type ReasonFamily } from "@/lib/domain/reason";
import type { ReasonsOverTime, ReasonsWeek } from "@/lib/reports/prepare-reasons-over-time";
import { ChartTip } from "./chart-tip";
import { WeekTick } from "./week-tick";

const PLOT_TOP = 12;
const PLOT_HEIGHT = 180;
/** Room for the lower half of the 0. */
const BASE = 6;
const STRIP_TOP = 28;
const STRIP_HEIGHT = 44;
const AXIS_WIDTH = 38;
const FIXED = { isAnimationActive: false } as const;
/** How each family's part of a week is drawn. */
const SHAPES = {
  bot_failure: (props: BarShapeProps) => <Block {...props} family="bot_failure" />,
  planned_escalation: (props: BarShapeProps) => <Block {...props} family="planned_escalation" />,
  customer_demand: (props: BarShapeProps) => <Block {...props} family="customer_demand" />,
  operational: (props: BarShapeProps) => <Block {...props} family="operational" />,
  unclassified: (props: BarShapeProps) => <Block {...props} family="unclassified" />,
} as const;
const AXIS = { axisLine: false, tickLine: false, tick: { className: "ax" } } as const;

/** Families stacked to 100 %, and what lies outside them as a strip below with a scale of its own. */
export function ReasonsChart({ chart }: { chart: ReasonsOverTime }) {
  const data = [...chart.weeks];
  return (
    <div className="reasons-plot" role="img" aria-label={chart.description}>
      <div className="plot">
        <ResponsiveContainer width="100%" height={PLOT_TOP + PLOT_HEIGHT + BASE}>
          <BarChart
            data={data}
            margin={{ top: PLOT_TOP, right: 0, bottom: BASE, left: 0 }}
            barCategoryGap={1.5}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <YAxis
              {...AXIS}
              width={AXIS_WIDTH}
              domain={[0, 100]}
              ticks={[0, 25, 50, 75, 100]}
              tickFormatter={percentOnTop(100)}
              interval={0}
            />
            <XAxis dataKey="week" hide />
            <Tooltip content={<ChartTip />} cursor={{ fill: "var(--hover)", fillOpacity: 0.5 }} {...FIXED} />
            {REASON_FAMILIES.map((family) => (
              <Bar
                key={family}
                dataKey={`shares.${family}`}
                name={family}
                stackId="families"
                shape={SHAPES[family]}
                {...FIXED}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
        <p className="strip-title">outside the three, % of hand-offs</p>
        <ResponsiveContainer width="100%" height={STRIP_TOP + STRIP_HEIGHT + 34}>
          <BarChart
            data={data}
            margin={{ top: STRIP_TOP, right: 0, bottom: 0, left: 0 }}
            barCategoryGap={1.5}
            accessibilityLayer={false}
          >
            <CartesianGrid vertical={false} stroke="var(--line)" />
            <YAxis
              {...AXIS}
              width={AXIS_WIDTH}
              domain={[0, chart.stripTop]}
              ticks={[0, chart.stripTop]}
              interval={0}
            />
            <XAxis
              dataKey="week"
              axisLine={{ stroke: "var(--ink-3)" }}
              tickLine={false}
              tick={<WeekTick weeks={chart.weeks} />}
              interval={0}
              height={34}
            />
            {(["operational", "unclassified"] as const).map((family) => (
              <Bar
                key={family}
                dataKey={family}
                name={family}
                stackId="outside"
                shape={SHAPES[family]}
                {...FIXED}
              />
            ))}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <RightLabels chart={chart} />
    </div>
  );
}

function percentOnTop(top: number) {
  return (value: number) => (value === top ? `${value}%` : String(value));
}

/** One family of one week; the running week is pale with a dashed outline. */
function Block({ family, ...props }: BarShapeProps & { family: ReasonFamily }) {
  const week: ReasonsWeek = props.payload;
  const { fill, edge } = REASON_FILLS[family];
  const running = week.state === "running";
  const outlined = running || family === "unclassified";
  const inset = outlined ? 0.5 : 0;
  const height = props.height - 1 - 2 * inset;
  if (height <= 0) return null;
  return (
    <rect
      x={props.x + inset}
      y={props.y + inset}
      width={Math.max(1, props.width - 2 * inset)}
      height={height}
      fill={fill}
      fillOpacity={running && family !== "unclassified" ? 0.3 : 1}
      stroke={outlined ? edge : "none"}
      strokeWidth={0.75}
      strokeDasharray={running ? "3 2" : undefined}
    />
  );
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
      <p
        className="outside"
        style={{ top: PLOT_TOP + PLOT_HEIGHT + BASE + STRIP_TOP + STRIP_HEIGHT / 2 + 12 }}
      >
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
