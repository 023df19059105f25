import { expect, it } from "vitest";
import { METRICS } from "./catalogue";
import { metricSource } from "./metric-sources";

it("says of every metric which records it is made from, each key once", () => {
  for (const metric of METRICS) {
    const { needs } = metricSource(metric);
    expect(needs.length, metric.id).toBeGreaterThan(0);
    expect(new Set(needs).size, metric.id).toBe(needs.length);
  }
});

it("knows no source of a metric that there is not", () => {
  expect(() => metricSource({ id: "made_up" })).toThrow("made_up");
});
