import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RUN_LENGTH, runsOfEight } from "./run-rule";

/** The places of the points that are part of a signal. */
function signals(values: readonly (number | null)[], centre = 0): number[] {
  return runsOfEight(values, centre).flatMap((run, index) => (run ? [index] : []));
}

describe("runsOfEight", () => {
  it("marks the eighth point on one side and those that follow it", () => {
    expect(signals([1, 1, 1, 1, 1, 1, 1])).toEqual([]);
    expect(signals([1, 1, 1, 1, 1, 1, 1, 1])).toEqual([7]);
    expect(signals([-2, -1, -3, -1, -1, -1, -9, -1, -1])).toEqual([7, 8]);
  });

  it("starts to count again on the other side", () => {
    expect(signals([1, 1, 1, 1, -1, 1, 1, 1, 1])).toEqual([]);
    expect(signals([1, ...Array<number>(8).fill(-1), 1, 1])).toEqual([8]);
  });

  it("passes over points on the centre and points without data", () => {
    expect(signals([1, 1, 1, 1, 0, null, 1, 1, 1, 1])).toEqual([9]);
    expect(signals([0, 0, 0, 0, 0, 0, 0, 0, 0])).toEqual([]);
    expect(signals([null, null])).toEqual([]);
  });

  it("looks at the side of the centre, not of 0", () => {
    expect(signals([5, 6, 7, 8, 5, 6, 7, 8], 4)).toEqual([7]);
    expect(signals([5, 6, 7, 8, 5, 6, 7, 8], 6.5)).toEqual([]);
  });

  it("never calls a run shorter than eight, and every longer one, whatever the values", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(-1, 1), { maxLength: 60 }), (values) => {
        const runs = runsOfEight(values, 0);
        values.forEach((value, index) => {
          let length = 1;
          while (index >= length && values[index - length] === value) length += 1;
          expect(runs[index]).toBe(length >= RUN_LENGTH);
        });
      }),
      { seed: 1 },
    );
  });
});
