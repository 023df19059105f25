import { AXIS_WIDTH, type WeekColumns } from "./week-columns";

interface ValueAxisProps {
  readonly columns: WeekColumns;
  readonly ticks: readonly number[];
  /** After the highest number. */
  readonly suffix: string;
  /** The height of a number in the drawing. */
  readonly at: (value: number) => number;
}

/** Horizontal gridlines with their numbers at the left; a line in ink where the axis starts at 0. */
export function ValueAxis({ columns, ticks, suffix, at }: ValueAxisProps) {
  return ticks.map((tick, i) => (
    <g key={tick}>
      <line
        x1={columns.left}
        x2={columns.right}
        y1={at(tick)}
        y2={at(tick)}
        stroke={tick === 0 ? "var(--ink-3)" : "var(--line)"}
      />
      <text className="ax" x={AXIS_WIDTH - 8} y={at(tick) + 4} textAnchor="end">
        {tick}
        {i === ticks.length - 1 && suffix}
      </text>
    </g>
  ));
}
