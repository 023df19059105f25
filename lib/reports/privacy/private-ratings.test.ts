import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { METRICS } from "@/lib/metrics/catalogue";
import { isPrivateMetric } from "@/lib/metrics/metric";
import { hiddenRows, isPrivate, PRIVATE_VALUE, type RatingsByAgent, ratingsFor } from "./private-ratings";

const by = (...counts: readonly number[]): RatingsByAgent =>
  new Map(counts.map((count, i) => [`a-${i}`, count]));
const hidden = (rows: readonly RatingsByAgent[], slices = [[...rows.keys()]]) =>
  [...hiddenRows(rows, slices)].sort((a, b) => a - b);

/** Enough ratings by enough agents. */
const LARGE = by(20, 20, 20);
const MIDDLE = by(4, 3, 3);
const SMALL = by(1, 1);
const NONE = by();

describe("a sum of ratings", () => {
  it.each([
    ["five by three agents", by(2, 2, 1), false],
    ["many by many", by(9, 9, 9, 9), false],
    ["four by four agents", by(1, 1, 1, 1), true],
    ["five by two agents", by(3, 2), true],
    ["a hundred by one agent", by(100), true],
    ["a hundred by two agents, a third with none", by(50, 50, 0), true],
    ["a single one", by(1), true],
  ] as const)("of %s is private: %#", (_, ratings, expected) => {
    expect(isPrivate(ratings)).toBe(expected);
  });

  it("of none says nothing about anybody", () => {
    expect(isPrivate(NONE)).toBe(false);
    expect(isPrivate(by(0, 0))).toBe(false);
  });
});

describe("what stands in place of a private number", () => {
  it("has neither value nor counts, and is no 0", () => {
    expect(PRIVATE_VALUE).toEqual({
      value: null,
      numerator: null,
      denominator: null,
      interval: null,
      withheld: "private",
      lowVolume: true,
    });
  });
});

describe("the rows of a table that hide their ratings", () => {
  it("are none where every row has enough", () => {
    expect(hidden([LARGE, MIDDLE, LARGE])).toEqual([]);
  });

  it("are the private one and the smallest other, which the total would otherwise give away", () => {
    expect(hidden([LARGE, SMALL, MIDDLE])).toEqual([1, 2]);
  });

  it("are two private ones alone when their sum says enough", () => {
    expect(hidden([LARGE, by(2, 2), new Map([["b", 2]])])).toEqual([1, 2]);
  });

  it("are more when two private ones together are still too few", () => {
    expect(hidden([LARGE, by(1), by(1), MIDDLE])).toEqual([1, 2, 3]);
  });

  it("are more when two private ones together are still of too few agents", () => {
    expect(hidden([LARGE, by(30), by(30), MIDDLE])).toEqual([1, 2, 3]);
  });

  it("never are rows without ratings: hiding those would protect nobody", () => {
    expect(hidden([LARGE, NONE, SMALL, MIDDLE])).toEqual([2, 3]);
    expect(hidden([NONE, NONE])).toEqual([]);
  });

  it("are all that there are when there is nothing else to hide behind", () => {
    expect(hidden([SMALL])).toEqual([0]);
    expect(hidden([SMALL, NONE])).toEqual([0]);
    expect(hidden([SMALL, LARGE])).toEqual([0, 1]);
  });

  it("hide another in every slice whose total can be asked for: the whole, the row, the column", () => {
    // Two dimensions: rows 0 1 / 2 3 / 4 5; cell 0 is private.
    const cells = [SMALL, MIDDLE, LARGE, LARGE, by(30, 30, 30), by(40, 40, 40)];
    const slices = [
      [0, 1, 2, 3, 4, 5],
      [0, 1],
      [2, 3],
      [4, 5],
      [0, 2, 4],
      [1, 3, 5],
    ];
    expect(hidden(cells, slices)).toEqual([0, 1, 2, 3]);
  });

  it("can never be worked out by taking what is shown from a total", () => {
    const row = fc
      .array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), fc.nat(4)), { maxLength: 4 })
      .map((counts): RatingsByAgent => new Map(counts));
    const table = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 4 }))
      .chain(([width, height]) =>
        fc.array(row, { minLength: width * height, maxLength: width * height }).map((cells) => {
          const all = [...cells.keys()];
          const lines = Array.from({ length: height }, (_, y) =>
            all.filter((i) => Math.floor(i / width) === y),
          );
          const columns = Array.from({ length: width }, (_, x) => all.filter((i) => i % width === x));
          return { cells, slices: [all, ...lines, ...columns] };
        }),
      );
    fc.assert(
      fc.property(table, ({ cells, slices }) => {
        const hide = hiddenRows(cells, slices);
        const sum = (rows: readonly number[]) => {
          const total = new Map<string, number>();
          for (const i of rows) {
            for (const [agent, n] of cells[i] ?? NONE) total.set(agent, (total.get(agent) ?? 0) + n);
          }
          return total;
        };
        for (const [i, ratings] of cells.entries()) if (isPrivate(ratings)) expect(hide.has(i)).toBe(true);
        for (const slice of slices) {
          const rest = sum(slice.filter((i) => hide.has(i)));
          // Where all of a slice is hidden, its total is private itself, or it is a total that may be known.
          const somethingShown = slice.some(
            (i) => !hide.has(i) && [...(cells[i] ?? [])].some(([, n]) => n > 0),
          );
          if (somethingShown) expect(isPrivate(rest)).toBe(false);
        }
      }),
      { seed: 20261122, numRuns: 2000 },
    );
  });

  it("are the same whatever order the agents come in", () => {
    const turned = (ratings: RatingsByAgent): RatingsByAgent => new Map([...ratings].reverse());
    const rows = [LARGE, SMALL, MIDDLE, by(2, 2, 2)];
    expect(hidden(rows.map(turned))).toEqual(hidden(rows));
  });
});

describe("the ratings that count for a metric", () => {
  it("are those that answer its own question", () => {
    const agents = new Map([["a", [1, 2, 3, 0]]]);
    const counts = METRICS.filter(isPrivateMetric).map((one) => [one.id, ratingsFor(one, agents).get("a")]);
    expect(Object.fromEntries(counts)).toMatchObject({
      context_useful_rate: 1,
      context_ignored_rate: 2,
      reason_agreement: 3,
    });
  });
});
