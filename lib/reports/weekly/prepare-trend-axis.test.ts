import { describe, expect, it } from "vitest";
import { axisUnit, bare, keepApart, ticksAround } from "./prepare-trend-axis";

const PERCENT = axisUnit("percent");
const SCORE = axisUnit("score");

describe("ticksAround", () => {
  it.each([
    [
      [13.6, 25.7],
      [10, 15, 20, 25, 30],
    ],
    [
      [27, 29.9],
      [27, 28, 29, 30],
    ],
    [
      [0, 100],
      [0, 20, 40, 60, 80, 100],
    ],
    [
      [20, 20],
      [20, 21],
    ],
    [
      [19.99, 20.01],
      [19, 20, 21],
    ],
  ])("%j is drawn on %j", (drawn, ticks) => {
    expect(ticksAround(PERCENT, drawn)).toEqual(ticks);
  });

  it("takes finer steps for scores, without traces of rounding", () => {
    expect(ticksAround(SCORE, [4, 4.3])).toEqual([4, 4.1, 4.2, 4.3]);
    expect(ticksAround(SCORE, [3.93, 4.07])).toEqual([3.9, 3.95, 4, 4.05, 4.1]);
    expect(ticksAround(SCORE, [1, 5])).toEqual([1, 2, 3, 4, 5]);
  });

  it("shows the whole scale where nothing is known", () => {
    expect(ticksAround(PERCENT, [])).toEqual([0, 20, 40, 60, 80, 100]);
    expect(ticksAround(SCORE, [])).toEqual([1, 2, 3, 4, 5]);
  });
});

describe("bare", () => {
  it("has one decimal for percent, two for scores", () => {
    expect([bare(PERCENT, 25.68), bare(SCORE, 4.1)]).toEqual(["25.7", "4.10"]);
  });
});

describe("keepApart", () => {
  const label = (at: number) => ({ text: String(at), at, strong: false });

  it("moves the lower of two labels down by a line, and the next with it", () => {
    const [a, b, c, d] = keepApart([label(20), label(19.9), label(50), label(19.8)], [0, 100]);
    expect(a?.at).toBe(50);
    expect(b?.at).toBe(20);
    expect((b?.at ?? 0) - (c?.at ?? 0)).toBeCloseTo(1400 / 248, 10);
    expect((c?.at ?? 0) - (d?.at ?? 0)).toBeCloseTo(1400 / 248, 10);
  });
});
