import { describe, expect, it } from "vitest";
import { bucketOf } from "@/lib/statistics/histogram-quantile";
import { METRICS, metric } from "./catalogue";
import { type Evidence, evaluate, type MeasureSums } from "./evaluate";
import { SCORE_UNIT } from "./measures";

const SECOND = 1_000_000;
const rate = (handed_off: number, eligible: number) =>
  evaluate(metric("hand_off_rate"), { sums: { handed_off, eligible } });

/** The sums of survey scores on 1–5. */
function scores(...values: readonly number[]): MeasureSums {
  return {
    post_scored: values.length,
    post_score: Math.round(values.reduce((sum, value) => sum + value, 0) * SCORE_UNIT),
    post_score_squares: Math.round(values.reduce((sum, value) => sum + value * value, 0) * SCORE_UNIT),
  };
}
const mean = (...values: readonly number[]) =>
  evaluate(metric("post_hand_off_csat_mean"), { sums: scores(...values) });

function waits(seconds: readonly number[]): Evidence {
  const wait_time = new Map<number, number>();
  for (const second of seconds) {
    const bucket = bucketOf(second * SECOND);
    wait_time.set(bucket, (wait_time.get(bucket) ?? 0) + 1);
  }
  return { sums: { wait_time_known: seconds.length }, wait_time };
}

describe("a share", () => {
  it("is a fraction with all its parts, and Wilson's interval: 16 of 20 is 58.4 to 91.9 %", () => {
    const value = rate(16, 20);
    expect(value).toMatchObject({
      value: 0.8,
      numerator: 16,
      denominator: 20,
      withheld: null,
      lowVolume: true,
    });
    expect(value.interval?.low).toBeCloseTo(0.584, 3);
    expect(value.interval?.high).toBeCloseTo(0.919, 3);
  });

  it("of all stays within the interval up to 100 %: 5 of 5 is 56.6 to 100 %", () => {
    const value = rate(5, 5);
    expect(value.interval?.low).toBeCloseTo(0.566, 3);
    expect(value.interval?.high).toBe(1);
    expect(rate(0, 5).interval?.low).toBe(0);
  });

  it("of nothing has no data: no value, and never 0", () => {
    expect(rate(0, 0)).toEqual({
      value: null,
      numerator: 0,
      denominator: 0,
      interval: null,
      withheld: "no_data",
      lowVolume: true,
    });
  });

  it.each([1, 2, 3, 4])("of %d is too few: the counts stay, value and interval do not", (n) => {
    expect(rate(1, n)).toEqual({
      value: null,
      numerator: 1,
      denominator: n,
      interval: null,
      withheld: "too_few",
      lowVolume: true,
    });
  });

  it("of five is shown, and below thirty is marked as resting on little", () => {
    expect(rate(0, 5)).toMatchObject({ value: 0, withheld: null, lowVolume: true });
    expect(rate(3, 29).lowVolume).toBe(true);
    expect(rate(3, 30).lowVolume).toBe(false);
  });
});

describe("a count", () => {
  it("is its own value, without denominator and interval, and never withheld", () => {
    for (const count of [0, 1, 4, 12_345]) {
      expect(evaluate(metric("hand_offs"), { sums: { hand_offs: count } })).toEqual({
        value: count,
        numerator: count,
        denominator: null,
        interval: null,
        withheld: null,
        lowVolume: false,
      });
    }
  });

  it("of which nothing is known is 0", () => {
    expect(evaluate(metric("conversations"), { sums: {} }).value).toBe(0);
  });
});

describe("a mean", () => {
  it("is the sum of scores over their number, ± z·s/√n with s from n − 1", () => {
    const value = mean(1, 2, 3, 4, 5);
    expect(value).toMatchObject({ value: 3, numerator: 15, denominator: 5, withheld: null });
    // s = √2.5, z·s/√5 = 1.959964·√0.5
    expect(value.interval?.low).toBeCloseTo(3 - 1.385904, 6);
    expect(value.interval?.high).toBeCloseTo(3 + 1.385904, 6);
  });

  it("of equal scores has an interval of no width", () => {
    const { value, interval } = mean(4.2, 4.2, 4.2, 4.2, 4.2, 4.2, 4.2);
    expect(value).toBeCloseTo(4.2, 9);
    expect(interval?.low).toBeCloseTo(4.2, 3);
    expect(interval?.high).toBeCloseTo(4.2, 3);
  });

  it("is withheld like a share, with its counts", () => {
    expect(mean(1, 2)).toMatchObject({
      value: null,
      numerator: 3,
      denominator: 2,
      interval: null,
      withheld: "too_few",
    });
    expect(mean()).toMatchObject({ value: null, numerator: 0, denominator: 0, withheld: "no_data" });
  });
});

describe("a percentile", () => {
  const p50 = (seconds: readonly number[]) => evaluate(metric("wait_time_p50"), waits(seconds));
  const p90 = (seconds: readonly number[]) => evaluate(metric("wait_time_p90"), waits(seconds));
  const within = (value: number | null, expected: number) => {
    expect(Math.abs((value ?? Number.NaN) - expected) / expected).toBeLessThanOrEqual(0.05);
  };

  it("is in seconds, at most 5 % off, without numerator and interval", () => {
    const value = p50([10, 20, 30, 40, 50]);
    within(value.value, 30);
    expect(value).toMatchObject({
      numerator: null,
      denominator: 5,
      interval: null,
      withheld: null,
      lowVolume: true,
    });
  });

  it.each([0.001, 1, 59, 3600, 86_400, 31_536_000])("of %d s everywhere is that, within 5 %%", (seconds) => {
    const all = Array.from({ length: 7 }, () => seconds);
    within(p50(all).value, seconds);
    within(p90(all).value, seconds);
  });

  it("at 90 % is the value that nine in ten stay below", () => {
    const all = Array.from({ length: 101 }, (_, i) => i + 1);
    within(p50(all).value, 51);
    within(p90(all).value, 91);
  });

  it("of no time at all is 0", () => {
    expect(p50([0, 0, 0, 0, 0, 9]).value).toBe(0);
  });

  it("is withheld like a share", () => {
    expect(p50([1, 2, 3, 4])).toMatchObject({ value: null, denominator: 4, withheld: "too_few" });
    expect(p50([])).toMatchObject({ value: null, numerator: null, denominator: 0, withheld: "no_data" });
  });

  it("reads the histogram of its own durations", () => {
    const bot_time = new Map([[bucketOf(600 * SECOND), 6]]);
    const evidence: Evidence = { ...waits([1, 1, 1, 1, 1]), bot_time };
    within(evaluate(metric("wait_time_p50"), evidence).value, 1);
    const both = { ...evidence, sums: { ...evidence.sums, bot_time_known: 6 } };
    within(evaluate(metric("bot_time_p50"), both).value, 600);
  });
});

describe("every metric", () => {
  it("without any data is withheld, or 0 for a count, and says nothing else", () => {
    for (const one of METRICS) {
      const value = evaluate(one, { sums: {} });
      if (one.unit === "count") expect(value.value, one.id).toBe(0);
      else expect([value.value, value.withheld, value.denominator], one.id).toEqual([null, "no_data", 0]);
    }
  });
});
