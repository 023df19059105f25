import { type PointerEvent, useState } from "react";

/** Room for the numbers of the axis at the left. */
export const AXIS_WIDTH = 38;
/** Room for week numbers and months below a plot. */
export const WEEKS_HEIGHT = 34;

/** Columns of equal width, one a week, between the axis and the right edge of a chart. */
export interface WeekColumns {
  readonly left: number;
  readonly right: number;
  /** Of one week. */
  readonly width: number;
  /** The middle of a week, by its place. */
  readonly middle: (index: number) => number;
}

/** Divides a chart of a width into so many weeks. */
export function weekColumns(chartWidth: number, count: number): WeekColumns {
  const width = (chartWidth - AXIS_WIDTH) / Math.max(1, count);
  return {
    left: AXIS_WIDTH,
    right: chartWidth,
    width,
    middle: (index) => AXIS_WIDTH + (index + 0.5) * width,
  };
}

/** Which week is pointed at, by its place; null for none. The handlers belong to the element of the chart. */
export function usePointedWeek(columns: WeekColumns | null, count: number) {
  const [pointed, setPointed] = useState<number | null>(null);
  function point(event: PointerEvent<Element>) {
    if (!columns) return;
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    const index = Math.floor((x - columns.left) / columns.width);
    setPointed(index >= 0 && index < count ? index : null);
  }
  return {
    pointed,
    handlers: { onPointerMove: point, onPointerDown: point, onPointerLeave: () => setPointed(null) },
  } as const;
}
