import { describe, expect, it } from "vitest";
import { prepareTrend } from "./prepare-trend";
import { parseWeeklyAddress } from "./weekly-address";
import { columns } from "./weekly-example";

const scope = { week: "2026-W46", filters: [] };
const address = (query = "") => parseWeeklyAddress(new URLSearchParams(query));
const twelve = Array.from({ length: 12 }, () => 2000);

describe("prepareTrend", () => {
  it("draws what the sparkline draws, in percent, on round steps around all of it", () => {
    const chart = prepareTrend(columns("2026-W46", twelve, { lastRepeated: 0.4 }), address(), scope);
    const last = chart.points.at(-1);
    expect(last).toMatchObject({ value: 40, outside: "worse", state: "reviewed" });
    expect(chart.ticks.length).toBeLessThanOrEqual(6);
    expect(chart.ticks[0]).toBeLessThanOrEqual(19);
    expect(chart.ticks.at(-1)).toBeGreaterThanOrEqual(45);
    expect(chart.edge.map((label) => label.text)).toEqual([
      expect.stringMatching(/^upper limit \d+\.\d$/),
      expect.stringMatching(/^average \d+\.\d$/),
      expect.stringMatching(/^lower limit \d+\.\d$/),
    ]);
  });

  it("dashes from the last week to the running one", () => {
    const chart = prepareTrend(columns("2026-W46", twelve, { running: 500 }), address(), scope);
    expect(chart.points.slice(-2).map(({ value, running }) => [value !== null, running !== null])).toEqual([
      [true, true],
      [false, true],
    ]);
    expect(chart.edge.some((label) => label.text.endsWith("% so far"))).toBe(true);
    expect(chart.caption).toContain("Week 47 is still running.");
  });

  it("breaks where there is no data", () => {
    const chart = prepareTrend(columns("2026-W46", [2000, null, 2000]), address(), scope);
    expect(chart.points[1]).toMatchObject({ value: null, gap: "no data", limits: null });
    expect(chart.caption).toContain("Control limits appear from twelve weeks on.");
  });

  it("keeps labels at the edge apart", () => {
    const chart = prepareTrend(columns("2026-W46", twelve), address("trend=hand_off_rate"), scope);
    const least = ((chart.ticks.at(-1) ?? 0) - (chart.ticks[0] ?? 0)) / 20;
    const gaps = chart.edge.slice(1).map((label, i) => (chart.edge[i]?.at ?? 0) - label.at);
    expect(gaps.every((gap) => gap >= least)).toBe(true);
  });

  it("shows CSAT with contained beside it, and both in the table", () => {
    const chart = prepareTrend(columns("2026-W46", [2000, 2000]), address("trend=post_hand_off_csat"), scope);
    expect(chart.hasSecond).toBe(true);
    expect(chart.points[0]?.second).toBe(80);
    expect(chart.table[0]?.numbers.map(({ name }) => name)).toEqual([
      "CSAT after hand-off",
      "CSAT contained",
    ]);
    expect(chart.tabs.find((tab) => tab.current)?.text).toBe("CSAT");
  });

  it("has an axis even where nothing is known", () => {
    expect(prepareTrend(columns("2026-W46", [null]), address(), scope).ticks).toEqual([0, 25, 50, 75, 100]);
  });
});
