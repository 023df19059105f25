import type { Unit } from "@/lib/metrics/metric";

/** Height of the plot in pixels, which decides how close labels may come. */
export const PLOT_HEIGHT = 248;
/** Height of a line of small type. */
const LINE_HEIGHT = 14;
const MOST_STEPS = 5;

/** How a number is drawn and written along its axis. */
export interface AxisUnit {
  /** From the metric's value to the axis: shares are drawn in percent. */
  readonly scale: number;
  /** After the number: `%`. */
  readonly suffix: string;
  readonly decimals: number;
  /** Sizes that a step between two lines may have. */
  readonly steps: readonly number[];
  /** The ends of the axis where nothing is known. */
  readonly whole: readonly [number, number];
}

const PERCENT: AxisUnit = {
  scale: 100,
  suffix: "%",
  decimals: 1,
  steps: [1, 2, 5, 10, 20, 25],
  whole: [0, 100],
};
const SCORE: AxisUnit = {
  scale: 1,
  suffix: "",
  decimals: 2,
  steps: [0.05, 0.1, 0.2, 0.5, 1],
  whole: [1, 5],
};

/** The axis of a unit: percent for shares, 1 to 5 for scores. */
export function axisUnit(unit: Unit): AxisUnit {
  return unit === "score" ? SCORE : PERCENT;
}

/** A number on the axis as text, without its unit: `25.7`, `4.13`. */
export function bare({ decimals }: AxisUnit, value: number): string {
  return value.toFixed(decimals);
}

/** Four or five round steps around everything drawn; a line need not start at 0. */
export function ticksAround({ steps, whole }: AxisUnit, drawn: readonly number[]): number[] {
  const [low, high] = drawn.length === 0 ? whole : [Math.min(...drawn), Math.max(...drawn)];
  const between = (size: number) => ceilTo(high, size) - floorTo(low, size);
  const step = steps.find((size) => between(size) <= MOST_STEPS) ?? steps.at(-1) ?? 1;
  const first = floorTo(low, step);
  const count = Math.max(1, ceilTo(high, step) - first);
  // Rounded: 0.1 three times is not 0.3.
  return Array.from({ length: count + 1 }, (_, i) => Number(((first + i) * step).toFixed(6)));
}

/** In whole steps; a hair beyond a step is on it. */
function floorTo(value: number, step: number): number {
  return Math.floor(value / step + 1e-9);
}

function ceilTo(value: number, step: number): number {
  return Math.ceil(value / step - 1e-9);
}

/** A text at the right edge, at its value on the axis. */
export interface EdgeLabel {
  readonly text: string;
  readonly at: number;
  readonly strong: boolean;
}

/** Labels keep a line's height from each other: the lower ones move down. `at` stays on the axis. */
export function keepApart(labels: readonly EdgeLabel[], ticks: readonly number[]): EdgeLabel[] {
  const [low = 0, high = 100] = [ticks[0], ticks.at(-1)];
  const least = ((high - low) * LINE_HEIGHT) / PLOT_HEIGHT;
  let above = Number.POSITIVE_INFINITY;
  return [...labels]
    .sort((a, b) => b.at - a.at)
    .map((label) => {
      above = Math.min(label.at, above - least);
      return { ...label, at: above };
    });
}
