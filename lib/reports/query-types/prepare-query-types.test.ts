import { describe, expect, it } from "vitest";
import type { ReportRow } from "@/lib/reports/report/report";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { numbers, share, typeRow } from "@/lib/reports/weekly/weekly-example";
import { prepareQueryTypes } from "./prepare-query-types";

const scope = { week: "2026-W46", filters: [] };
const total: ReportRow = { key: {}, values: numbers(1000) };
const address = (query = "") => parseWeeklyAddress(new URLSearchParams(query));

/** A type with its own hand-off rate. */
function withRate(queryType: string, handedOff: number, conversations: number): ReportRow {
  const row = typeRow(queryType, conversations);
  return { ...row, values: { ...row.values, hand_off_rate: share(handedOff, conversations) } };
}

// The check values of the design, section 4: excess +87.5, −100.0, −16.7.
const designed = [withRate("b", 40, 400), withRate("c", 90, 400), withRate("a", 120, 200)];

describe("prepareQueryTypes", () => {
  it("sorts by excess hand-offs, the total first, the row without a query type last", () => {
    const table = prepareQueryTypes(
      total,
      { queryTypes: [...designed, typeRow(null, 30)] },
      address(),
      scope,
    );
    expect(table.total).toMatchObject({ kind: "all", name: "All query types" });
    expect(table.rows.map((row) => row.name)).toEqual(["A", "C", "B", "No query type"]);
    expect(table.rows.at(-1)?.kind).toBe("missing");
    expect(table.excess.sorted).toBe("descending");
  });

  it("sorts by any column, both ways, with withheld numbers last", () => {
    const few = typeRow("few", 6);
    const rows = [...designed, few];
    const names = (query: string) =>
      prepareQueryTypes(total, { queryTypes: rows }, address(query), scope).rows.map((row) => row.name);
    expect(names("sort=hand_off_rate")).toEqual(["A", "Few", "C", "B"]);
    expect(names("sort=hand_off_rate&order=reversed")).toEqual(["B", "C", "Few", "A"]);
    expect(names("sort=repeat_information_rate").at(-1)).toBe("Few");
    expect(names("sort=repeat_information_rate&order=reversed").at(-1)).toBe("Few");
    expect(names("sort=query_type")).toEqual(["A", "B", "C", "Few"]);
    expect(names("sort=query_type&order=reversed")).toEqual(["Few", "C", "B", "A"]);
  });

  it("leads to the page of each query type over the same week", () => {
    const filtered = { week: "2026-W46", filters: [{ dimension: "channel" as const, values: ["voice"] }] };
    const table = prepareQueryTypes(
      total,
      { queryTypes: [...designed, typeRow(null, 30)] },
      address(),
      filtered,
    );
    expect(table.rows.map((row) => row.href)).toEqual([
      "/query-types/a?week=2026-W46&channel=voice",
      "/query-types/c?week=2026-W46&channel=voice",
      "/query-types/b?week=2026-W46&channel=voice",
      "/query-types/__null__?week=2026-W46&channel=voice",
    ]);
    expect(table.total.href).toBeNull();
  });

  it("turns round the sorting that is on, and starts others from the largest", () => {
    const table = prepareQueryTypes(total, { queryTypes: designed }, address("sort=hand_off_rate"), scope);
    const column = (id: string) => table.columns.find((one) => one.metric === id);
    expect(column("hand_off_rate")).toMatchObject({
      sorted: "descending",
      href: "/?sort=hand_off_rate&order=reversed#query-types",
    });
    expect(column("post_hand_off_csat")).toMatchObject({
      sorted: null,
      href: "/?sort=post_hand_off_csat#query-types",
    });
  });

  it("shows twelve rows, and all on demand", () => {
    const many = Array.from({ length: 25 }, (_, i) => typeRow(`type_${i}`, 100 + i));
    const table = prepareQueryTypes(total, { queryTypes: many }, address(), scope);
    expect(table.rows).toHaveLength(12);
    expect(table.showAll).toEqual({ text: "Show all 25 query types", href: "/?types=all#query-types" });
    const all = prepareQueryTypes(total, { queryTypes: many }, address("types=all"), scope);
    expect(all.rows).toHaveLength(25);
    expect(all.showAll).toBeNull();
    expect(all.showFewer?.href).toBe("/#query-types");
  });

  it("leads from every number to that type's conversations", () => {
    const [row] = prepareQueryTypes(
      total,
      { queryTypes: [typeRow("order_status", 400)] },
      address(),
      scope,
    ).rows;
    expect(row).toMatchObject({
      name: "Order status",
      raw: "order_status",
      conversations: "400",
      conversationsHref:
        "/conversations?metric=conversations&part=numerator&week=2026-W46&query_type=order_status",
    });
    expect(row?.cells.find((cell) => cell.metric === "repeat_information_rate")?.number.href).toBe(
      "/conversations?metric=repeat_information_rate&part=numerator&week=2026-W46&query_type=order_status",
    );
  });

  it("leads from the row without a query type to those that have none", () => {
    const [row] = prepareQueryTypes(total, { queryTypes: [typeRow(null, 400)] }, address(), scope).rows;
    expect(row?.conversationsHref).toContain("query_type=__null__");
  });

  it("puts every bar on its column's scale, with the total as reference", () => {
    const table = prepareQueryTypes(total, { queryTypes: designed }, address(), scope);
    const rate = table.columns.find((column) => column.metric === "hand_off_rate");
    expect(rate?.ends).toEqual(["0", "70%"]);
    const [bar] = table.rows.flatMap((row) =>
      row.cells.filter((cell) => cell.metric === "hand_off_rate").map((cell) => cell.bar),
    );
    expect(bar?.value).toBeCloseTo(0.6 / 0.7);
    expect(bar?.reference).toBeCloseTo(0.4 / 0.7);
    expect(table.total.cells.every((cell) => cell.bar.reference === null)).toBe(true);
  });

  it("draws no bar for what is withheld, hollow ones for few, and contained CSAT as a circle", () => {
    const table = prepareQueryTypes(
      total,
      { queryTypes: [typeRow("few", 6), typeRow("more", 400)] },
      address("sort=query_type"),
      scope,
    );
    const cell = (i: number, id: string) => table.rows[i]?.cells.find((one) => one.metric === id);
    expect(cell(0, "repeat_information_rate")).toMatchObject({
      number: { value: null, withheld: { text: "< 5" } },
      bar: { value: null, low: null },
    });
    expect(cell(0, "hand_off_rate")?.bar.hollow).toBe(true);
    expect(cell(1, "post_hand_off_csat")?.circleText).toBe("Contained 80.0%");
    expect(table).toMatchObject({ hasCircles: true, hasLow: true });
  });

  it("withholds the mix of fewer than five", () => {
    const [few, more] = prepareQueryTypes(
      total,
      { queryTypes: [typeRow("few", 6), typeRow("more", 400)] },
      address("sort=query_type"),
      scope,
    ).rows;
    expect(few?.mix).toMatchObject({ parts: null, withheld: "< 5" });
    expect(more?.mix).toMatchObject({
      description: "Bot failure 50%, Planned escalation 30%, Customer demand 20%",
      handOffs: "144",
    });
  });

  it("shows the verdict of each query type, outlined where it is another one than before", () => {
    const verdicts = [
      { queryType: "a", action: "fix_field", others: ["train_bot"], before: "no_action" },
      { queryType: "b", action: "no_action", others: [], before: "train_bot" },
      { queryType: null, action: "too_few", others: [], before: null },
    ] as const;
    const table = prepareQueryTypes(
      total,
      { queryTypes: [...designed, typeRow(null, 30)], verdicts },
      address(),
      scope,
    );
    expect(table).toMatchObject({ hasVerdicts: true, hasNew: true, total: { verdict: null } });
    expect(table.rows.map(({ verdict }) => verdict && [verdict.kind, verdict.label, verdict.isNew])).toEqual([
      ["action", "Fix the field", true],
      null,
      ["none", "No action", false],
      ["few", "Too few to say", false],
    ]);
    expect(table.rows[0]?.verdict?.others).toEqual(["Train the bot"]);
    const without = prepareQueryTypes(total, { queryTypes: designed }, address(), scope);
    expect(without).toMatchObject({ hasVerdicts: false, hasNew: false });
  });
});
