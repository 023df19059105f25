import { expect, it } from "vitest";
import { METRICS } from "@/lib/metrics/catalogue";
import { prepareDefinitions } from "./prepare-definitions";

it("prints every metric of the catalogue, once and in its order", () => {
  const printed = prepareDefinitions().flatMap((group) =>
    group.definitions.map((definition) => definition.id),
  );
  expect(printed).toEqual(METRICS.map((metric) => metric.id));
});

it("gives every share its formula in words", () => {
  for (const { definitions } of prepareDefinitions()) {
    for (const { over, under, unit } of definitions) {
      expect(over).not.toBe("");
      expect(under === null).toBe(unit === "A count");
    }
  }
});
