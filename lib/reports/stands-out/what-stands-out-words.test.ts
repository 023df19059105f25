import { describe, expect, it } from "vitest";
import { HEADLINE_METRICS } from "./insights-evidence";
import {
  adds,
  countInWords,
  fractionOf,
  inTenths,
  othersAdd,
  sentences,
  typeInside,
  wordInside,
  wordsOf,
} from "./what-stands-out-words";

describe("fractionOf", () => {
  it.each([
    [0.257, "One customer in four", true],
    [0.245, "One customer in four", true],
    [0.5, "One customer in two", true],
    [0.585, "Three customers in five", false],
    [0.668, "Two customers in three", false],
    [0.712, "Seven customers in ten", false],
    [0.9, "Nine customers in ten", false],
    [0.28, "28 customers in 100", false],
    [0.718, "72 customers in 100", false],
    [0.01, "1 customer in 100", true],
    [0.004, "Fewer than one customer in 100", true],
    [1, "Nearly all customers", false],
  ])("calls %d %s", (share, text, isOne) => {
    expect(fractionOf(share, "customer", "customers")).toEqual({ text, isOne });
  });
});

describe("parts of a change", () => {
  it("add up to it as it is shown", () => {
    expect(inTenths(0.01249, 0.00249)).toEqual([13, 2]);
    expect(inTenths(0.0118, 0.0023)).toEqual([12, 2]);
    expect(inTenths(-0.0118, -0.0023)).toEqual([-12, -2]);
  });

  it("go one way or the other, or nowhere", () => {
    expect([adds(12), adds(-4), adds(0)]).toEqual(["adds 1.2", "takes away 0.4", "adds nothing"]);
    expect([othersAdd(2, 12), othersAdd(-5, 12), othersAdd(5, -12), othersAdd(0, 12)]).toEqual([
      "0.2",
      "take away 0.5",
      "add 0.5",
      "nothing",
    ]);
  });
});

describe("words", () => {
  it("of the records are read as prose, those that people wrote are kept", () => {
    expect(wordInside("order_reference")).toBe("order reference");
    expect(wordInside("Rückgabe & Umtausch")).toBe("Rückgabe & Umtausch");
    expect(wordInside("NHS_Number")).toBe("NHS_Number");
    expect(typeInside(null)).toBe("the group without a query type");
  });

  it("count small numbers in letters", () => {
    expect([countInWords(2), countInWords(10), countInWords(11), countInWords(1200)]).toEqual([
      "two",
      "ten",
      "11",
      "1,200",
    ]);
  });

  it("are there for every metric that is analysed, and for no other", () => {
    for (const metric of HEADLINE_METRICS) expect(wordsOf(metric).subject).not.toBe("");
    expect(() => wordsOf("conversations")).toThrow();
  });

  it("are joined as far as they are there", () => {
    expect(sentences("One.", null, "", undefined, "Two.")).toBe("One. Two.");
  });
});
