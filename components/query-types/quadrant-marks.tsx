"use client";

import { usePlotArea, useXAxisScale, useYAxisScale } from "recharts";
import { REASON_FILLS } from "@/components/metrics/swatch";
import type { Corner, QuadrantChart, QuadrantPoint } from "@/lib/reports/query-types/prepare-quadrant";
import {
  type Box,
  type LabelledPoint,
  overlap,
  placeLabels,
} from "@/lib/reports/query-types/quadrant-labels";
import type { TipPlace } from "./quadrant-tip";

/** The largest circle, and the smallest: small types must stay visible. */
const RADIUS = { wide: 15, narrow: 10, least: 2.75 } as const;
const NARROW = 560;
const LINE_HEIGHT = 14;
/** What a letter of a label takes on average, in Inter at 11.5 px: labels are placed before they are drawn. */
const LETTER = 6.2;
/** A finger needs more than the circle. */
const TOUCH_RADIUS = 14;

interface QuadrantMarksProps {
  readonly chart: QuadrantChart;
  readonly selected: string | null;
  readonly onShow: (place: TipPlace | null) => void;
  readonly onOpen: (point: QuadrantPoint) => void;
}

/** What lies on the plot: corner names, crosses, circles and as many labels as there is room for. */
export function QuadrantMarks({ chart, selected, onShow, onOpen }: QuadrantMarksProps) {
  const plot = usePlotArea();
  const xScale = useXAxisScale();
  const yScale = useYAxisScale();
  if (!plot || !xScale || !yScale) return null;
  const area: Box = { left: plot.x, top: plot.y, width: plot.width, height: plot.height };
  const isNarrow = plot.width < NARROW;
  const at = (scale: (value: number) => unknown, value: number) => Number(scale(value));
  const top = chart.yTicks.at(-1) ?? 100;
  const placed = chart.points.map((point) => ({
    point,
    x: at(xScale, point.x),
    y: at(yScale, point.y),
    radius: Math.max(RADIUS.least, Math.sqrt(point.size) * (isNarrow ? RADIUS.narrow : RADIUS.wide)),
    across: [at(xScale, point.xReach[0]), at(xScale, point.xReach[1])] as const,
    along: [at(yScale, point.yReach[0]), at(yScale, Math.min(top, point.yReach[1]))] as const,
  }));
  const lineX = chart.lines && at(xScale, chart.lines.x);
  const lineY = chart.lines && at(yScale, chart.lines.y);
  const circles = placed.map(({ x, y, radius }) => ({
    left: x - radius,
    top: y - radius,
    width: 2 * radius,
    height: 2 * radius,
  }));
  const corners = cornersOf(chart, area, lineX, lineY, circles, isNarrow);
  const lineLabels = lineLabelsOf(chart, area, lineX, lineY, circles);
  const labels = placeLabels(
    placed.map(
      ({ point, x, y, radius, across, along }): LabelledPoint => ({
        key: point.key,
        x,
        y,
        radius,
        width: point.name.length * LETTER,
        height: LINE_HEIGHT,
        whiskers: { x: across, y: along },
      }),
    ),
    area,
    {
      taken: [...corners.map((corner) => corner.box), ...lineLabels.map((label) => label.box)],
      lines: [
        ...(lineX === null ? [] : [{ left: lineX - 1, top: area.top, width: 2, height: area.height }]),
        ...(lineY === null ? [] : [{ left: area.left, top: lineY - 1, width: area.width, height: 2 }]),
      ],
    },
  );
  const show = (entry: (typeof placed)[number]) =>
    onShow({ point: entry.point, x: entry.x, y: entry.y, room: area.left + area.width - entry.x });
  return (
    <g className="quadrant-marks">
      {placed.map(({ point, x, y, across, along }) => (
        <path
          key={point.key}
          d={`M${across[0]} ${y}H${across[1]}M${x} ${along[0]}V${along[1]}`}
          stroke={point.key === selected ? "var(--ink)" : "var(--mark-soft)"}
          strokeWidth={1}
          fill="none"
        />
      ))}
      {lineLabels.map((label) => (
        <text key={label.text} className="ax halo" x={label.x} y={label.y} textAnchor={label.anchor}>
          {label.text}
        </text>
      ))}
      {placed.map((entry) => (
        <Circle key={entry.point.key} {...entry} />
      ))}
      {corners.map(({ corner, x, y, anchor }) => (
        <g key={corner.quadrant}>
          <text className="lbb" x={x} y={y} textAnchor={anchor}>
            {corner.name}
          </text>
          {!isNarrow && (
            <text className="ax" x={x} y={y + 16} textAnchor={anchor}>
              {corner.short}
            </text>
          )}
        </g>
      ))}
      {placed.map(({ point }) => {
        const box = labels.get(point.key);
        return (
          box && (
            <text
              key={point.key}
              className={point.key === selected ? "lbb" : "lb"}
              x={box.left + box.width / 2}
              y={box.top + LINE_HEIGHT - 3.5}
              textAnchor="middle"
            >
              {point.name}
            </text>
          )
        );
      })}
      {placed.map((entry) => (
        <circle
          key={entry.point.key}
          cx={entry.x}
          cy={entry.y}
          r={Math.max(entry.radius, TOUCH_RADIUS)}
          fill="transparent"
          style={{ cursor: "pointer" }}
          onPointerEnter={() => show(entry)}
          onPointerLeave={(event) => event.pointerType === "mouse" && onShow(null)}
          onPointerUp={(event) => {
            if (event.pointerType === "mouse" || entry.point.key === selected) onOpen(entry.point);
          }}
        />
      ))}
    </g>
  );
}

