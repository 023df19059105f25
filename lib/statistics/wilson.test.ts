import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilson } from "./wilson";

describe("wilson", () => {
  it.each([
    // The design's check values.
    [16, 20, 0.584, 0.919, 3],
    [5, 5, 0.566, 1, 3],
    // Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, score method.
    [81, 263, 0.2553, 0.3662, 4],
    [15, 148, 0.0624, 0.1605, 4],
    [0, 20, 0, 0.1611, 4],
    [1, 29, 0.0061, 0.1718, 4],
    // The golden example's overall hand-off rate.
    [119, 389, 0.262205, 0.353416, 6],
  ])("%i of %i is %f to %f", (numerator, denominator, low, high, digits) => {
    const interval = wilson({ numerator, denominator });
    expect(interval?.low).toBeCloseTo(low, digits);
    expect(interval?.high).toBeCloseTo(high, digits);
  });

  it("has none for nothing, and refuses what is no share", () => {
    expect(wilson({ numerator: 0, denominator: 0 })).toBeNull();
    expect(() => wilson({ numerator: 3, denominator: 2 })).toThrow(RangeError);
    expect(() => wilson({ numerator: -1, denominator: 2 })).toThrow(RangeError);
    expect(() => wilson({ numerator: Number.NaN, denominator: 2 })).toThrow(RangeError);
  });

  it("holds the share, stays inside 0 to 1, and mirrors when hits and misses change places", () => {
    const counts = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((denominator) =>
        fc.integer({ min: 0, max: denominator }).map((numerator) => ({ numerator, denominator })),
      );
    fc.assert(
      fc.property(counts, (share) => {
        const interval = wilson(share);
        const mirrored = wilson({ ...share, numerator: share.denominator - share.numerator });
        if (interval === null || mirrored === null) throw new Error("no interval");
        const p = share.numerator / share.denominator;
        expect(interval.low >= 0 && interval.low <= p && p <= interval.high && interval.high <= 1).toBe(true);
        expect(interval.low).toBeCloseTo(1 - mirrored.high, 12);
      }),
      { seed: 1 },
    );
  });
});
