import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { expect, it } from "vitest";
import { mapAll } from "@/lib/ingest/payloads/connector-facts";
import { CONNECTORS } from "./registry";
import { SUPPLY_LABELS } from "./supplies";

it("has each connector once, with a test beside its file", () => {
  const names = CONNECTORS.map(({ platform }) => platform);
  expect(new Set(names).size).toBe(names.length);
  const tests = readdirSync(import.meta.dirname).filter((file) => file.endsWith(".test.ts"));
  const own = names.filter((name) => !tests.includes(`${name}.test.ts`));
  // These two are tested beside the connector whose form they share.
  expect(own).toEqual(["bot-framework", "cx-insights"]);
});

it.each(CONNECTORS.map((connector) => [connector.platform, connector] as const))(
  "%s never throws, says what it supplies, and shows its address and a way to authenticate",
  (_, connector) => {
    const oddities = [
      null,
      true,
      7,
      "x",
      "",
      [],
      {},
      [[]],
      [null],
      { data: null },
      { events: {} },
      { id: {} },
      [{ a: [{}] }],
    ];
    for (const mapped of mapAll(connector, oddities))
      expect(mapped.problems.length + mapped.irrelevant).toBeGreaterThan(0);
    expect(Object.keys(connector.supplies).sort()).toEqual(Object.keys(SUPPLY_LABELS).sort());
    const steps = connector.steps.join(" ");
    expect(steps).toContain("{url}");
    expect(connector.signature !== null || steps.includes("{secret}")).toBe(true);
  },
);

/** A sample in which some values, wherever they are, are replaced by something of another kind. */
function broken(value: unknown, choose: () => number): unknown {
  const oddities = [
    null,
    "",
    "undefined",
    -1,
    1e30,
    "2026-13-45T99:00:00Z",
    [],
    {},
    [[null]],
    { a: { b: [] } },
    true,
  ];
  const chosen = choose();
  if (chosen < oddities.length) return oddities[chosen];
  if (Array.isArray(value)) return value.map((one) => broken(one, choose));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, broken(one, choose)]));
}

const SAMPLES = readdirSync(path.join(import.meta.dirname, "fixtures"))
  .filter((file) => file.endsWith(".json"))
  .map((file): unknown => JSON.parse(readFileSync(path.join(import.meta.dirname, "fixtures", file), "utf8")));

it("reads samples with broken values without throwing, whichever platform they are of", () => {
  const cases = fc.tuple(
    fc.constantFrom(...CONNECTORS),
    fc.constantFrom(...SAMPLES),
    fc.infiniteStream(fc.nat(120)),
  );
  fc.assert(
    fc.property(cases, ([connector, sample, stream]) => {
      const payload = broken(sample, () => stream.next().value ?? 0);
      const [mapped] = mapAll(connector, [payload]);
      // Whatever was made of it can be sent on.
      expect(() => JSON.stringify(mapped)).not.toThrow();
    }),
    { numRuns: 3000, seed: 20261122 },
  );
});
