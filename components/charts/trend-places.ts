import type { TrendChart } from "@/lib/reports/weekly/prepare-trend";
import { PLOT_HEIGHT } from "@/lib/reports/weekly/prepare-trend-axis";
import type { DayMark } from "@/lib/reports/weekly/prepare-trend-marks";
import type { WeekColumns } from "./week-columns";

/** Below this width of the plot, labels take their short form. */
const NARROW = 380;
/** Letters of the labels above the plot are about so wide. */
const LETTER = { plain: 5.7, strong: 6.7 } as const;
const ROOM_BETWEEN = 8;

/** Where things of a trend lie in pixels of the drawing. */
export interface Places {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  /** Half the width of a week. */
  readonly half: number;
  readonly narrow: boolean;
  /** The middle of a week, by its place. */
  readonly week: (index: number) => number;
  /** A place along all weeks, 0 to 1. */
  readonly along: (at: number) => number;
  /** A number on the axis. */
  readonly value: (value: number) => number;
}

/** The places of a chart whose plot begins so far below its upper edge. */
export function placesOf({ ticks }: TrendChart, columns: WeekColumns, top: number): Places {
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 100];
  const { left, right, width, middle } = columns;
  return {
    left,
    right,
    top,
    bottom: top + PLOT_HEIGHT,
    half: width / 2,
    narrow: right - left < NARROW,
    week: middle,
    along: (at) => left + at * (right - left),
    value: (value) => top + PLOT_HEIGHT * (1 - (value - low) / (high - low)),
  };
}

/** A label above the plot: the middle it is written around. */
export interface PlacedLabel {
  readonly mark: DayMark;
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Height of a row of labels. */
export const LABEL_ROW = 15;

/** Rows of labels above the plot: releases next to it, what people noted above them. */
export function labelRows(marks: readonly DayMark[]): readonly DayMark["kind"][] {
  return marks.some(({ kind }) => kind === "note") ? ["release", "note"] : ["release"];
}

/** How far above the plot a mark's line begins: right below its label. */
export function lineStart(mark: DayMark, places: Places): number {
  return places.top - 8 - (mark.kind === "note" ? LABEL_ROW : 0);
}

/** The labels of all rows. */
export function placeLabels(marks: readonly DayMark[], places: Places): readonly PlacedLabel[] {
  return labelRows(marks).flatMap((row) =>
    labelsWithRoom(
      marks.filter(({ kind }) => kind === row),
      places,
    ),
  );
}

/**
 * The labels of a row for which there is room, none over another: the one that a finding names first, then the
 * later before the earlier. What has no room in full is written short, or not at all; its line stays.
 */
function labelsWithRoom(marks: readonly DayMark[], places: Places): readonly PlacedLabel[] {
  const taken: { readonly from: number; readonly to: number }[] = [];
  const placed: PlacedLabel[] = [];
  for (const mark of [...marks].reverse().sort((a, b) => Number(b.strong) - Number(a.strong))) {
    const isShort = places.narrow && mark.kind === "release" && !mark.strong;
    const texts = isShort ? [mark.short] : [mark.label, mark.short];
    for (const text of texts) {
      const width = text.length * (mark.strong ? LETTER.strong : LETTER.plain);
      const x = Math.min(
        Math.max(places.along(mark.at), places.left + width / 2),
        Math.max(places.right - width / 2, places.left + width / 2),
      );
      const [from, to] = [x - width / 2 - ROOM_BETWEEN, x + width / 2];
      if (taken.some((other) => from < other.to && other.from < to)) continue;
      taken.push({ from, to });
      placed.push({ mark, text, x, y: lineStart(mark, places) - 6 });
      break;
    }
  }
  return placed;
}
