import { describe, expect, it } from "vitest";
import { bucketOf } from "@/lib/statistics/histogram-quantile";
import { METRICS, metric } from "./catalogue";
import { compare } from "./compare";
import type { Evidence, MeasureSums } from "./evaluate";
import { SCORE_UNIT } from "./measures";

const share = (numerator: number, denominator: number): Evidence => ({
  sums: { handed_off: numerator, eligible: denominator },
});
const change = (before: Evidence, after: Evidence) => compare(metric("hand_off_rate"), before, after);

function scores(...values: readonly number[]): { sums: MeasureSums } {
  return {
    sums: {
      post_scored: values.length,
      post_score: values.reduce((sum, value) => sum + value, 0) * SCORE_UNIT,
      post_score_squares: values.reduce((sum, value) => sum + value * value, 0) * SCORE_UNIT,
    },
  };
}

describe("the change of a share", () => {
  it("from 24 % to 28 % is noise at a hundred each: −8.1 to +16.0 points", () => {
    const result = change(share(24, 100), share(28, 100));
    expect(result?.difference).toBeCloseTo(0.04, 9);
    expect(result?.low).toBeCloseTo(-0.081, 3);
    expect(result?.high).toBeCloseTo(0.16, 3);
    expect(result?.signal).toBe(false);
  });

  it("from 24 % to 28 % is a signal at a thousand each: +0.2 to +7.8 points", () => {
    const result = change(share(240, 1000), share(280, 1000));
    expect(result?.low).toBeCloseTo(0.002, 3);
    expect(result?.high).toBeCloseTo(0.078, 3);
    expect(result?.signal).toBe(true);
  });

  it("is later minus earlier, and turns its sign when the two are swapped", () => {
    const [up, down] = [
      change(share(240, 1000), share(280, 1000)),
      change(share(280, 1000), share(240, 1000)),
    ];
    expect(up?.difference).toBeGreaterThan(0);
    expect(down?.difference).toBeCloseTo(-(up?.difference ?? 0), 12);
    expect(down?.low).toBeCloseTo(-(up?.high ?? 0), 12);
    expect(down?.signal).toBe(true);
  });

  it("to the same is nothing, and no signal", () => {
    expect(change(share(5, 10), share(5, 10))).toMatchObject({ difference: 0, signal: false });
  });

  it("is not known where either side is withheld", () => {
    expect(change(share(1, 4), share(280, 1000))).toBeNull();
    expect(change(share(240, 1000), share(4, 4))).toBeNull();
    expect(change({ sums: {} }, share(240, 1000))).toBeNull();
    expect(change(share(240, 1000), { sums: {} })).toBeNull();
  });
});

describe("the change of a mean", () => {
  const means = (before: Evidence, after: Evidence) =>
    compare(metric("post_hand_off_csat_mean"), before, after);

  it("comes with the interval of a difference of means", () => {
    const result = means(scores(1, 2, 3, 4, 5), scores(2, 3, 4, 5, 5));
    expect(result?.difference).toBeCloseTo(0.8, 9);
    // z·√(2.5/5 + 1.7/5)
    expect(result?.low).toBeCloseTo(0.8 - 1.796337, 5);
    expect(result?.high).toBeCloseTo(0.8 + 1.796337, 5);
    expect(result?.signal).toBe(false);
  });

  it("is a signal when it is large against its noise", () => {
    expect(means(scores(1, 1, 2, 1, 1, 2), scores(5, 5, 4, 5, 5, 4))).toMatchObject({ signal: true });
  });

  it("is not known where either side is withheld", () => {
    expect(means(scores(5, 5), scores(1, 1, 1, 1, 1))).toBeNull();
  });
});

describe("the change of a count or a percentile", () => {
  it("of a count is a number without interval, never a signal", () => {
    expect(compare(metric("hand_offs"), { sums: { hand_offs: 5 } }, { sums: { hand_offs: 5000 } })).toEqual({
      difference: 4995,
      low: null,
      high: null,
      signal: false,
    });
    expect(compare(metric("hand_offs"), { sums: {} }, { sums: { hand_offs: 3 } })?.difference).toBe(3);
  });

  it("of a percentile is in seconds, without interval", () => {
    const waits = (seconds: number): Evidence => ({
      sums: { wait_time_known: 9 },
      wait_time: new Map([[bucketOf(seconds * 1_000_000), 9]]),
    });
    const result = compare(metric("wait_time_p90"), waits(100), waits(40));
    expect(result).toMatchObject({ low: null, high: null, signal: false });
    expect(result?.difference).toBeLessThan(-50);
    expect(result?.difference).toBeGreaterThan(-70);
  });
});

describe("every metric", () => {
  it("compares nothing with nothing to no change at all, but counts to 0", () => {
    for (const one of METRICS) {
      expect(compare(one, { sums: {} }, { sums: {} })?.difference ?? null, one.id).toBe(
        one.unit === "count" ? 0 : null,
      );
    }
  });
});
