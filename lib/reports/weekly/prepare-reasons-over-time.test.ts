import { describe, expect, it } from "vitest";
import { prepareReasonsOverTime } from "./prepare-reasons-over-time";
import { columns } from "./weekly-example";

const scope = { week: "2026-W46", filters: [] };

describe("prepareReasonsOverTime", () => {
  const chart = prepareReasonsOverTime(columns("2026-W46", [2000, null, 8, 2000], { running: 500 }), scope);

  it("stacks the three families to a hundred, and leaves weeks without enough out", () => {
    expect(chart.weeks.map((week) => week.shares)).toEqual([
      { bot_failure: 50, planned_escalation: 30, customer_demand: 20 },
      null,
      null,
      { bot_failure: 50, planned_escalation: 30, customer_demand: 20 },
      expect.anything(),
    ]);
  });

  it("measures what lies outside the three against all hand-offs", () => {
    expect(chart.weeks[0]).toMatchObject({ unclassified: 6, operational: 4 });
    expect(chart.weeks[1]).toMatchObject({ unclassified: null, operational: null });
    expect(chart.stripTop).toBe(10);
  });

  it("names the first week in full and the month where one begins", () => {
    expect(chart.weeks.map((week) => week.label)).toEqual(["W43", "44", "45", "46", "47"]);
    expect(chart.weeks.map((week) => week.month)).toEqual(["Oct", "Nov", null, null, null]);
  });

  it("says which week is not over", () => {
    expect(chart.runningNote).toBe("Week 47 is still running.");
    expect(chart.weeks.at(-1)?.state).toBe("running");
  });

  it("has a table of everything drawn, each share with what it is made of", () => {
    const [first, empty, few] = chart.table;
    expect(first?.cells.map((cell) => [cell.family, cell.share, cell.parts])).toEqual([
      ["bot_failure", "50.0%", "360/720"],
      ["planned_escalation", "30.0%", "216/720"],
      ["customer_demand", "20.0%", "144/720"],
      ["operational", "4.0%", "32/800"],
      ["unclassified", "6.0%", "48/800"],
    ]);
    expect(empty?.cells.map((cell) => cell.withheld)).toEqual(Array.from({ length: 5 }, () => "no data"));
    expect(few?.cells.map((cell) => cell.withheld)).toEqual(Array.from({ length: 5 }, () => "< 5"));
    expect(few?.cells[0]?.parts).toBe("2/3");
    expect(first?.cells[0]?.href).toContain("week=2026-W43");
  });
});
