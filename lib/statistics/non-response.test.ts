import { describe, expect, it } from "vitest";
import { nonResponseBounds } from "./non-response";

describe("the bounds of a share when not everybody answers", () => {
  it("count the silent all against and all for", () => {
    // 40 of 60 answered yes, 140 kept silent: 40/200 to 180/200.
    expect(nonResponseBounds(40, 60, 200)).toEqual({ low: 0.2, high: 0.9 });
  });

  it("are the share itself when everybody answers, and everything when nobody does", () => {
    expect(nonResponseBounds(30, 40, 40)).toEqual({ low: 0.75, high: 0.75 });
    expect(nonResponseBounds(0, 0, 40)).toEqual({ low: 0, high: 1 });
  });

  it("are none when nobody was asked, and refuse what cannot be", () => {
    expect(nonResponseBounds(0, 0, 0)).toBeNull();
    expect(() => nonResponseBounds(3, 2, 10)).toThrow(RangeError);
    expect(() => nonResponseBounds(1, 12, 10)).toThrow(RangeError);
  });
});
