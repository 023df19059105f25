import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { impactOfParts } from "./impact";

const share = (numerator: number, denominator: number) => ({ numerator, denominator });

describe("impactOfParts", () => {
  it("gives the design's check values", () => {
    const [first, second, third] = impactOfParts([share(120, 200), share(40, 400), share(90, 400)]);
    expect(first?.impact).toBeCloseTo(0.0875, 12);
    expect(second?.impact).toBeCloseTo(-0.1, 12);
    expect(third?.impact).toBeCloseTo(-0.0167, 4);
    expect(first?.excess).toBeCloseTo(87.5, 12);
    expect(second?.excess).toBeCloseTo(-100, 12);
    expect(third?.excess).toBeCloseTo(-16.7, 1);
  });

  it("has nothing to compare a single part with", () => {
    expect(impactOfParts([share(1, 2)])).toEqual([{ impact: null, excess: null }]);
    expect(impactOfParts([share(1, 2), share(0, 0)])[0]).toEqual({ impact: null, excess: null });
    expect(impactOfParts([])).toEqual([]);
  });

  it("is excess ÷ all conversations", () => {
    const counts = fc
      .tuple(fc.nat(500), fc.nat(500))
      .map(([numerator, rest]) => share(numerator, numerator + rest));
    fc.assert(
      fc.property(fc.array(counts, { minLength: 2 }), (parts) => {
        const all = parts.reduce((sum, part) => sum + part.denominator, 0);
        for (const { impact, excess } of impactOfParts(parts)) {
          if (impact !== null && excess !== null) expect(impact).toBeCloseTo(excess / all, 10);
        }
      }),
      { seed: 1 },
    );
  });
});
