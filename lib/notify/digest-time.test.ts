import { describe, expect, test } from "vitest";
import { digestDueAt, endOfWeek, latestEndedWeek } from "./digest-time";

const micros = (moment: string) => Date.parse(moment) * 1000;
const iso = (at: number) => new Date(at / 1000).toISOString();
const MONDAY_8 = { weekday: 1, hour: 8 };

describe("digestDueAt", () => {
  test.each([
    ["2026-W46", MONDAY_8, "UTC", "2026-11-16T08:00:00.000Z"],
    // Five and three quarter hours ahead.
    ["2026-W46", MONDAY_8, "Asia/Kathmandu", "2026-11-16T02:15:00.000Z"],
    // Ten and a half hours ahead, eleven in summer: its clocks move by half an hour, on Sunday 4 October 2026.
    ["2026-W39", MONDAY_8, "Australia/Lord_Howe", "2026-09-27T21:30:00.000Z"],
    ["2026-W40", MONDAY_8, "Australia/Lord_Howe", "2026-10-04T21:00:00.000Z"],
    // Wednesday and Sunday are the ones after the week, never in it.
    ["2026-W46", { weekday: 3, hour: 0 }, "UTC", "2026-11-18T00:00:00.000Z"],
    ["2026-W46", { weekday: 7, hour: 23 }, "UTC", "2026-11-22T23:00:00.000Z"],
    // 02:00 does not exist in Berlin on 29 March 2026.
    ["2026-W12", { weekday: 7, hour: 2 }, "Europe/Berlin", "2026-03-29T01:00:00.000Z"],
    // 02:00 comes twice on 25 October 2026: the first one.
    ["2026-W42", { weekday: 7, hour: 2 }, "Europe/Berlin", "2026-10-25T00:00:00.000Z"],
    // Over the end of a year with 53 weeks.
    ["2026-W53", MONDAY_8, "UTC", "2027-01-04T08:00:00.000Z"],
  ])("%s, %j in %s", (week, time, timeZone, at) => {
    expect(iso(digestDueAt(week, time, timeZone))).toBe(at);
  });
});

describe("latestEndedWeek", () => {
  test.each([
    ["2026-11-16T00:00:00Z", "UTC", "2026-W46"],
    ["2026-11-15T23:59:59Z", "UTC", "2026-W45"],
    // Midnight from Sunday to Monday, to the second.
    ["2026-11-15T18:14:59Z", "Asia/Kathmandu", "2026-W45"],
    ["2026-11-15T18:15:00Z", "Asia/Kathmandu", "2026-W46"],
    ["2026-11-15T12:59:59Z", "Australia/Lord_Howe", "2026-W45"],
    ["2026-11-15T13:00:00Z", "Australia/Lord_Howe", "2026-W46"],
  ])("%s in %s", (now, timeZone, week) => {
    expect(latestEndedWeek(micros(now), timeZone)).toBe(week);
    expect(endOfWeek(week, timeZone)).toBeLessThanOrEqual(micros(now));
  });
});
