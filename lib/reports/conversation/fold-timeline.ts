import type { TimelineItem } from "./prepare-timeline";

/** A run of a timeline's items, shown or folded. */
export interface TimelineRun {
  readonly key: string;
  readonly folded: boolean;
  readonly items: readonly TimelineItem[];
}

/** Shorter transcripts are shown whole. */
const SHOWN_WHOLE = 24;
const AT_THE_ENDS = 5;
const AROUND_SEAMS = 3;
const AROUND_MARKS = 1;
/** Fewer lines are not worth a fold. */
const SMALLEST_FOLD = 4;

/**
 * Folds what is long: shown are the ends, what stands around hand-offs, and what is marked with a line before and after
 * it. `needed` are lines that something else on the page points to.
 */
export function foldTimeline(
  items: readonly TimelineItem[],
  needed: ReadonlySet<number>,
): readonly TimelineRun[] {
  if (items.length <= SHOWN_WHOLE) return [{ key: "0", folded: false, items }];
  const shown = items.map((_, i) => i < AT_THE_ENDS || i >= items.length - AT_THE_ENDS);
  items.forEach((item, i) => {
    const isMarked = item.kind === "message" && (item.marks.length > 0 || needed.has(item.sequence));
    const around = item.kind === "seam" ? AROUND_SEAMS : isMarked ? AROUND_MARKS : -1;
    for (let at = i - around; at <= i + around; at++) if (at >= 0 && at < shown.length) shown[at] = true;
  });
  const runs: { key: string; folded: boolean; items: TimelineItem[] }[] = [];
  items.forEach((item, i) => {
    const last = runs.at(-1);
    if (last && last.folded === !shown[i]) last.items.push(item);
    else runs.push({ key: String(i), folded: !shown[i], items: [item] });
  });
  return runs.map((run) => ({ ...run, folded: run.folded && run.items.length >= SMALLEST_FOLD }));
}
