import { describe, expect, it } from "vitest";
import { funnelFlag, funnelLimits } from "./funnel";

describe("funnel limits", () => {
  it("stand 1.96 and 3.09 standard errors from the target", () => {
    // √(0.25 · 0.75 / 100) = 0.0433
    const { inner, outer } = funnelLimits(0.25, 100);
    expect(inner.low).toBeCloseTo(0.1651, 4);
    expect(inner.high).toBeCloseTo(0.3349, 4);
    expect(outer.low).toBeCloseTo(0.1162, 4);
    expect(outer.high).toBeCloseTo(0.3838, 4);
  });

  it("draw together as the denominator grows: a quarter as wide at sixteen times as many", () => {
    const width = (n: number) => {
      const { outer } = funnelLimits(0.4, n);
      return outer.high - outer.low;
    };
    expect(width(1600)).toBeCloseTo(width(100) / 4, 12);
  });

  it("are cut off at 0 and 1", () => {
    expect(funnelLimits(0.02, 10).outer).toMatchObject({ low: 0 });
    expect(funnelLimits(0.98, 10).outer).toMatchObject({ high: 1 });
    expect(funnelLimits(0, 10)).toEqual({ inner: { low: 0, high: 0 }, outer: { low: 0, high: 0 } });
  });

  it("hold about 95 and 99.8 percent of parts that are like the whole", () => {
    // Exact binomial: P(|X/n − θ| inside) for n = 4,000, θ = 0.3, summed over all x.
    const [n, target] = [4000, 0.3];
    const { inner, outer } = funnelLimits(target, n);
    let logP = n * Math.log(1 - target);
    const inside = { inner: 0, outer: 0 };
    for (let x = 0; x <= n; x++) {
      const value = x / n;
      if (value >= inner.low && value <= inner.high) inside.inner += Math.exp(logP);
      if (value >= outer.low && value <= outer.high) inside.outer += Math.exp(logP);
      logP += Math.log((n - x) / (x + 1)) + Math.log(target / (1 - target));
    }
    expect(inside.inner).toBeCloseTo(0.95, 2);
    expect(Math.abs(inside.outer - 0.998)).toBeLessThan(0.001);
  });

  it("refuse what is no target and no denominator", () => {
    expect(() => funnelLimits(1.2, 10)).toThrow(RangeError);
    expect(() => funnelLimits(0.5, 0)).toThrow(RangeError);
  });
});

describe("the flag of a part", () => {
  it("tells outside 95 % from outside 99.8 %, on either side", () => {
    const flag = (numerator: number) => funnelFlag({ numerator, denominator: 100 }, 0.25);
    expect(flag(25)).toBeNull();
    expect(flag(33)).toBeNull();
    expect(flag(34)).toEqual({ side: "above", level: 95 });
    expect(flag(39)).toEqual({ side: "above", level: 99.8 });
    expect(flag(16)).toEqual({ side: "below", level: 95 });
    expect(flag(11)).toEqual({ side: "below", level: 99.8 });
  });

  it("is none without conversations, and refuses what is no share", () => {
    expect(funnelFlag({ numerator: 0, denominator: 0 }, 0.25)).toBeNull();
    expect(() => funnelFlag({ numerator: 3, denominator: 2 }, 0.25)).toThrow(RangeError);
  });
});
