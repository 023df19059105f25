import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mixAndRate } from "./mix-rate";

const share = (numerator: number, denominator: number) => ({ numerator, denominator });

describe("mixAndRate", () => {
  it("gives the design's check values", () => {
    // Shares 20/40/40 → 30/30/40, rates 60/10/22.5 → 58/10/22.5.
    const split = mixAndRate([
      { before: share(120, 200), after: share(174, 300) },
      { before: share(40, 400), after: share(30, 300) },
      { before: share(90, 400), after: share(90, 400) },
    ]);
    expect(split?.rateBefore).toBeCloseTo(0.25, 12);
    expect(split?.rateAfter).toBeCloseTo(0.294, 12);
    expect(split?.mixEffect).toBeCloseTo(0.049, 12);
    expect(split?.rateEffect).toBeCloseTo(-0.005, 12);
    expect(split?.parts[0]?.mixEffect).toBeCloseTo(0.059, 12);
    expect(split?.parts[2]).toEqual({
      shareBefore: 0.4,
      shareAfter: 0.4,
      rateBefore: 0.225,
      rateAfter: 0.225,
      mixEffect: 0,
      rateEffect: 0,
    });
  });

  it("puts all of a new part's effect on the mix", () => {
    const split = mixAndRate([
      { before: share(10, 100), after: share(10, 100) },
      { before: share(0, 0), after: share(50, 100) },
    ]);
    expect(split?.rateEffect).toBeCloseTo(0, 12);
    expect(split?.parts[1]?.rateBefore).toBeNull();
    expect(split?.mixEffect).toBeCloseTo(0.2, 12);
  });

  it("has no answer where a period is empty", () => {
    expect(mixAndRate([])).toBeNull();
    expect(mixAndRate([{ before: share(1, 2), after: share(0, 0) }])).toBeNull();
  });

  it("adds up exactly for any parts", () => {
    const counts = fc
      .tuple(fc.nat(500), fc.nat(500))
      .map(([numerator, rest]) => share(numerator, numerator + rest));
    fc.assert(
      fc.property(fc.array(fc.record({ before: counts, after: counts }), { minLength: 1 }), (parts) => {
        const split = mixAndRate(parts);
        if (split === null) return;
        expect(split.mixEffect + split.rateEffect).toBeCloseTo(split.rateAfter - split.rateBefore, 10);
      }),
      { seed: 1 },
    );
  });
});
