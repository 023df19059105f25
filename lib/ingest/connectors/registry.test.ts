import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { mapAll } from "../connector-facts";
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
