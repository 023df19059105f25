import { describe, expect, it } from "vitest";
import { weekDays } from "@/lib/domain/period";
import type { WeekChoice } from "@/lib/reports/weekly/weekly";
import { latestWeeks } from "./query-type-period";

const weeks = (...names: readonly (string | [string])[]): WeekChoice[] =>
  names.map((name) => {
    const week = Array.isArray(name) ? name[0] : name;
    return { week, period: weekDays(week), conversations: 10, running: Array.isArray(name) };
  });

describe("the weeks that a page opens on", () => {
  it("end with the latest complete one", () => {
    const known = weeks(["2026-W47"], "2026-W46", "2026-W45", "2026-W44", "2026-W43", "2026-W42");
    expect(latestWeeks(known, 4)).toEqual({ from: "2026-10-19", to: "2026-11-15" });
    expect(latestWeeks(known, 1)).toEqual({ from: "2026-11-09", to: "2026-11-15" });
  });

  it("do not begin before the data, and go across weeks without any", () => {
    expect(latestWeeks(weeks("2026-W46", "2026-W45"), 4)).toEqual({ from: "2026-11-02", to: "2026-11-15" });
    expect(latestWeeks(weeks("2026-W46", "2026-W43", "2026-W42"), 4)?.from).toBe("2026-10-19");
  });

  it("are the running one where there is no other, and none without data", () => {
    expect(latestWeeks(weeks(["2026-W47"]), 4)).toEqual({ from: "2026-11-16", to: "2026-11-22" });
    expect(latestWeeks([], 4)).toBeNull();
  });
});
