import { describe, expect, it } from "vitest";
import { prepareQueryTypeTable } from "./prepare-query-type-table";
import { placeTypes, quadrantLines } from "./quadrant";
import { parseQueryTypesAddress } from "./query-type-address";
import { EXAMPLE_TYPES, type ExampleType, exampleRows } from "./query-type-example";
import { queryTypeNumbers } from "./query-type-numbers";

const scope = { period: { from: "2026-10-19", to: "2026-11-15" }, filters: [] };
const DAYS = "from=2026-10-19&to=2026-11-15";

function prepare(query = "", types: readonly ExampleType[] = EXAMPLE_TYPES) {
  const rows = exampleRows(types);
  const placed = placeTypes(queryTypeNumbers(rows), quadrantLines(rows.total, null));
  const address = parseQueryTypesAddress(new URLSearchParams(query));
  return prepareQueryTypeTable({ rows, types: placed, before: null }, address, scope);
}

const names = (query: string) => prepare(query).rows.map((row) => row.name);

describe("the table of query types", () => {
  const table = prepare();

  it("begins with the largest excess, conversations without a query type last", () => {
    expect(names("")).toEqual([
      "Order status",
      "Refund approval",
      "Stock check",
      "Password reset",
      "Meter reading",
      "No query type",
    ]);
    expect(table.title).toBe("All 5 query types");
  });

  it("is sorted by whatever is asked for, either way", () => {
    expect(names("sort=query_type").slice(0, 2)).toEqual(["Meter reading", "Order status"]);
    expect(names("sort=query_type&order=reversed")[0]).toBe("Stock check");
    expect(names("sort=hand_off_rate")[0]).toBe("Refund approval");
    expect(names("sort=repeat_information_rate&order=reversed")[0]).toBe("Meter reading");
    // Only one type has known attempts: the others come after it either way.
    expect(names("sort=failed_attempts")[0]).toBe("Order status");
    expect(names("sort=failed_attempts&order=reversed")[0]).toBe("Order status");
  });

  it("puts verdicts in the order of the rules", () => {
    const sorted = prepare("sort=verdict").rows.map((row) => row.verdict?.label);
    expect(sorted).toEqual([
      "Fix the field",
      "Route to people",
      "Train the bot",
      "Too few to say",
      "No action",
      "No action",
    ]);
  });

  it("turns round what is sorted already", () => {
    const { heads } = prepare("sort=hand_off_rate");
    expect(heads.hand_off_rate).toMatchObject({
      sorted: "descending",
      href: "/query-types?sort=hand_off_rate&order=reversed#types",
    });
    expect(heads.excess).toMatchObject({ sorted: null, href: "/query-types#types" });
    expect(prepare("sort=verdict").heads.verdict.sorted).toBe("ascending");
  });

  it("shows excess with its impact and its flag", () => {
    const cells = table.rows.map((row) => row.excess);
    expect(cells[0]).toMatchObject({
      excess: "+661",
      impact: "+10.66 pts",
      flag: "outer",
      flagText: "far more than chance explains",
    });
    expect(cells[4]).toMatchObject({ flagText: "far more than chance explains" });
    const bars = cells.map((cell) => Math.abs(cell?.bar ?? 0));
    expect(Math.max(...bars)).toBe(1);
  });

  it("shows the mean of failed attempts, leading to the hand-offs it is a mean of", () => {
    expect(table.rows[0]?.attempts).toMatchObject({
      mean: "1.3",
      known: "of 1,000",
      href: `/conversations?metric=hand_offs&part=numerator&${DAYS}&query_type=order_status&failed_attempts=0&failed_attempts=1&failed_attempts=3`,
    });
    expect(table.rows[1]?.attempts).toMatchObject({ mean: null, withheld: { kind: "no_data" }, href: null });
    const few = prepare("", [{ queryType: "a", conversations: 40, handedOff: 4, attempts: { "1": [4, 4] } }]);
    expect(few.rows[0]?.attempts).toMatchObject({ mean: null, withheld: { kind: "too_few" }, known: "of 4" });
  });

  it("leads every number to the rows of its query type", () => {
    const [first] = table.rows;
    expect(first?.handOffRate.number.href).toBe(
      `/conversations?metric=hand_off_rate&part=numerator&${DAYS}&query_type=order_status`,
    );
    expect(first?.conversationsHref).toBe(
      `/conversations?metric=conversations&part=numerator&${DAYS}&query_type=order_status`,
    );
    expect(table.rows.at(-1)?.href).toBe("/query-types/__null__");
    expect(table.total.handOffRate.number.href).not.toContain("query_type");
  });

  it("has one scale a column from 0, and a line for all query types in every row but their own", () => {
    expect(table.handOffEnds).toEqual(["0", "100%"]);
    expect(table.repeatEnds).toEqual(["0", "70%"]);
    expect(table.total.handOffRate.bar.reference).toBeNull();
    expect(table.rows[0]?.handOffRate.bar.reference).toBeCloseTo(1712 / 6200, 12);
  });

  it("keeps withheld numbers withheld", () => {
    const stock = table.rows.find((row) => row.name === "Stock check");
    expect(stock?.repeatInformation.number).toMatchObject({ value: null, withheld: { kind: "too_few" } });
    expect(stock?.reading).toEqual({ text: "Not enough data", certain: false });
  });

  it("shows the query types of one quadrant when asked, and the way back", () => {
    const healthy = prepare("week=2026-W46&quadrant=healthy");
    expect(healthy.rows.map((row) => row.name)).toEqual(["Meter reading"]);
    expect(healthy.title).toBe("1 of 5 query types");
    expect(healthy.allHref).toBe("/query-types?week=2026-W46#types");
    expect(table.allHref).toBeNull();
  });
});
