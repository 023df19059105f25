import { describe, expect, it } from "vitest";
import { phrasesIn } from "./dialogue";
import { fillIn } from "./phrases";
import { STORIES } from "./stories";
import { TOPICS } from "./topics";

const FACTS = Object.fromEntries(
  ["product", "orderedOn", "date", "weekday", "amount", "month", "tariff"].map((name) => [name, name]),
);

describe("the phrases", () => {
  it("cover every query type in English", () => {
    for (const { queryType } of STORIES) expect(TOPICS[queryType ?? ""]?.matters.length).toBeGreaterThan(1);
    expect(Object.keys(TOPICS)).toHaveLength(STORIES.length);
  });

  it.each(["en-GB", "de-DE", "fr-FR"])("of %s have only known placeholders", (language) => {
    const { topics } = phrasesIn(language);
    for (const exchange of Object.values(topics).flat()) {
      for (const text of [exchange.opening, exchange.answer, exchange.resolution]) {
        expect(() => fillIn(text, FACTS)).not.toThrow();
      }
    }
  });

  it.each(["de-DE", "fr-FR"])(
    "of %s are about the same matters, and name every field of their topics",
    (language) => {
      const { topics, fields, products, weekdays } = phrasesIn(language);
      const english = phrasesIn("en-GB");
      expect(products).toHaveLength(english.products.length);
      expect(weekdays).toHaveLength(english.weekdays.length);
      for (const [queryType, exchanges] of Object.entries(topics)) {
        expect([queryType, exchanges.length]).toEqual([queryType, TOPICS[queryType]?.matters.length]);
        const story = STORIES.find((one) => one.queryType === queryType);
        for (const field of story?.fields ?? [])
          expect([field.name, fields[field.name]]).not.toContain(undefined);
      }
    },
  );

  it("refuse a placeholder without a fact", () => {
    expect(() => fillIn("Your {thing}", FACTS)).toThrow(RangeError);
  });
});
