import { describe, expect, it } from "vitest";
import {
  formatChangeInterval,
  formatChangeSize,
  formatCount,
  formatDuration,
  formatFigure,
  formatInterval,
  formatParts,
  formatSigned,
  formatValue,
} from "./format";

describe("numbers as text", () => {
  it.each([
    ["percent", 0.2573, "25.7%"],
    ["percent", 0, "0.0%"],
    ["percent", 1, "100.0%"],
    ["score", 4.126, "4.13"],
    ["seconds", 108, "1 min 48 s"],
    ["count", 12_822, "12,822"],
  ] as const)("%s %d is %s", (unit, value, text) => {
    expect(formatValue(unit, value)).toBe(text);
  });

  it("gives large type its unit apart", () => {
    expect(formatFigure("percent", 0.2573)).toEqual({ number: "25.7", unit: "%" });
    expect(formatFigure("count", 1643)).toEqual({ number: "1,643", unit: "" });
  });

  it("writes what a share is made of", () => {
    expect(formatParts(589, 2289)).toBe("589/2,289");
  });

  it("uses the true minus, and no sign on nothing", () => {
    expect(formatCount(-1200)).toBe("−1,200");
    expect(formatCount(-0.2)).toBe("0");
    expect(formatSigned("percent", -0.013)).toBe("−1.3");
    expect(formatSigned("percent", 0.026)).toBe("+2.6");
    expect(formatSigned("percent", -0.0001)).toBe("0.0");
  });

  it("writes intervals and changes without repeating the unit", () => {
    expect(formatInterval("percent", { low: 0.2399, high: 0.2756 })).toBe("24.0–27.6");
    expect(formatChangeInterval("percent", { low: -0.0531, high: 0.0342 })).toBe("−5.3 to +3.4");
    expect(formatChangeSize("percent", -0.0214)).toBe("2.1 pts");
  });

  it.each([
    [0, "0 s"],
    [0.4, "0 s"],
    [48, "48 s"],
    [60, "1 min"],
    [3600, "1 h"],
    [7500, "2 h 5 min"],
    [3601, "1 h"],
    [273_600, "3 d 4 h"],
    [-90, "−1 min 30 s"],
  ])("%d seconds are %s", (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
