import { describe, expect, it } from "vitest";
import { fieldKey } from "@/lib/metrics/field-key";
import { share } from "@/lib/reports/weekly/weekly-example";
import { prepareFields } from "./prepare-query-type-fields";
import { fieldJourneys } from "./query-type-fields";

const scope = { period: { from: "2026-10-19", to: "2026-11-15" }, filters: [] };
const journeys = fieldJourneys([
  [fieldKey("email", "structured"), [80, 50, 1, 0]],
  [fieldKey("order_reference", "none"), [30, 20, 18, 0]],
  [fieldKey("order_reference", "structured"), [60, 40, 1, 0]],
  [fieldKey("order_reference", null), [10, 3, 1, 0]],
  [fieldKey("gone", "none"), [0, 0, 0, 0]],
]);

describe("the journey of captured fields", () => {
  it("begins with the field captured most often, its ways in a fixed order", () => {
    expect(journeys.map(({ name, captured }) => [name, captured])).toEqual([
      ["order_reference", 100],
      ["email", 80],
    ]);
    expect(journeys[0]?.ways.map((way) => way.passed)).toEqual(["structured", "none", null]);
  });
});

describe("the table of captured fields", () => {
  const table = prepareFields(
    journeys,
    [{ name: "order_reference", askedAgain: share(20, 63), structured: share(60, 90) }],
    125,
    scope,
  );

  it("shows how often a field was captured, passed in a field, and asked again", () => {
    expect(table.rows[0]).toMatchObject({
      name: "Order reference",
      raw: "order_reference",
      captured: "100",
      capturedShare: "80.0% of hand-offs",
      structured: { value: "66.7%", parts: "60/90" },
      askedAgain: {
        value: "31.7%",
        href: "/conversations?metric=field_reask_rate&part=numerator&from=2026-10-19&to=2026-11-15&field=order_reference",
      },
    });
  });

  it("shows what came of each way of passing it on", () => {
    expect(table.rows[0]?.ways.map((way) => [way.name, way.count, way.askedAgain, way.parts])).toEqual([
      ["In a field", "60, 60.0%", "2.5%", "1/40"],
      ["Not passed", "30, 30.0%", "90.0%", "18/20"],
      ["Not known", "10, 10.0%", null, "1/3"],
    ]);
    expect(table.rows[0]?.ways[2]?.withheld?.text).toBe("< 5");
  });

  it("says no data of a field about which nothing more is known", () => {
    expect(table.rows[1]?.askedAgain).toMatchObject({ value: null, withheld: { kind: "no_data" } });
    expect(prepareFields(journeys, [], 0, scope).rows[0]?.capturedShare).toBeNull();
  });
});
