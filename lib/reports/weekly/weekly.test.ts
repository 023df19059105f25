import { describe, expect, it } from "vitest";
import type { Report } from "@/lib/reports/report/report";
import { openingWeek, weekAfter, weekChoices, weekColumns } from "./weekly";
import { numbers } from "./weekly-example";

function report(weeks: { readonly [week: string]: number }): Report {
  return {
    period: { from: null, to: null, timeZone: "UTC", provisional: false },
    asOf: "2026-11-16T09:00:00Z",
    rows: Object.entries(weeks).map(([week, size]) => ({ key: { week }, values: numbers(size) })),
  };
}

describe("the weeks of a review", () => {
  it("opens on the latest complete week with data", () => {
    const weeks = weekChoices(report({ "2026-W44": 10, "2026-W45": 10, "2026-W47": 3 }), "2026-11-18");
    expect(weeks.map(({ week, running }) => [week, running])).toEqual([
      ["2026-W47", true],
      ["2026-W45", false],
      ["2026-W44", false],
    ]);
    expect(openingWeek(weeks)).toBe("2026-W45");
  });

  it("opens on the running week where there is no other, and on none without data", () => {
    expect(openingWeek(weekChoices(report({ "2026-W47": 3 }), "2026-11-18"))).toBe("2026-W47");
    expect(openingWeek(weekChoices(report({}), "2026-11-18"))).toBeNull();
  });

  it("holds a week complete from the day after its last", () => {
    const running = (today: string) => weekChoices(report({ "2026-W46": 3 }), today)[0]?.running;
    expect(running("2026-11-15")).toBe(true);
    expect(running("2026-11-16")).toBe(false);
  });

  it("counts across the turn of the year", () => {
    expect(weekAfter("2026-W53", 1)).toBe("2027-W01");
    expect(weekAfter("2027-W01", -1)).toBe("2026-W53");
  });

  it("shows twelve weeks at most, from the first with data on, with gaps", () => {
    const data = report({ "2026-W42": 10, "2026-W44": 10, "2026-W46": 10 });
    const weeks = weekChoices(data, "2026-11-18");
    expect(
      weekColumns("2026-W46", data, weeks).map(({ week, state, values }) => [week, state, values !== null]),
    ).toEqual([
      ["2026-W42", "past", true],
      ["2026-W43", "past", false],
      ["2026-W44", "past", true],
      ["2026-W45", "past", false],
      ["2026-W46", "reviewed", true],
    ]);
  });

  it("adds the week after only while it runs", () => {
    const data = report({ "2026-W45": 10, "2026-W46": 10, "2026-W47": 4 });
    const weeks = weekChoices(data, "2026-11-18");
    expect(weekColumns("2026-W46", data, weeks).at(-1)).toMatchObject({ week: "2026-W47", state: "running" });
    expect(weekColumns("2026-W45", data, weeks).at(-1)).toMatchObject({
      week: "2026-W45",
      state: "reviewed",
    });
  });

  it("shows a week that has no data of its own", () => {
    const data = report({ "2026-W44": 10 });
    expect(weekColumns("2026-W46", data, weekChoices(data, "2026-11-18")).at(-1)).toMatchObject({
      week: "2026-W46",
      state: "reviewed",
      values: null,
    });
  });
});
