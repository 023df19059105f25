import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bucketOf, durationOf, quantile, RELATIVE_ERROR } from "./histogram-quantile";

const TEN_YEARS = 10 * 366 * 86_400 * 1_000_000;

function histogramOf(values: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(bucketOf(value), (counts.get(bucketOf(value)) ?? 0) + 1);
  return counts;
}

describe("bucketOf and durationOf", () => {
  it("keep 0 apart and everything else within 5 %", () => {
    expect(durationOf(bucketOf(0))).toBe(0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: TEN_YEARS }), (micros) => {
        expect(bucketOf(micros)).toBeGreaterThan(bucketOf(0));
        expect(Math.abs(durationOf(bucketOf(micros)) - micros) / micros).toBeLessThanOrEqual(
          RELATIVE_ERROR + 1e-9,
        );
      }),
      { seed: 1, numRuns: 2000 },
    );
  });

  it("need few buckets, in the order of the durations", () => {
    expect(bucketOf(1)).toBe(0);
    expect(bucketOf(TEN_YEARS)).toBeLessThanOrEqual(334);
    fc.assert(
      fc.property(fc.nat(TEN_YEARS), fc.nat(TEN_YEARS), (a, b) => {
        expect(Math.sign(bucketOf(a) - bucketOf(b)) * Math.sign(a - b)).toBeGreaterThanOrEqual(0);
      }),
      { seed: 2 },
    );
  });

  it("refuse what is no duration", () => {
    expect(() => bucketOf(-1)).toThrow(RangeError);
    expect(() => bucketOf(Number.NaN)).toThrow(RangeError);
  });
});

describe("quantile", () => {
  it("is within 5 % of the lower quantile of the observations, whatever they are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(TEN_YEARS), { minLength: 1, maxLength: 300 }),
        fc.constantFrom(0, 0.25, 0.5, 0.9, 1),
        (values, q) => {
          const exact = values.toSorted((a, b) => a - b)[Math.floor(q * (values.length - 1))] ?? Number.NaN;
          const estimate = quantile(histogramOf(values), q) ?? Number.NaN;
          expect(Math.abs(estimate - exact)).toBeLessThanOrEqual(RELATIVE_ERROR * exact + 1e-6 * exact);
        },
      ),
      { seed: 3 },
    );
  });

  it("leaves out empty buckets, and has no answer without observations", () => {
    expect(quantile(new Map(), 0.5)).toBeNull();
    expect(quantile(new Map([[10, 0]]), 0.5)).toBeNull();
    expect(
      quantile(
        new Map([
          [10, 0],
          [20, 1],
        ]),
        0,
      ),
    ).toBe(durationOf(20));
  });

  it("refuses a quantile outside 0 to 1", () => {
    expect(() => quantile(new Map(), 1.5)).toThrow(RangeError);
  });
});
