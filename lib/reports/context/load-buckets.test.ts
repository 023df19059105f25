import { describe, expect, it } from "vitest";
import { type LoadedHour, loadBuckets } from "./load-buckets";

const hour = (load: number, i = 0): LoadedHour => ({
  hour: `2026-11-09T${String(i).padStart(2, "0")}`,
  load,
  known: load,
  came: load - 1,
  timed: load,
  inTime: load,
});

describe("hours that were about as busy", () => {
  it("come quietest first, with about as many hand-offs in each", () => {
    const buckets = loadBuckets([8, 1, 4, 2, 3, 6].map(hour), 3);
    expect(buckets.map(({ from, to }) => [from, to])).toEqual([
      [1, 4],
      [6, 6],
      [8, 8],
    ]);
    expect(buckets.flatMap(({ hours }) => hours)).toHaveLength(6);
  });

  it("are never split where they are equally busy, and hours without hand-offs are left out", () => {
    expect(loadBuckets([5, 5, 5, 5, 0].map(hour), 4).map(({ hours }) => hours.length)).toEqual([4]);
    expect(loadBuckets([])).toEqual([]);
  });
});
