import { describe, expect, it } from "vitest";
import { orderOf, readTime } from "./read-time";
import { isNothing, readCount, readFlag, readList, readNumber, readScore } from "./read-value";

const BERLIN = { zone: "Europe/Berlin", order: "dmy" } as const;

describe("readTime", () => {
  it.each([
    ["2026-11-16T09:00:00Z", "2026-11-16T09:00:00Z"],
    ["2026-11-16T09:00:00+02:00", "2026-11-16T07:00:00Z"],
    ["2026-11-16 09:00", "2026-11-16T08:00:00Z"],
    ["2026-11-16 09:00:00 UTC", "2026-11-16T09:00:00Z"],
    ["16.11.2026 09:00:30", "2026-11-16T08:00:30Z"],
    ["16.11.26, 9:05 Uhr", "2026-11-16T08:05:00Z"],
    ["16/11/2026 9:05 PM", "2026-11-16T20:05:00Z"],
    ["3/4/2026 12:00 AM", "2026-04-02T22:00:00Z"],
    ["16 Nov 2026 14:03", "2026-11-16T13:03:00Z"],
    ["16. März 2026 14:03", "2026-03-16T13:03:00Z"],
    ["Nov 16, 2026, 2:03 PM", "2026-11-16T13:03:00Z"],
    ["Mon, 16 Nov 2026 14:03:00 +0000", "2026-11-16T14:03:00Z"],
    ["16.07.2026 09:00", "2026-07-16T07:00:00Z"],
    ["1790000000", "2026-09-21T14:13:20Z"],
    [1790000000000, "2026-09-21T14:13:20Z"],
    // A spreadsheet's day: 16 November 2026, noon.
    [46342.5, "2026-11-16T11:00:00Z"],
    // The clocks skip 02:30 on 29 March, and show it twice on 25 October: then the first is meant.
    ["29.03.2026 02:30", "2026-03-29T01:30:00Z"],
    ["25.10.2026 02:30", "2026-10-25T00:30:00Z"],
  ])("reads %s", (written, expected) => {
    expect(readTime(written, BERLIN)).toBe(expected);
  });

  it.each(["31.02.2026", "32/13/2026", "25:00", "yesterday", "16.11.2026 25:00", "0", -1, "9:00 XYZ"])(
    "does not guess %s",
    (written) => expect(readTime(written, BERLIN)).toBeUndefined(),
  );

  it("reads the month first where the file does", () => {
    expect(readTime("03/04/2026 10:00", { zone: "UTC", order: "mdy" })).toBe("2026-03-04T10:00:00Z");
    expect(orderOf("03/04/2026")).toBeNull();
    expect(orderOf("03/14/2026")).toBe("mdy");
    expect(orderOf("14.03.2026")).toBe("dmy");
  });
});

describe("readScore", () => {
  it.each([
    ["4/5", 4, 1, 5],
    ["4 von 5", 4, 1, 5],
    ["8/10", 8, 0, 10],
    ["★★★★☆", 4, 1, 5],
    ["3 Sterne", 3, 1, 5],
    ["80 %", 80, 0, 100],
    ["👍", 1, 0, 1],
    ["thumbs down", 0, 0, 1],
    ["sehr zufrieden", 5, 1, 5],
    ["4,5", 4.5, 1, 5],
    [2, 2, 1, 5],
  ])("reads %s", (written, score, scaleMin, scaleMax) => {
    expect(readScore(written, "1-5")).toEqual({ score, scaleMin, scaleMax });
  });

  it("does not guess words it does not know", () => {
    expect(readScore("maybe", "1-5")).toBeUndefined();
    expect(readScore("4/5/2026", "1-5")).toBeUndefined();
  });
});

it("reads yes and no, numbers, lists, and words for nothing", () => {
  expect(["Ja", "yes", "1", "wahr", "✓"].map(readFlag)).toEqual([true, true, true, true, true]);
  expect(["Nein", "0", false, "vielleicht"].map(readFlag)).toEqual([false, false, false, undefined]);
  expect(["1.234,5", "1,234.5", "1 234", "3,5", "2,000,000"].map((value) => readNumber(value))).toEqual([
    1234.5, 1234.5, 1234, 3.5, 2_000_000,
  ]);
  expect(["7", "7.5", "-1"].map((value) => readCount(value))).toEqual([7, undefined, undefined]);
  expect(readList("order; name")).toEqual(["order", "name"]);
  expect(readList("keine")).toEqual([]);
  expect(["", "n/a", "–", null, "k.A.", "0", false].map(isNothing)).toEqual([
    true,
    true,
    true,
    true,
    true,
    false,
    false,
  ]);
});
