import { describe, expect, it } from "vitest";
import { prepareQuadrant } from "./prepare-quadrant";
import { placeTypes, quadrantLines, sumQuadrants } from "./quadrant";
import { parseQueryTypesAddress } from "./query-type-address";
import { EXAMPLE_TYPES, type ExampleType, exampleRows } from "./query-type-example";
import { queryTypeNumbers } from "./query-type-numbers";

const scope = { period: { from: "2026-10-19", to: "2026-11-15" }, filters: [] };

function prepare(types: readonly ExampleType[], query = "", target: number | null = null) {
  const rows = exampleRows(types);
  const lines = quadrantLines(rows.total, target);
  const placed = placeTypes(queryTypeNumbers(rows), lines);
  const address = parseQueryTypesAddress(new URLSearchParams(query));
  return prepareQuadrant(placed, sumQuadrants(placed), lines, address, scope);
}

describe("the quadrant chart", () => {
  const chart = prepare(EXAMPLE_TYPES, "week=2026-W46&channel=voice");

  it("draws every query type that has both numbers, the largest first", () => {
    expect(chart.points.map((point) => point.name)).toEqual([
      "Order status",
      "Meter reading",
      "Password reset",
      "Refund approval",
    ]);
    expect(chart.missing).toBe(
      "1 query type is not drawn: fewer than five assessed hand-offs. The table has it.",
    );
  });

  it("shows rates in percent with their intervals, and area as conversations", () => {
    expect(chart.points[0]).toMatchObject({
      x: 50,
      y: 60,
      size: 1,
      conversations: "2,000 conversations",
      reading: "Broken integration",
      ring: false,
      lines: [
        { name: "Hand-off rate", share: "50.0%", parts: "1,000/2,000 · 47.8–52.2" },
        { name: "Repeat information", share: "60.0%", parts: "300/500 · 55.6–64.2" },
      ],
    });
    expect(chart.points[2]).toMatchObject({ size: 0.75, reading: "Arrives blind, not certain" });
  });

  it("fills a circle by the family of over half", () => {
    expect(chart.points.map((point) => point.family)).toEqual([
      "bot_failure",
      null,
      "bot_failure",
      "planned_escalation",
    ]);
    expect(chart.families).toEqual(["bot_failure", "planned_escalation", null]);
  });

  it("draws a ring where few were assessed", () => {
    const few = prepare([{ queryType: "a", conversations: 100, handedOff: 40, repeated: [5, 29] }]);
    expect(few.points[0]?.ring).toBe(true);
    expect(few.hasRings).toBe(true);
    expect(few.missing).toBeNull();
  });

  it("names its lines", () => {
    expect(chart.lines).toMatchObject({ xText: "all: 27.6%", yText: "all: 37.9%" });
    expect(prepare(EXAMPLE_TYPES, "", 0.15).lines).toMatchObject({ y: 15, yText: "target: 15.0%" });
  });

  it("reaches as far as the intervals, in round steps", () => {
    expect(chart.xTicks).toEqual([0, 20, 40, 60, 80, 100]);
    expect(chart.yTicks).toEqual([0, 20, 40, 60, 80]);
    const small = prepare([{ queryType: "a", conversations: 1000, handedOff: 100, repeated: [5, 100] }]);
    expect(small.xTicks).toEqual([0, 10, 20]);
  });

  it("leads to the page of a query type over the same days and filters", () => {
    expect(chart.points[0]?.href).toBe("/query-types/order_status?week=2026-W46&channel=voice");
  });

  it("lists the query types of each quadrant and leads to their hand-offs and repeats", () => {
    const [broken] = chart.blocks;
    expect(broken).toMatchObject({
      name: "Broken integration",
      summary: "1 query type, 1 certain",
      types: [{ name: "Order status", certain: true }],
      handOffs: {
        count: "1,000",
        href: "/conversations?metric=hand_offs&part=numerator&from=2026-10-19&to=2026-11-15&query_type=order_status",
      },
      more: null,
      href: "/query-types?week=2026-W46&channel=voice&quadrant=broken_integration#types",
    });
  });

  it("names eight query types at most, and how many more there are", () => {
    const many = Array.from({ length: 11 }, (_, i) => ({
      queryType: `type_${i}`,
      conversations: 1000,
      handedOff: 300,
    }));
    const healthy = prepare(many).blocks.at(-1);
    expect(healthy?.types).toHaveLength(8);
    expect(healthy?.more).toBe("and 3 more");
  });

  it("says in words what it shows, and that it shows nothing", () => {
    expect(chart.description).toBe(
      "4 query types by hand-off rate and repeat information, divided at 27.6% and 37.9%. Broken integration 1/4, Arrives blind 1/4, Well scoped 1/4, Healthy 1/4.",
    );
    expect(prepare([]).description).toContain("too few assessed hand-offs");
    expect(prepare([]).points).toEqual([]);
  });
});
