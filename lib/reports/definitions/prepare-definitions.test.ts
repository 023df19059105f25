import { expect, it } from "vitest";
import { METRICS } from "@/lib/metrics/catalogue";
import { prepareDefinitions } from "./prepare-definitions";

it("prints every metric of the catalogue once", () => {
  const printed = prepareDefinitions().flatMap((group) =>
    group.definitions.map((definition) => definition.id),
  );
  expect([...printed].sort()).toEqual(METRICS.map((metric) => metric.id).sort());
});

it("says which keys of which records a number is made from, and who else counts it", () => {
  const all = prepareDefinitions().flatMap(({ definitions }) => definitions);
  const passed = all.find(({ id }) => id === "structured_pass_rate");
  expect(passed?.needs).toEqual([{ record: "Hand-off", keys: ["context.fields"] }]);
  for (const { elsewhere } of all) expect(elsewhere).toMatch(/\.$/);
});

it("puts the number beside its definition, with its parts and rows, and none for readers without reports", () => {
  const scope = { period: { from: "2026-11-09", to: "2026-11-15" }, filters: [] };
  const share = {
    value: 0.3,
    numerator: 30,
    denominator: 100,
    interval: { low: 0.22, high: 0.4 },
    withheld: null,
    lowVolume: false,
  };
  const wait = { ...share, value: 94, numerator: null, interval: null };
  const values = { hand_off_rate: share, wait_time_p50: wait };
  const all = prepareDefinitions({ values, scope }).flatMap(({ definitions }) => definitions);
  const numberOf = (id: string) => all.find((one) => one.id === id)?.number;
  expect(numberOf("hand_off_rate")).toMatchObject({ value: "30.0%", of: "30/100" });
  expect(numberOf("hand_off_rate")?.href).toContain("metric=hand_off_rate");
  expect(numberOf("wait_time_p50")).toMatchObject({ value: "1 min 34 s", of: "of 100" });
  expect(numberOf("containment_rate")).toMatchObject({ value: null, withheld: { kind: "no_data" } });
  expect(prepareDefinitions()[0]?.definitions[0]?.number).toBeNull();
});

it("gives every share its formula in words", () => {
  for (const { definitions } of prepareDefinitions()) {
    for (const { over, under, unit } of definitions) {
      expect(over).not.toBe("");
      expect(under === null).toBe(unit === "A count");
    }
  }
});
