import { describe, expect, it } from "vitest";
import { xmr } from "./xmr";

/** Ten flow rates of the NIST/SEMATECH e-Handbook of Statistical Methods, section 6.3.2.2. */
const FLOW_RATES = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];
const ZIGZAG = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 3.9 : 4.1));

describe("xmr", () => {
  it("gives the limits that the NIST handbook publishes", () => {
    const chart = xmr(FLOW_RATES, { least: 10 });
    expect(chart?.centre).toBeCloseTo(50.81, 10);
    expect((chart?.sigma ?? 0) * 1.128).toBeCloseTo(1.8778, 4);
    expect(chart?.points[0]?.limits.high).toBeCloseTo(55.8041, 4);
    expect(chart?.points[0]?.limits.low).toBeCloseTo(45.8159, 4);
    expect(chart?.points.every((point) => point?.outside === null && !point.run)).toBe(true);
  });

  it("judges later points against the points before them", () => {
    const chart = xmr([...ZIGZAG, 4.6, 3.4, 4.05], { baseline: 12 });
    expect(chart?.centre).toBeCloseTo(4, 12);
    expect(chart?.points.slice(12).map((point) => point?.outside)).toEqual(["above", "below", null]);
    expect(chart?.points[12]?.limits.high).toBeCloseTo(4 + (3 * 0.2) / 1.128, 12);
  });

  it("leaves what lies outside out of its limits, but judges it", () => {
    const chart = xmr([...ZIGZAG.slice(0, 11), 2]);
    expect(chart?.centre).toBeCloseTo((6 * 3.9 + 5 * 4.1) / 11, 12);
    expect(chart?.sigma).toBeCloseTo(0.2 / 1.128, 12);
    expect(chart?.points[11]?.outside).toBe("below");
  });

  it("leaves out points without data and the ranges across them", () => {
    const gap = xmr([...ZIGZAG.slice(0, 6), null, ...ZIGZAG.slice(0, 6).reverse()]);
    expect(gap?.points[6]).toBeNull();
    // The weeks either side of the gap are equal: a range across it would pull sigma down.
    expect(gap?.sigma).toBeCloseTo(xmr(ZIGZAG)?.sigma ?? 0, 12);
  });

  it("marks the eighth point in a row on one side", () => {
    const chart = xmr([...Array<number>(8).fill(4.2), ...Array<number>(8).fill(4)]);
    expect(chart?.points.flatMap((point, index) => (point?.run ? [index] : []))).toEqual([7, 15]);
  });

  it("cuts its limits off at the ends of the scale", () => {
    const wild = Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? 2 : 5));
    const limits = xmr(wild, { bounds: { low: 1, high: 5 } })?.points[0]?.limits;
    expect(limits).toEqual({ low: 1, high: 5 });
  });

  it("needs twelve points with data, and neighbours among them", () => {
    expect(xmr(ZIGZAG.slice(0, 11))).toBeNull();
    expect(xmr([...ZIGZAG.slice(0, 11), null])).toBeNull();
    expect(xmr(ZIGZAG.flatMap((value) => [value, null]))).toBeNull();
    expect(xmr([])).toBeNull();
  });

  it("calls every later change a signal where nothing ever moved", () => {
    const chart = xmr([...Array<number>(12).fill(4), 4.01], { baseline: 12 });
    expect(chart?.points[0]).toEqual({ value: 4, limits: { low: 4, high: 4 }, outside: null, run: false });
    expect(chart?.points[12]?.outside).toBe("above");
  });
});
