import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { cellName, cellsOf, cellValues, packCells } from "./facet-cells";

const SEED = { seed: 20261122, numRuns: 500 };

const value = fc.option(
  fc.string({ unit: fc.constantFrom("a", "ß", "漢", "💡", " ", "=", "\u00ff"), minLength: 1, maxLength: 8 }),
);
const row = fc.record(
  Object.fromEntries(TOTALLED_DIMENSIONS.map((dimension) => [dimension, value])) as Record<
    (typeof TOTALLED_DIMENSIONS)[number],
    typeof value
  >,
);
const cells = fc.array(
  fc.record({
    name: row.map((dimensions) => cellName(TOTALLED_DIMENSIONS, dimensions)),
    keys: fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes)),
  }),
  { maxLength: 8 },
);

describe("cells packed", () => {
  it("come back with their names and keys, in their order, also laid end to end", () => {
    fc.assert(
      fc.property(cells, cells, (some, others) => {
        const payload = Buffer.concat([packCells(some), packCells(others)]);
        expect([...cellsOf(payload)]).toEqual([...some, ...others]);
      }),
      SEED,
    );
  });

  it("are named so that every value comes back, and what is not known stays apart from every text", () => {
    fc.assert(
      fc.property(row, (dimensions) => {
        const grouping = TOTALLED_DIMENSIONS.slice(1, 4);
        const name = cellName(grouping, dimensions);
        expect(cellValues(name)).toEqual(grouping.map((dimension) => dimensions[dimension]));
      }),
      SEED,
    );
  });

  it("are left out when they have no keys", () => {
    expect(packCells([{ name: "a", keys: Buffer.alloc(0) }])).toHaveLength(0);
    expect([...cellsOf(Buffer.alloc(0))]).toEqual([]);
  });

  it("that are cut off anywhere say so", () => {
    const whole = packCells([{ name: "order_stätus", keys: Buffer.from([1, 2, 3]) }]);
    for (let length = 1; length < whole.length; length++) {
      expect(() => [...cellsOf(whole.subarray(0, length))], String(length)).toThrow(RangeError);
    }
  });
});
