import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FacetCounts, packFacets, unpackFacets } from "./facet-payload";

const SEED = { seed: 20261122, numRuns: 1000 };

/** Keys as they occur: bucket numbers, agents' and fields' names, in any script, of any length; none holds a NUL. */
const key = fc.oneof(
  fc.integer({ min: -1, max: 400 }).map(String),
  fc.string({
    unit: fc.constantFrom("a", "ß", "ü", "é", "漢", "💡", "👩‍👩‍👧", "\u001f", " ", "\u00ff"),
    maxLength: 8,
  }),
  fc.string({ unit: "binary", maxLength: 300 }).filter((text) => !/[\0\p{Cs}]/u.test(text)),
);
const count = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(63, 64, -64, -65, 127, 128, 8191, 8192, -8193, 2_147_483_647, -2_147_483_648, 1e12, -1e12),
);
const counts = fc.tuple(count, count, count, count);
const table = fc.dictionary(key, counts, { maxKeys: 20 });

type Table = { readonly [key: string]: FacetCounts };

/** Keys whose counts are not all 0, with their counts, sorted. */
function clean(entries: Iterable<readonly [string, readonly number[]]>): [string, number[]][] {
  return [...entries]
    .filter(([, counts]) => counts.some((count) => count !== 0))
    .map(([key, counts]): [string, number[]] => [key, counts.map((count) => count + 0)])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

function sum(...tables: readonly Table[]): [string, number[]][] {
  const total = new Map<string, number[]>();
  for (const table of tables) {
    for (const [key, counts] of Object.entries(table)) {
      total.set(
        key,
        (total.get(key) ?? [0, 0, 0, 0]).map((before, i) => before + (counts[i] ?? 0)),
      );
    }
  }
  return clean(total);
}

describe("a packed facet", () => {
  it("gives back every key with its counts, whatever the key and the sign", () => {
    fc.assert(
      fc.property(table, (all) => {
        expect(clean(unpackFacets(packFacets(Object.entries(all))))).toEqual(sum(all));
      }),
      SEED,
    );
  });

  it("laid end to end with others is their sum", () => {
    fc.assert(
      fc.property(fc.array(table, { maxLength: 5 }), (tables) => {
        const payload = Buffer.concat(tables.map((all) => packFacets(Object.entries(all))));
        expect(clean(unpackFacets(payload))).toEqual(sum(...tables));
      }),
      SEED,
    );
  });

  it("adds to what is there already", () => {
    const into = new Map<string, FacetCounts>([["a", [1, 1, 1, 1]]]);
    unpackFacets(packFacets([["a", [1, 0, -1, 5]]]), into);
    unpackFacets(packFacets([["b", [0, 0, 0, -2]]]), into);
    expect([...into]).toEqual([
      ["a", [2, 1, 0, 6]],
      ["b", [0, 0, 0, -2]],
    ]);
  });

  it("taken away again leaves nothing to pack", () => {
    fc.assert(
      fc.property(table, (all) => {
        const minus = Object.entries(all).map(
          ([key, counts]) => [key, counts.map((n) => -n) as unknown as FacetCounts] as const,
        );
        const both = unpackFacets(Buffer.concat([packFacets(Object.entries(all)), packFacets(minus)]));
        expect(packFacets(both)).toHaveLength(0);
      }),
      SEED,
    );
  });

  it("leaves out keys without counts, and is empty without keys", () => {
    expect(packFacets([["a", [0, 0, 0, 0]]])).toHaveLength(0);
    expect(packFacets([])).toHaveLength(0);
    expect([...unpackFacets(Buffer.alloc(0))]).toEqual([]);
  });

  it("tells apart keys that look alike: empty, blank, digits, composed and decomposed letters", () => {
    const keys = ["", " ", "0", "00", "a", "a ", "é", "e\u0301", "ab", "ba", "abcdef", "abcdefg", "\u001f"];
    const packed = packFacets(keys.map((key, i) => [key, [i + 1, 0, 0, 0]]));
    expect([...unpackFacets(packed)].map(([key, [n]]) => [key, n])).toEqual(
      keys.map((key, i) => [key, i + 1]),
    );
  });

  it("counts far beyond four bytes exactly", () => {
    const big = 1_000_000_000_000_007;
    expect(unpackFacets(packFacets([["x", [big, -big, big - 1, 1 - big]]])).get("x")).toEqual([
      big,
      -big,
      big - 1,
      1 - big,
    ]);
  });

  it("that is cut off anywhere says so instead of giving wrong numbers", () => {
    const whole = packFacets([["agent-ünited", [200, -300, 4, 5]]]);
    for (let length = 1; length < whole.length; length++) {
      expect(() => unpackFacets(whole.subarray(0, length)), String(length)).toThrow(RangeError);
    }
  });

  it("reads short keys right however many different ones there were before", () => {
    for (let i = 0; i < 12_000; i++) unpackFacets(packFacets([[`k${i}`, [1, 0, 0, 0]]]));
    expect(unpackFacets(packFacets([["k11999", [7, 0, 0, 0]]])).get("k11999")).toEqual([7, 0, 0, 0]);
  });
});
