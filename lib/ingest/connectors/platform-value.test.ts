import { describe, expect, it } from "vitest";
import { count, flag, number, placeByTime, plainText, text, time } from "./platform-value";

describe("times as platforms write them", () => {
  it.each([
    [1_780_000_000, "2026-05-28T20:26:40Z"],
    [1_780_000_000.25, "2026-05-28T20:26:40.25Z"],
    ["1780000000", "2026-05-28T20:26:40Z"],
    ["1.780000000123456E9", "2026-05-28T20:26:40.123456Z"],
    [1_780_000_000_123, "2026-05-28T20:26:40.123Z"],
    [1_780_000_000_123_456, "2026-05-28T20:26:40.123456Z"],
    ["1780000000123456789", "2026-05-28T20:26:40.123457Z"],
    ["2026-05-28T20:26:40.1234567Z", "2026-05-28T20:26:40.123456Z"],
    ["2026-05-28T22:26:40.000+0200", "2026-05-28T20:26:40Z"],
    ["2026-05-28 20:26:40+00", "2026-05-28T20:26:40Z"],
    ["2026-05-28 20:26:40.123456 UTC", "2026-05-28T20:26:40.123456Z"],
    ["Thu May 28 2026 22:26:40 GMT+0200 (Central European Summer Time)", "2026-05-28T20:26:40Z"],
    ["Thu, 28 May 2026 20:26:40 +0000", "2026-05-28T20:26:40Z"],
    ["/Date(1780000000000+0000)/", "2026-05-28T20:26:40Z"],
    [{ $date: "2026-05-28T20:26:40Z" }, "2026-05-28T20:26:40Z"],
    [{ $date: 1_780_000_000_000 }, "2026-05-28T20:26:40Z"],
  ])("%j is %s", (written, expected) => {
    expect(time(written)).toBe(expected);
  });

  it.each([
    [-1],
    [0],
    ["-1"],
    [1e30],
    ["9".repeat(40)],
    [Number.NaN],
    [null],
    [true],
    [[]],
    [{}],
    [{ $date: { $date: {} } }],
    ["undefined"],
    ["28/05/2026 20:26"],
    ["2021-04-2T10:00:00Z"],
    ["2026-05-28T20:26:40"],
  ])("%j is none", (written) => {
    expect(time(written)).toBeUndefined();
  });

  it("without an offset are UTC only where the platform says so", () => {
    expect(time("2026-05-28T20:26:40.5", "utc")).toBe("2026-05-28T20:26:40.5Z");
    expect(time("2026-05-28", "utc")).toBe("2026-05-28T00:00:00Z");
    expect(time("2026-05-28T22:26:40+02:00", "utc")).toBe("2026-05-28T20:26:40Z");
  });
});

it("words for nothing are nothing, and ids may be numbers", () => {
  for (const nothing of ["", " ", "null", "undefined", "None", "N/A", null, {}, []])
    expect(text(nothing)).toBeUndefined();
  expect([text(42), text(" a "), text("abc", 2)]).toEqual(["42", "a", "ab"]);
});

it("numbers and answers are read from strings, and nothing else is taken for one", () => {
  expect([number("4.5"), number("1e3"), number("4,5"), number("four")]).toEqual([
    4.5,
    1000,
    undefined,
    undefined,
  ]);
  expect([count("7"), count(-1), count(1.5)]).toEqual([7, undefined, undefined]);
  expect([flag("Yes"), flag(0), flag("maybe")]).toEqual([true, false, undefined]);
});

it("plain text keeps lines and resolves entities once", () => {
  expect(plainText("<p>a &amp;lt; b</p><p>c<br>d</p>")).toBe("a &lt; b\nc\nd");
});

it("places follow the time, and the name within an instant", () => {
  const at = "2026-05-28T20:26:40Z";
  expect(placeByTime(at, "a")).not.toBe(placeByTime(at, "b"));
  expect(placeByTime(at, "a")).toBeLessThan(placeByTime("2026-05-28T20:26:40.001Z", "b"));
});
