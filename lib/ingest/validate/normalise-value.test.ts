import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isLowInformation, normaliseValue } from "./normalise-value";

describe("normaliseValue", () => {
  it.each([
    ["AB-1234", "ab1234"],
    [" ab 12 34 ", "ab1234"],
    ["ＡＢ１２３４", "ab1234"],
    ["+49 (170) 123-45.67", "491701234567"],
    ["Anna.Smith@Example.com", "annasmithexamplecom"],
    ["STRASSE", "strasse"],
    ["Straße", "strasse"],
    ["ΟΔΟΣ", "οδοσ"],
    ["οδος", "οδοσ"],
    ["हिन्दी", "हिन्दी"],
    ["…—!", ""],
  ])("%j becomes %j", (text, normalised) => {
    expect(normaliseValue(text)).toBe(normalised);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = normaliseValue(text);
        expect(normaliseValue(once)).toBe(once);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("isLowInformation", () => {
  it.each(["", "a", "12", "no", "yes", "ja", "nein", "true", "the", "💡💡"])("%j is", (value) => {
    expect(isLowInformation(normaliseValue(value))).toBe(true);
  });
  it.each(["123", "ab1", "refund", "rückgabe", "Oui 12"])("%j is not", (value) => {
    expect(isLowInformation(normaliseValue(value))).toBe(false);
  });
});
