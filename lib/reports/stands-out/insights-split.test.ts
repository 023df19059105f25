import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sourceOf, splitByType } from "./insights-split";

const type = (queryType: string | null, ...weeks: readonly (readonly [number, number])[]) => ({
  queryType,
  weeks: weeks.map(([numerator, denominator]) => ({ numerator, denominator })),
});

describe("splitByType", () => {
  it("gives the design's check values", () => {
    const split = splitByType(
      [type("a", [120, 200], [174, 300]), type("b", [40, 400], [30, 300]), type("c", [90, 400], [90, 400])],
      0,
      1,
    );
    expect(split?.difference).toBeCloseTo(0.044, 12);
    expect(split?.mixEffect).toBeCloseTo(0.049, 12);
    expect(split?.rateEffect).toBeCloseTo(-0.005, 12);
    expect(split?.parts.map(({ points }) => points.toFixed(4))).toEqual(["0.0540", "-0.0100", "0.0000"]);
  });

  it("has nothing to take apart with one query type, or a week without data", () => {
    expect(splitByType([type("a", [1, 10], [5, 10])], 0, 1)).toBeNull();
    expect(splitByType([type("a", [1, 10], [5, 10]), type("b", [0, 0], [0, 0])], 0, 1)).toBeNull();
    expect(splitByType([type("a", [0, 0], [5, 10]), type("b", [0, 0], [1, 10])], 0, 1)).toBeNull();
    expect(splitByType([], 0, 1)).toBeNull();
    expect(splitByType([type("a", [1, 10]), type("b", [1, 10])], 0, 1)).toBeNull();
  });

  it("adds up exactly, whatever the counts", () => {
    const counts = fc.tuple(fc.nat(300), fc.nat(300)).map(([n, rest]) => [n, n + rest] as const);
    fc.assert(
      fc.property(fc.array(fc.tuple(counts, counts), { minLength: 2, maxLength: 12 }), (types) => {
        const split = splitByType(
          types.map(([before, after], i) => type(`t${i}`, before, after)),
          0,
          1,
        );
        if (!split) return;
        const sum = split.parts.reduce((all, part) => all + part.points, 0);
        expect(sum).toBeCloseTo(split.difference, 10);
        expect(split.mixEffect + split.rateEffect).toBeCloseTo(split.difference, 10);
      }),
      { seed: 1 },
    );
  });
});

describe("sourceOf", () => {
  const source = (...types: ReturnType<typeof type>[]) => {
    const split = splitByType(types, 0, 1);
    return split && sourceOf(split);
  };

  it("names the query type that makes half of it and changed beyond chance", () => {
    const found = source(type("a", [100, 500], [200, 500]), type("b", [100, 500], [105, 500]));
    expect(found).toMatchObject({ kind: "type", part: { queryType: "a" } });
    expect(found?.kind === "type" && found.part.points).toBeCloseTo(0.1, 10);
    expect(found?.kind === "type" && found.others).toBeCloseTo(0.005, 10);
  });

  it("names it for a fall as well, and where it has no name", () => {
    expect(source(type(null, [200, 500], [100, 500]), type("b", [100, 500], [99, 500]))).toMatchObject({
      kind: "type",
      part: { queryType: null },
    });
  });

  it("does not name a type whose own change may be chance", () => {
    expect(source(type("a", [4, 10], [6, 10]), type("b", [100, 500], [101, 500]))?.kind).toBe("spread");
  });

  it("does not name a type that goes the other way than all", () => {
    const found = source(
      type("a", [200, 500], [150, 500]),
      type("b", [100, 500], [140, 500]),
      type("c", [100, 500], [135, 500]),
    );
    expect(found).toMatchObject({ kind: "type", part: { queryType: "b" } });
  });

  it("names the mix where that makes half of it", () => {
    expect(source(type("a", [120, 200], [240, 400]), type("b", [80, 800], [60, 600]))).toMatchObject({
      kind: "mix",
    });
  });

  it("says that it is spread where many types add a little", () => {
    const many = Array.from({ length: 6 }, (_, i) => type(`t${i}`, [100, 500], [120, 500]));
    expect(source(...many)).toMatchObject({ kind: "spread", types: 6 });
  });

  it("has no source for no change", () => {
    expect(source(type("a", [1, 10], [1, 10]), type("b", [2, 10], [2, 10]))).toBeNull();
  });
});
