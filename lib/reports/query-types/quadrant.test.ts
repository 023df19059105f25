import { describe, expect, it } from "vitest";
import { placeTypes, quadrantLines, sumQuadrants } from "./quadrant";
import { EXAMPLE_TYPES, exampleRows } from "./query-type-example";
import { queryTypeNumbers } from "./query-type-numbers";

const rows = exampleRows(EXAMPLE_TYPES);

describe("the lines of the quadrant", () => {
  it("are the overall values, or the target where repeat information has one", () => {
    const overall = quadrantLines(rows.total, null);
    expect(overall?.handOffRate).toBeCloseTo(1712 / 6200, 12);
    expect(overall?.repeatInformation).toBeCloseTo(346 / 913, 12);
    expect(overall?.repeatInformationIs).toBe("overall");
    expect(quadrantLines(rows.total, 0.15)).toMatchObject({
      repeatInformation: 0.15,
      repeatInformationIs: "target",
    });
  });

  it("are none while there is no hand-off rate", () => {
    expect(quadrantLines(exampleRows([]).total, 0.15)).toBeNull();
  });
});

describe("the four quadrants", () => {
  const sums = sumQuadrants(placeTypes(queryTypeNumbers(rows), quadrantLines(rows.total, null)));

  it("have every query type that can be read, once, and no conversations without one", () => {
    expect(sums.map((sum) => [sum.quadrant, sum.types.map((type) => type.queryType)])).toEqual([
      ["broken_integration", ["order_status"]],
      ["arrives_blind", ["password_reset"]],
      ["well_scoped", ["refund_approval"]],
      ["healthy", ["meter_reading"]],
    ]);
  });

  it("add up hand-offs and repeats, and count what is certain", () => {
    expect(sums[0]).toMatchObject({ certain: 1, handOffs: 1000, repeats: 300 });
    // 20 of 40 is 50 %, 35.2 to 64.8: the line at 37.9 % lies inside.
    expect(sums[1]).toMatchObject({ certain: 0, handOffs: 90, repeats: 20 });
  });
});