function Circle({ point, x, y, radius }: { point: QuadrantPoint; x: number; y: number; radius: number }) {
  const { fill, edge } =
    point.family === null ? { fill: "var(--ink-3)", edge: "var(--ink-3)" } : REASON_FILLS[point.family];
  if (point.ring) {
    return (
      <circle
        cx={x}
        cy={y}
        r={Math.max(1.5, radius - 1)}
        fill="var(--surface)"
        stroke={fill}
        strokeWidth={2}
      />
    );
  }
  return <circle cx={x} cy={y} r={radius} fill={fill} stroke={edge} strokeWidth={1} />;
}

interface PlacedCorner {
  readonly corner: Corner;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly box: Box;
}

/** Steps in which a corner's name looks for a place that no circle covers. */
const STEP = 6;

/** The names of the four parts, each as near to its corner as circles let it. */
function cornersOf(
  chart: QuadrantChart,
  area: Box,
  lineX: number | null,
  lineY: number | null,
  circles: readonly Box[],
  isNarrow: boolean,
): PlacedCorner[] {
  if (lineX === null || lineY === null) return [];
  const height = isNarrow ? 14 : 30;
  const right = area.left + area.width;
  const bottom = area.top + area.height;
  const place = (corner: Corner, isLeft: boolean, isUpper: boolean): PlacedCorner => {
    const width = Math.max(corner.name.length * 7, isNarrow ? 0 : corner.short.length * 5.6);
    const [outerX, innerX] = isLeft ? [area.left + 10, lineX - 8] : [right - 10, lineX + 8];
    const [outerY, innerY] = isUpper
      ? [area.top + 6, lineY - 20 - height]
      : [bottom - 6 - height, lineY + 10];
    const candidates = [outerX, innerX].flatMap((x) => {
      const anchor = (x === outerX) === isLeft ? ("start" as const) : ("end" as const);
      const steps = Math.max(0, Math.floor(Math.abs(innerY - outerY) / STEP));
      return Array.from({ length: steps + 1 }, (_, step) => {
        const top = outerY + Math.sign(innerY - outerY) * step * STEP;
        const box = { left: anchor === "start" ? x : x - width, top, width, height };
        return {
          corner,
          x,
          y: top + 12,
          anchor,
          box,
          covered: circles.filter((one) => overlap(box, one)).length,
        };
      });
    });
    return candidates.reduce((best, one) => (one.covered < best.covered ? one : best));
  };
  return [
    place(chart.corners.arrives_blind, true, true),
    place(chart.corners.broken_integration, false, true),
    place(chart.corners.well_scoped, false, false),
    place(chart.corners.healthy, true, false),
  ];
}

interface LineLabel {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: "start" | "end";
  readonly box: Box;
}

/** What the two lines are: beside the upper end of one, at an end of the other. */
function lineLabelsOf(
  chart: QuadrantChart,
  area: Box,
  lineX: number | null,
  lineY: number | null,
  circles: readonly Box[],
): LineLabel[] {
  if (chart.lines === null || lineX === null || lineY === null) return [];
  const { xText, yText } = chart.lines;
  const width = (text: string) => text.length * 6;
  const right = area.left + area.width - 4;
  // Beside the line where there is room, else the label ends with the plot.
  const left = Math.min(lineX + 6, right - width(xText));
  const upper: LineLabel = {
    text: xText,
    x: left,
    y: area.top - 8,
    anchor: "start",
    box: { left, top: area.top - 20, width: width(xText), height: 14 },
  };
  // A line above the plot is not drawn, and has no label either.
  if (lineY < area.top) return [upper];
  // Above or below the line, at its right or left end: where the fewest circles lie.
  const places = [
    { x: right, anchor: "end", isAbove: true },
    { x: right, anchor: "end", isAbove: false },
    { x: area.left + 6, anchor: "start", isAbove: true },
    { x: area.left + 6, anchor: "start", isAbove: false },
  ] as const;
  const [first, ...others] = places.map(({ x, anchor, isAbove }) => {
    const y = lineY + (isAbove ? -6 : 14);
    const across = anchor === "end" ? x - width(yText) : x;
    const box = { left: across, top: y - 12, width: width(yText), height: 14 };
    return { text: yText, x, y, anchor, box, covered: circles.filter((one) => overlap(box, one)).length };
  });
  return [
    upper,
    ...(first ? [others.reduce((best, one) => (one.covered < best.covered ? one : best), first)] : []),
  ];
}
