import { describe, expect, it } from "vitest";
import {
  formatDay,
  formatDays,
  formatExactTime,
  formatFullDay,
  formatFullMoment,
  formatMoment,
  formatMonth,
  formatShortWeek,
  formatTime,
  formatWeek,
} from "./format-time";

const at = Date.parse("2026-11-12T10:41:52Z") * 1000;

describe("times as text", () => {
  it("writes days", () => {
    expect(formatDay("2026-09-03")).toBe("3 Sep");
    expect(formatFullDay("2026-11-12")).toBe("12 Nov 2026");
    expect(formatMonth("2026-11-12")).toBe("Nov");
  });

  it.each([
    ["2026-11-09", "2026-11-15", "9–15 Nov 2026"],
    ["2026-10-26", "2026-11-01", "26 Oct – 1 Nov 2026"],
    ["2026-12-28", "2027-01-03", "28 Dec 2026 – 3 Jan 2027"],
    ["2026-11-09", "2026-11-09", "9 Nov 2026"],
  ])("%s to %s is %s", (from, to, text) => {
    expect(formatDays(from, to)).toBe(text);
  });

  it("writes weeks", () => {
    expect(formatWeek("2026-W46")).toBe("Week 46");
    expect(formatShortWeek("2027-W01")).toBe("W1");
  });

  it("writes moments in the reporting time zone", () => {
    expect(formatMoment(at, "UTC")).toBe("12 Nov, 10:41");
    expect(formatMoment(at, "Asia/Kathmandu")).toBe("12 Nov, 16:26");
    expect(formatFullMoment(at, "Pacific/Kiritimati")).toBe("Fri 13 Nov 2026, 00:41");
    expect(formatTime(at, "UTC")).toBe("10:41");
    expect(formatExactTime(at, "UTC")).toBe("10:41:52");
  });
});
