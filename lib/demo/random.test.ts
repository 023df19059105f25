import { describe, expect, it } from "vitest";
import { fraction, Random } from "./random";

describe("Random", () => {
  it("repeats itself for the same seed and only then", () => {
    const draw = (...seed: (number | string)[]) => {
      const random = new Random(...seed);
      return Array.from({ length: 5 }, () => random.next());
    };
    expect(draw("survey", 7)).toEqual(draw("survey", 7));
    expect(draw("survey", 7)).not.toEqual(draw("survey", 8));
    expect(draw("survey", 7)).not.toEqual(draw("rating", 7));
  });

  it("is even: neighbouring seeds and long streams", () => {
    const count = 100_000;
    const stream = new Random("even");
    let sum = 0;
    let fractions = 0;
    let below = 0;
    for (let index = 0; index < count; index++) {
      sum += stream.next();
      fractions += fraction("even", index);
      if (new Random("even", index).chance(0.3)) below += 1;
    }
    expect(sum / count).toBeCloseTo(0.5, 2);
    expect(fractions / count).toBeCloseTo(0.5, 2);
    expect(below / count).toBeCloseTo(0.3, 2);
  });

  it("draws whole numbers, picks and weights within bounds", () => {
    const random = new Random("bounds");
    const seen = new Set(Array.from({ length: 500 }, () => random.whole(3, 6)));
    expect([...seen].sort()).toEqual([3, 4, 5, 6]);
    const picked = Array.from({ length: 4000 }, () => random.pickWeighted({ often: 3, seldom: 1, never: 0 }));
    expect(picked.filter((key) => key === "often").length / 4000).toBeCloseTo(0.75, 1);
    expect(picked).not.toContain("never");
    expect(() => random.pick([])).toThrow(RangeError);
  });

  it("draws around a median", () => {
    const random = new Random("median");
    const values = Array.from({ length: 20_001 }, () => random.aroundMedian(60, 0.8)).sort((a, b) => a - b);
    expect(values[10_000] ?? 0).toBeGreaterThan(57);
    expect(values[10_000] ?? 0).toBeLessThan(63);
    expect(values[0] ?? 0).toBeGreaterThan(0);
  });
});
