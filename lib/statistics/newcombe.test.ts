import { describe, expect, it } from "vitest";
import { newcombe } from "./newcombe";

const share = (numerator: number, denominator: number) => ({ numerator, denominator });

describe("newcombe", () => {
  it("calls 24 % → 28 % noise at n = 100", () => {
    const change = newcombe(share(24, 100), share(28, 100));
    expect(change?.difference).toBeCloseTo(0.04, 12);
    expect(change?.low).toBeCloseTo(-0.081, 3);
    expect(change?.high).toBeCloseTo(0.16, 3);
    expect(change?.signal).toBe(false);
  });

  it("calls the same change a signal at n = 1,000", () => {
    const change = newcombe(share(240, 1000), share(280, 1000));
    expect(change?.low).toBeCloseTo(0.002, 3);
    expect(change?.high).toBeCloseTo(0.078, 3);
    expect(change?.signal).toBe(true);
  });

  // Newcombe, Statistics in Medicine 17 (1998) 873–890, table II, method 10: p1 − p2.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339],
    [9, 10, 3, 10, 0.1705, 0.809],
    [6, 7, 2, 7, 0.0582, 0.8062],
    [5, 56, 0, 29, -0.0381, 0.1926],
    [0, 10, 0, 20, -0.1611, 0.2775],
    [10, 10, 0, 20, 0.6791, 1],
    [10, 10, 0, 10, 0.6075, 1],
  ])("%i/%i − %i/%i is %f to %f", (x1, n1, x2, n2, low, high) => {
    const change = newcombe(share(x2, n2), share(x1, n1));
    expect(change?.low).toBeCloseTo(low, 4);
    expect(change?.high).toBeCloseTo(high, 4);
  });

  it("turns its sign when the periods change places, and a fall can be a signal", () => {
    const up = newcombe(share(240, 1000), share(280, 1000));
    const down = newcombe(share(280, 1000), share(240, 1000));
    expect(down?.low).toBeCloseTo(-(up?.high ?? 0), 12);
    expect(down?.high).toBeCloseTo(-(up?.low ?? 0), 12);
    expect(down?.signal).toBe(true);
  });

  it("has none where a side is empty", () => {
    expect(newcombe(share(0, 0), share(1, 2))).toBeNull();
    expect(newcombe(share(1, 2), share(0, 0))).toBeNull();
  });
});
