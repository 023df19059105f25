import { describe, expect, it } from "vitest";
import { laney } from "./laney";
import type { Share } from "./share";

const share = (numerator: number, denominator = 100): Share => ({ numerator, denominator });
/** Twelve weeks of 20 or 30 of 100 in turn: centre 25 %. */
const ZIGZAG = Array.from({ length: 12 }, (_, index) => share(index % 2 === 0 ? 20 : 30));

describe("laney", () => {
  it("takes its limits from the moving ranges", () => {
    const chart = laney(ZIGZAG);
    // σ = √(0.25·0.75/100); every moving range of z is 0.1/σ, so that σ·σz = 0.1/1.128.
    expect(chart?.centre).toBeCloseTo(0.25, 12);
    expect(chart?.sigmaZ).toBeCloseTo(0.1 / Math.sqrt(0.001875) / 1.128, 12);
    expect(chart?.points[0]?.limits.high).toBeCloseTo(0.25 + 0.3 / 1.128, 12);
    expect(chart?.points[0]?.limits.low).toBe(0);
    expect(chart?.points.every((point) => point?.outside === null && !point.run)).toBe(true);
  });

  it("draws tighter limits for larger denominators and never leaves 0 to 1", () => {
    const chart = laney([...ZIGZAG.slice(0, 11), share(7500, 30_000)]);
    const width = (index: number) => {
      const limits = chart?.points[index]?.limits;
      return limits === undefined ? Number.NaN : limits.high - limits.low;
    };
    expect(width(11)).toBeLessThan(width(0));
    const high = laney(Array.from({ length: 12 }, (_, index) => share(index % 2 === 0 ? 90 : 99)));
    expect(high?.points[0]?.limits.high).toBe(1);
  });

  it("judges later points against the weeks before them", () => {
    const weeks = Array.from({ length: 12 }, (_, index) => share(160 + (index % 3), 1000));
    const chart = laney([...weeks, share(257, 1000)], { baseline: 12 });
    expect(chart?.centre).toBeCloseTo(0.161, 3);
    expect(chart?.points[12]?.outside).toBe("above");
    expect(laney([...weeks, share(20, 1000)], { baseline: 12 })?.points[12]?.outside).toBe("below");
  });

  it("leaves what lies outside out of its limits, but judges it", () => {
    const weeks = Array.from({ length: 12 }, (_, index) => share(160 + 4 * (index % 2), 1000));
    const jump = laney([...weeks.slice(0, 11), share(257, 1000)]);
    const before = laney([...weeks, share(257, 1000)], { baseline: 11 });
    expect(before).toBeNull();
    expect(jump?.centre).toBeCloseTo((6 * 0.16 + 5 * 0.164) / 11, 12);
    expect(jump?.points[11]?.outside).toBe("above");
    expect(jump?.points.slice(0, 11).every((point) => point?.outside === null && !point.run)).toBe(true);
  });

  it("keeps them where hardly anything would be left", () => {
    const steady = Array.from({ length: 7 }, (_, index) => share(160 + (index % 2), 1000));
    const odd = [600, 601, 600, 602, 601].map((numerator) => share(numerator, 1000));
    const chart = laney([...steady, ...odd]);
    expect(chart?.centre).toBeCloseTo((7 * 160 + 3 + 5 * 600 + 4) / 12 / 1000, 4);
  });

  it("marks the eighth point in a row on one side", () => {
    const weeks = [
      ...Array.from({ length: 8 }, () => share(30)),
      ...Array.from({ length: 8 }, () => share(20)),
    ];
    const runs = laney(weeks)?.points.map((point) => point?.run);
    expect(runs?.map((run, index) => (run ? index : -1)).filter((index) => index >= 0)).toEqual([7, 15]);
  });

  it("leaves out points without data and the ranges across them", () => {
    const weeks = [...ZIGZAG.slice(0, 6), null, share(0, 0), ...ZIGZAG.slice(0, 6).reverse()];
    const chart = laney(weeks);
    expect(chart?.points[6]).toBeNull();
    expect(chart?.points[7]).toBeNull();
    expect(chart?.centre).toBeCloseTo(0.25, 12);
    // The weeks either side of the gap are equal: a range across it would pull sigma-z down.
    expect(chart?.sigmaZ).toBeCloseTo(laney(ZIGZAG)?.sigmaZ ?? 0, 12);
  });

  it("needs twelve points with data", () => {
    expect(laney(ZIGZAG.slice(0, 11))).toBeNull();
    expect(laney([...ZIGZAG.slice(0, 11), null, null])).toBeNull();
    expect(laney(ZIGZAG.flatMap((week) => [week, null]))).toBeNull();
  });

  it("copes with a rate that never moved from 0", () => {
    const chart = laney([...Array.from({ length: 12 }, () => share(0)), share(1)], { baseline: 12 });
    expect(chart?.points[0]).toEqual({ value: 0, limits: { low: 0, high: 0 }, outside: null, run: false });
    expect(chart?.points[12]?.outside).toBe("above");
  });
});
