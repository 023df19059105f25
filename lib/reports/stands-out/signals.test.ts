import { describe, expect, it } from "vitest";
import { weekDays } from "@/lib/domain/period";
import { metric } from "@/lib/metrics/catalogue";
import { shareValue } from "@/lib/metrics/evaluate";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { PRIVATE_VALUE } from "@/lib/reports/privacy/private-ratings";
import { type WeekColumn, weekAfter } from "@/lib/reports/weekly/weekly";
import { judgeShares, judgeWeeks, runsOf, shareOf, weeksOfSignal } from "./signals";

const RATE = metric("repeat_information_rate");
const MEAN = metric("post_hand_off_csat_mean");

function weeksOf(values: readonly (MetricValue | null)[], id: string, running = false): WeekColumn[] {
  return values.map((value, i) => {
    const week = weekAfter("2026-W46", i - 11);
    const state = i === 11 ? "reviewed" : i > 11 && running ? "running" : "past";
    return { week, period: weekDays(week), state, values: value && { [id]: value } };
  });
}

const shares = (...numerators: readonly number[]) => numerators.map((n) => shareValue(n, 1000));
const STEADY = [160, 165, 158, 162, 161, 159, 163, 164, 160, 162, 161];
const score = (value: number): MetricValue => ({
  value,
  numerator: value * 100,
  denominator: 100,
  interval: { low: value - 0.1, high: value + 0.1 },
  withheld: null,
  lowVolume: false,
});

describe("judgeWeeks", () => {
  it("judges shares by Laney's limits", () => {
    const chart = judgeWeeks(RATE, weeksOf(shares(...STEADY, 260), RATE.id));
    expect(chart?.points[11]?.outside).toBe("above");
    expect(chart?.points[10]?.outside).toBeNull();
  });

  it("judges means by XmR, inside the scale", () => {
    const means = [4, 4.1, 3.9, 4, 4.1, 4, 3.9, 4.05, 4, 4.1, 3.95, 3.2].map(score);
    const chart = judgeWeeks(MEAN, weeksOf(means, MEAN.id));
    expect(chart?.points[11]?.outside).toBe("below");
    const high = judgeWeeks(
      MEAN,
      weeksOf([5, 4.2, 5, 4.4, 5, 4.3, 5, 4.4, 5, 4.2, 5, 4.6].map(score), MEAN.id),
    );
    expect(high?.points[0]?.limits.high).toBe(5);
  });

  it("has no limits for counts and durations, nor from fewer than twelve weeks", () => {
    expect(judgeWeeks(metric("conversations"), weeksOf(shares(...STEADY, 160), "conversations"))).toBeNull();
    expect(judgeWeeks(metric("wait_time_p50"), weeksOf(shares(...STEADY, 160), "wait_time_p50"))).toBeNull();
    expect(judgeWeeks(RATE, weeksOf(shares(...STEADY), RATE.id))).toBeNull();
    expect(judgeWeeks(RATE, weeksOf([...shares(...STEADY), null], RATE.id))).toBeNull();
  });

  it("judges the running week without taking its limits from it", () => {
    const without = judgeWeeks(RATE, weeksOf(shares(...STEADY, 160), RATE.id));
    const running = judgeWeeks(RATE, weeksOf(shares(...STEADY, 160, 500), RATE.id, true));
    expect(running?.centre).toBe(without?.centre);
    expect(running?.points[12]?.outside).toBe("above");
  });

  it("leaves a gap where a number is withheld", () => {
    const values = [...shares(...STEADY.slice(0, 5)), PRIVATE_VALUE, ...shares(...STEADY.slice(5), 161, 162)];
    const columns = weeksOf(values, RATE.id).map((week): WeekColumn => ({ ...week, state: "past" }));
    expect(judgeWeeks(RATE, columns)?.points[5]).toBeNull();
  });
});

describe("shareOf", () => {
  it("is only what is shown", () => {
    expect(shareOf(shareValue(3, 10))).toEqual({ numerator: 3, denominator: 10 });
    expect(shareOf(shareValue(3, 4))).toBeNull();
    expect(shareOf(shareValue(0, 0))).toBeNull();
    expect(shareOf(PRIVATE_VALUE)).toBeNull();
    expect(shareOf(undefined)).toBeNull();
  });
});

describe("weeksOfSignal", () => {
  const columns = weeksOf(shares(...STEADY, 160), RATE.id);
  const chartOf = (numerators: readonly number[]) =>
    judgeShares(
      numerators.map((numerator) => ({ numerator, denominator: 1000 })),
      columns,
    );

  it("counts the weeks outside on the same side", () => {
    const chart = chartOf([100, 101, 99, 100, 101, 100, 99, 100, 101, 100, 190, 195]);
    expect(chart?.points[11]?.outside).toBe("above");
    expect(chart && weeksOfSignal(chart, 11)).toBe(2);
    expect(chart && weeksOfSignal(chart, 10)).toBe(1);
  });

  it("counts the weeks of a run on one side of the average", () => {
    const chart = chartOf([120, 150, 120, 190, 172, 190, 172, 190, 172, 190, 172, 190]);
    expect(chart?.points[11]?.run).toBe(true);
    expect(chart && weeksOfSignal(chart, 11)).toBe(9);
  });
});

describe("runsOf", () => {
  const point = (value: number) => ({ value, limits: { low: 0, high: 1 }, outside: null, run: false });
  const chart = (...values: readonly (number | null)[]) => ({
    centre: 0.5,
    points: values.map((value) => (value === null ? null : point(value))),
  });

  it("finds eight or more on one side, over gaps and points on the average", () => {
    expect(runsOf(chart(0.4, 0.6, 0.6, null, 0.6, 0.5, 0.6, 0.6, 0.6, 0.6, 0.6, 0.4))).toEqual([
      { from: 1, to: 10, length: 8, side: "above" },
    ]);
  });

  it("finds each of several, and none that is shorter", () => {
    const eight = Array<number>(8).fill(0.4);
    expect(runsOf(chart(...eight, 0.6, 0.6, ...eight)).map(({ from, side }) => [from, side])).toEqual([
      [0, "below"],
      [10, "below"],
    ]);
    expect(runsOf(chart(...eight.slice(1)))).toEqual([]);
    expect(runsOf(chart())).toEqual([]);
  });
});
