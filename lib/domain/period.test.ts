import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import { addDays, dayOfWeek } from "./day";
import { isProvisional, isWeek, monthOf, previousPeriod, type WeekStart, weekDays, weekOf } from "./period";

const days = fc
  .integer({ min: -40_000, max: 80_000 })
  .map((n) => Temporal.PlainDate.from("1970-01-01").add({ days: n }).toString());

describe("weekOf", () => {
  it.each([
    ["2026-11-09", "2026-W46"],
    ["2026-11-15", "2026-W46"],
    ["2026-11-16", "2026-W47"],
    ["2026-12-31", "2026-W53"],
    ["2027-01-03", "2026-W53"],
    ["2027-01-04", "2027-W01"],
    ["2024-12-30", "2025-W01"],
    ["2021-01-03", "2020-W53"],
  ])("%s lies in %s", (day, week) => {
    expect(weekOf(day)).toBe(week);
  });

  it("agrees with Temporal's ISO calendar", () => {
    fc.assert(
      fc.property(days, (day) => {
        const { yearOfWeek, weekOfYear } = Temporal.PlainDate.from(day);
        expect(weekOf(day)).toBe(`${yearOfWeek}-W${String(weekOfYear).padStart(2, "0")}`);
      }),
      { seed: 1, numRuns: 1000 },
    );
  });

  it("numbers weeks that start on another day by the same rule", () => {
    expect(weekOf("2026-11-15", 7)).toBe("2026-W46");
    expect(weekDays("2026-W46", 7)).toEqual({ from: "2026-11-15", to: "2026-11-21" });
  });
});

describe("weekDays", () => {
  it("gives Monday to Sunday", () => {
    expect(weekDays("2026-W46")).toEqual({ from: "2026-11-09", to: "2026-11-15" });
    expect(weekDays("2025-W01")).toEqual({ from: "2024-12-30", to: "2025-01-05" });
  });

  it("is the inverse of weekOf for every start of the week", () => {
    fc.assert(
      fc.property(days, fc.constantFrom<WeekStart>(1, 2, 3, 4, 5, 6, 7), (day, weekStart) => {
        const { from, to } = weekDays(weekOf(day, weekStart), weekStart);
        expect(dayOfWeek(from)).toBe(weekStart);
        expect(addDays(from, 6)).toBe(to);
        expect(from <= day && day <= to).toBe(true);
      }),
      { seed: 2, numRuns: 1000 },
    );
  });

  it("refuses a week that does not exist", () => {
    expect(() => weekDays("2025-W53")).toThrow(RangeError);
  });
});

describe("isWeek", () => {
  it.each(["2026-W46", "2026-W53", "2020-W53", "2025-W01"])("takes %s", (text) => {
    expect(isWeek(text)).toBe(true);
  });
  it.each(["2025-W53", "2026-W00", "2026-W54", "2026-46", "2026-W6", "2026-w46", "", "2026-W46 "])(
    "refuses %j",
    (text) => {
      expect(isWeek(text)).toBe(false);
    },
  );
});

describe("monthOf and previousPeriod", () => {
  it("name the month and the days before", () => {
    expect(monthOf("2026-11-16")).toBe("2026-11");
    expect(previousPeriod({ from: "2026-11-09", to: "2026-11-15" })).toEqual({
      from: "2026-11-02",
      to: "2026-11-08",
    });
    expect(previousPeriod({ from: "2026-03-01", to: "2026-03-01" })).toEqual({
      from: "2026-02-28",
      to: "2026-02-28",
    });
  });
});

describe("isProvisional", () => {
  const week = { from: "2026-10-19", to: "2026-10-25" };
  const at = (text: string) => Temporal.Instant.from(text).epochMilliseconds * 1000;

  it.each([
    ["2026-10-22T12:00:00Z", "UTC", true],
    ["2026-11-01T23:59:59Z", "UTC", true],
    ["2026-11-02T00:00:00Z", "UTC", false],
    // New York changes its clocks on 1 November 2026: midnight of the 2nd is 05:00 UTC.
    ["2026-11-02T04:59:59Z", "America/New_York", true],
    ["2026-11-02T05:00:00Z", "America/New_York", false],
    ["2026-11-01T18:15:00Z", "Asia/Kathmandu", false],
  ])("at %s in %s: %s", (now, timeZone, expected) => {
    expect(isProvisional(week, at(now), 7, timeZone)).toBe(expected);
  });

  it("with no lag ends with the period", () => {
    expect(isProvisional(week, at("2026-10-25T23:59:59Z"), 0, "UTC")).toBe(true);
    expect(isProvisional(week, at("2026-10-26T00:00:00Z"), 0, "UTC")).toBe(false);
  });
});
