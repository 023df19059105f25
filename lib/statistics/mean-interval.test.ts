import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Z_95 } from "./interval";
import { differenceOfMeans, meanInterval, type Sums } from "./mean-interval";

function sumsOf(values: readonly number[]): Sums {
  return {
    count: values.length,
    sum: values.reduce((sum, value) => sum + value, 0),
    sumOfSquares: values.reduce((sum, value) => sum + value * value, 0),
  };
}

describe("meanInterval", () => {
  it("is the mean ± z·s/√n with s from n − 1", () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, squared deviations 32, s² = 32/7.
    const interval = meanInterval(sumsOf([2, 4, 4, 4, 5, 5, 7, 9]));
    const halfWidth = Z_95 * Math.sqrt(32 / 7 / 8);
    expect(interval?.low).toBeCloseTo(5 - halfWidth, 12);
    expect(interval?.high).toBeCloseTo(5 + halfWidth, 12);
  });

  it("is a point for equal scores and none for fewer than two", () => {
    expect(meanInterval(sumsOf([4.6, 4.6, 4.6]))?.low).toBeCloseTo(4.6, 6);
    expect(meanInterval(sumsOf([4]))).toBeNull();
    expect(meanInterval(sumsOf([]))).toBeNull();
  });

  it("agrees with the deviations themselves for any scores", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 200 }), (values) => {
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        const s2 = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
        const interval = meanInterval(sumsOf(values));
        expect(interval?.high).toBeCloseTo(mean + Z_95 * Math.sqrt(s2 / values.length), 9);
      }),
      { seed: 1 },
    );
  });
});

describe("differenceOfMeans", () => {
  it("adds up the variances of both means", () => {
    const change = differenceOfMeans(sumsOf([1, 2, 3, 4, 5]), sumsOf([3, 4, 5]));
    const halfWidth = Z_95 * Math.sqrt(2.5 / 5 + 1 / 3);
    expect(change?.difference).toBeCloseTo(1, 12);
    expect(change?.low).toBeCloseTo(1 - halfWidth, 12);
    expect(change?.high).toBeCloseTo(1 + halfWidth, 12);
    expect(change?.signal).toBe(false);
  });

  it("calls a clear fall a signal", () => {
    const many = (values: readonly number[]) => sumsOf(Array.from({ length: 50 }, () => values).flat());
    expect(differenceOfMeans(many([4, 5]), many([3, 4]))?.signal).toBe(true);
  });

  it("has none with fewer than two scores on a side", () => {
    expect(differenceOfMeans(sumsOf([4]), sumsOf([3, 4]))).toBeNull();
    expect(differenceOfMeans(sumsOf([3, 4]), sumsOf([4]))).toBeNull();
  });
});
