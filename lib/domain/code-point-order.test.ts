import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareCodePoints } from "./code-point-order";

const SEED = { seed: 20261122 };
/** Texts with characters on both sides of the surrogates, where UTF-16 and code points disagree. */
const text = fc.string({
  unit: fc.constantFrom(
    "a",
    "b",
    "Z",
    "é",
    "ß",
    "\uffff",
    "\uf900",
    "\ud7ff",
    "\ue000",
    "😀",
    "😁",
    "\u{10000}",
    "\u{10ffff}",
  ),
  maxLength: 5,
});

/** What PostgreSQL's "C" collation compares: the bytes of UTF-8. */
function byBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

describe("code-point order", () => {
  it("puts an emoji after every letter of the basic plane, where UTF-16 units would not", () => {
    expect("😀" < "\uf900").toBe(true);
    expect(compareCodePoints("😀", "\uf900")).toBeGreaterThan(0);
    expect(compareCodePoints("a😀", "a\uffff")).toBeGreaterThan(0);
  });

  it("puts a text before its continuations and upper case before lower", () => {
    expect(["b", "ab", "a", "B", "", "10", "9"].sort(compareCodePoints)).toEqual([
      "",
      "10",
      "9",
      "B",
      "a",
      "ab",
      "b",
    ]);
  });

  it("tells apart emoji that differ in their second half only", () => {
    expect(compareCodePoints("😀", "😁")).toBeLessThan(0);
    expect(compareCodePoints("x😁", "x😀")).toBeGreaterThan(0);
    expect(compareCodePoints("😀", "😀")).toBe(0);
  });

  it("is the order of the bytes in UTF-8, as the database sorts", () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(Math.sign(compareCodePoints(a, b))).toBe(Math.sign(byBytes(a, b)));
      }),
      { ...SEED, numRuns: 2000 },
    );
  });
});
