import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { roundToSum } from "./round-to-sum";

describe("roundToSum", () => {
  it("gives what is missing to those that lost most", () => {
    expect(roundToSum([33.3, 33.3, 33.4], 100)).toEqual([33, 33, 34]);
    expect(roundToSum([0.5, 0.5, 0.5, 0.5], 2)).toEqual([1, 1, 0, 0]);
    expect(roundToSum([-0.4, 1.4], 1)).toEqual([0, 1]);
    expect(roundToSum([-1.2, -1.2, -1.6], -4)).toEqual([-1, -1, -2]);
  });

  it("shares out a total that is further off", () => {
    expect(roundToSum([1, 1, 1], 5)).toEqual([2, 2, 1]);
    expect(roundToSum([1, 1, 1], 1)).toEqual([1, 0, 0]);
  });

  it("knows no sum of nothing but 0, and no broken total", () => {
    expect(roundToSum([], 0)).toEqual([]);
    expect(() => roundToSum([], 1)).toThrow(RangeError);
    expect(() => roundToSum([1], 0.5)).toThrow(RangeError);
  });

  it("adds up for any values, and moves none by 1 or more", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (values) => {
          // + 0 makes −0 a plain 0.
          const total = Math.round(values.reduce((all, value) => all + value, 0)) + 0;
          const rounded = roundToSum(values, total);
          expect(rounded.reduce((all, value) => all + value, 0)).toBe(total);
          rounded.forEach((value, index) => {
            expect(Math.abs(value - (values[index] ?? 0))).toBeLessThan(1.0001);
          });
        },
      ),
      { seed: 1 },
    );
  });
});
