import { describe, expect, it } from "vitest";
import { attemptsOf, lateAttempts } from "./query-type-attempts";
import { exampleRows } from "./query-type-example";

const attempts = (given: { readonly [attempts: string]: readonly [number, number] }) =>
  attemptsOf(exampleRows([{ queryType: "a", conversations: 100, handedOff: 50, attempts: given }]).attempts);

describe("failed attempts before hand-offs", () => {
  const some = attempts({ "10": [1, 1], "0": [20, 0], "3": [8, 6], "1": [11, 5] });

  it("are in order of the number, not of its letters", () => {
    expect(some.counts.map((count) => count.attempts)).toEqual([0, 1, 3, 10]);
  });

  it("have a mean over the hand-offs that know theirs", () => {
    expect(some.known).toBe(40);
    expect(some.mean).toBeCloseTo((11 + 24 + 10) / 40, 12);
    expect(attempts({}).mean).toBeNull();
  });

  it("are too many from three on, counted among bot failures alone", () => {
    expect(some.lateFailures).toMatchObject({ numerator: 7, denominator: 12 });
    expect(lateAttempts(some)).toEqual(["3", "10"]);
    expect(attempts({ "4": [9, 0] }).lateFailures.withheld).toBe("no_data");
  });
});
