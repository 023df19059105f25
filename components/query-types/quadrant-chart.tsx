"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import {
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  XAxis,
  YAxis,
} from "recharts";
import type { QuadrantChart as Chart, QuadrantPoint } from "@/lib/reports/query-types/prepare-quadrant";
import { QuadrantMarks } from "./quadrant-marks";
import { QuadrantTip, type TipPlace } from "./quadrant-tip";

const HEIGHT = { wide: 560, narrow: 400 } as const;
/** Below this width the chart is drawn for a phone: smaller circles, fewer letters. */
const NARROW = 640;
const MARGIN = { top: 26, right: 18, bottom: 8, left: 0 } as const;
const AXIS = { axisLine: false, tickLine: false, tick: { className: "ax" }, interval: 0 } as const;
const FIXED = { isAnimationActive: false } as const;

/** Query types by hand-off rate and repeat information. Following a circle leads to the page of its query type. */
export function QuadrantChart({ chart }: { chart: Chart }) {
  const router = useRouter();
  const [shown, setShown] = useState<TipPlace | null>(null);
  const [isNarrow, setNarrow] = useState(() => window.innerWidth <= NARROW);
  const xTop = chart.xTicks.at(-1) ?? 100;
  const yTop = chart.yTicks.at(-1) ?? 100;
  return (
    <div className="quadrant-plot">
      <p className="axis-title y">↑ Repeat information</p>
      <div role="img" aria-label={chart.description}>
        <ResponsiveContainer
          width="100%"
          height={isNarrow ? HEIGHT.narrow : HEIGHT.wide}
          onResize={(width) => setNarrow(width <= NARROW)}
        >
          <ScatterChart margin={MARGIN} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" />
            <XAxis
              {...AXIS}
              type="number"
              dataKey="x"
              domain={[0, xTop]}
              ticks={[...chart.xTicks]}
              tickFormatter={percentAt(xTop)}
              axisLine={{ stroke: "var(--ink-3)" }}
              height={24}
            />
            <YAxis
              {...AXIS}
              type="number"
              dataKey="y"
              domain={[0, yTop]}
              ticks={[...chart.yTicks]}
              tickFormatter={percentAt(yTop)}
              width={40}
            />
            {chart.lines && <ReferenceLine x={chart.lines.x} stroke="var(--ink-2)" />}
            {chart.lines && chart.lines.y <= yTop && (
              <ReferenceLine y={chart.lines.y} stroke="var(--ink-2)" />
            )}
            <Scatter data={[...chart.points]} shape={() => null} {...FIXED} />
            <QuadrantMarks
              chart={chart}
              selected={shown?.point.key ?? null}
              onShow={setShown}
              onOpen={(point: QuadrantPoint) => router.push(point.href)}
            />
          </ScatterChart>
        </ResponsiveContainer>
      </div>
      <p className="axis-title x">Hand-off rate →</p>
      {shown && <QuadrantTip place={shown} />}
    </div>
  );
}

function percentAt(top: number) {
  return (value: number) => (value === top ? `${value}%` : String(value));
}
