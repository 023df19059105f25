import { describe, expect, it } from "vitest";
import type { MetricValue } from "@/lib/metrics/metric-value";
import { prepareTrend } from "./prepare-trend";
import { NO_MARKS } from "./prepare-trend-marks";
import { parseWeeklyAddress } from "./weekly-address";
import { columns, share } from "./weekly-example";

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
    expect(chart.points.slice(-2).map(({ final, open }) => [final !== null, open !== null])).toEqual([
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
    expect(chart.points[0]?.secondFinal).toBe(80);
    expect(chart.table[0]?.numbers.map(({ name }) => name)).toEqual([
      "CSAT after hand-off",
      "CSAT contained",
    ]);
    expect(chart.tabs.find((tab) => tab.current)?.text).toBe("CSAT");
  });

  it("has an axis even where nothing is known", () => {
    expect(prepareTrend(columns("2026-W46", [null]), address(), scope).ticks).toEqual([
      0, 20, 40, 60, 80, 100,
    ]);
  });

  it("dashes provisional weeks as well, and says so", () => {
    const chart = prepareTrend(columns("2026-W46", twelve), address(), scope, {
      ...NO_MARKS,
      provisional: ["2026-W46"],
    });
    expect(
      chart.points.slice(-2).map(({ final, open, isOpen }) => [final !== null, open !== null, isOpen]),
    ).toEqual([
      [true, true, false],
      [false, true, true],
    ]);
    expect(chart.points.at(-1)?.name).toBe("Week 46, provisional");
    expect(chart.caption).toContain("Dashed: provisional, late surveys may change it.");
  });

  it("shows CSAT as a mean on its own scale, and the way there and back", () => {
    const weeks = columns("2026-W46", twelve).map((column, i) => ({
      ...column,
      values: { post_hand_off_csat_mean: score(4 + (i % 3) / 10), contained_csat_mean: score(4.4) },
    }));
    const chart = prepareTrend(weeks, address("trend=post_hand_off_csat_mean"), scope);
    expect(chart.tabs.find((tab) => tab.current)?.text).toBe("CSAT");
    expect(chart.measures?.map(({ text, current }) => [text, current])).toEqual([
      ["Satisfied, %", false],
      ["Mean score, 1–5", true],
    ]);
    expect(chart.points[1]).toMatchObject({ value: 4.1, secondFinal: 4.4 });
    expect(chart.valueText).toBe("4.20");
    expect(chart.suffix).toBe("");
    expect(chart.ticks.length).toBeLessThanOrEqual(6);
    expect(Math.max(...chart.ticks)).toBeLessThanOrEqual(5);
    expect(chart.edge.map(({ text }) => text)).toContain("contained 4.40");
    expect(chart.points.every(({ limits }) => limits !== null)).toBe(true);
    expect(prepareTrend(columns("2026-W46", twelve), address(), scope).measures).toBeNull();
  });

  it("draws the target inside the axis, and writes it at the edge", () => {
    const chart = prepareTrend(columns("2026-W46", twelve), address(), scope, {
      ...NO_MARKS,
      target: { value: 0.05, text: "target 5%" },
    });
    expect(chart.target).toBe(5);
    expect(chart.ticks[0]).toBeLessThanOrEqual(5);
    expect(chart.edge.find(({ strong }) => strong)?.text).toBe("target 5%");
  });

  it("pins releases, in the table, the tip and the text as well", () => {
    const release = { version: "47", bot: "Wren", day: "2026-11-12", previous: "46" };
    const chart = prepareTrend(columns("2026-W46", twelve), address(), scope, {
      ...NO_MARKS,
      releases: [release],
      named: release,
    });
    expect(chart.marks).toMatchObject([{ label: "Release 47", strong: true, week: "2026-W46" }]);
    expect(chart.table.at(-1)?.days).toBe("9–15 Nov 2026 · Release 47 on 12 Nov");
    expect(chart.points.at(-1)?.lines.at(-1)).toEqual({ name: "Release 47", share: "12 Nov", parts: "" });
    expect(chart.description).toContain("Release 47 on 12 Nov.");
  });

  it("says which weeks are a signal", () => {
    const jump = prepareTrend(columns("2026-W46", twelve, { lastRepeated: 0.4 }), address(), scope);
    expect(jump.table.map(({ signal }) => signal).filter(Boolean)).toEqual(["above its limits"]);
    const rates = [0.25, 0.22, 0.26, 0.21, ...Array.from({ length: 8 }, (_, i) => 0.16 + 0.03 * (i % 2))];
    const weeks = columns("2026-W46", twelve).map((column, i) => ({
      ...column,
      values: { repeat_information_rate: share(Math.round(480 * (rates[i] ?? 0)), 480) },
    }));
    const run = prepareTrend(weeks, address(), scope);
    expect(run.caption).toContain("Weeks 39 to 46: eight in a row below the average: a signal.");
    expect(run.description).toContain("Weeks 39 to 46: eight in a row below the average.");
    expect(run.table.at(-1)?.signal).toBe("eight in a row below average");
    expect(run.table[0]?.signal).toBeNull();
  });

  it("names the weeks without data", () => {
    const chart = prepareTrend(columns("2026-W46", [2000, null, 2000]), address(), scope);
    expect(chart.caption).toContain("Week 45: no data.");
  });
});

function score(value: number): MetricValue {
  return {
    value,
    numerator: value * 100,
    denominator: 100,
    interval: { low: value - 0.1, high: value + 0.1 },
    withheld: null,
    lowVolume: false,
  };
}
