import { readXlsx } from "hucre/xlsx";
import { describe, expect, it } from "vitest";
import type { Cell, Table } from "./table";
import { tableXlsx, tableXlsxStream } from "./table-xlsx";

const table: Table = {
  title: "Query types: [all] of a week with a very long name",
  fileName: "baton-test",
  facts: [{ name: "Period", value: "9–15 Nov 2026" }],
  columns: [
    { id: "query_type", title: "Query type", unit: "text" },
    { id: "rate", title: "Rate", unit: "percent" },
    { id: "rate_withheld", title: "Rate: withheld", unit: "text", csvOnly: true },
    { id: "signal", title: "Signal", unit: "yes_no" },
  ],
  rows: [
    ["=1+1", 0.25, null, true],
    ["few", { withheld: "too_few" }, "too_few", null],
  ],
};

describe("a table as a workbook", () => {
  it("has real numbers in formats of their units, and text that stays text", async () => {
    const { sheets } = await readXlsx(await tableXlsx(table), { readStyles: true });
    expect(sheets[0]?.rows[0]).toEqual(["Query type", "Rate", "Signal"]);
    expect(sheets[0]?.rows[1]).toEqual(["=1+1", 0.25, "yes"]);
    expect(sheets[0]?.cells?.get("1,0")?.formula).toBeUndefined();
    expect(sheets[0]?.cells?.get("1,1")?.style?.numFmt).toBe("0.0%");
  });

  it("leaves a withheld cell empty, with a note that says why", async () => {
    const { sheets } = await readXlsx(await tableXlsx(table), { readStyles: true });
    expect(sheets[0]?.rows[2]?.[1] ?? null).toBeNull();
    expect(sheets[0]?.cells?.get("2,1")?.comment?.text).toContain("Fewer than five");
  });

  it("says on a sheet of its own what it is about", async () => {
    const { sheets } = await readXlsx(await tableXlsx(table));
    expect(sheets.map(({ name }) => name)).toEqual(["Query types   all  of a week wi", "About"]);
    expect(sheets[1]?.rows).toEqual([
      ["Table", table.title],
      ["Period", "9–15 Nov 2026"],
    ]);
  });
});

describe("a long table as a workbook", () => {
  it("has what it is about above its head", async () => {
    const bytes = await new Response(tableXlsxStream({ ...table, isLong: true })).arrayBuffer();
    const { sheets } = await readXlsx(new Uint8Array(bytes));
    expect(sheets[0]?.rows[1]?.slice(0, 2)).toEqual(["Period", "9–15 Nov 2026"]);
    expect(sheets[0]?.rows[3]).toEqual(["Query type", "Rate", "Signal"]);
    expect(sheets[0]?.rows[4]).toEqual(["=1+1", 0.25, "yes"]);
  });

  it("reads rows only as fast as the file is taken", async () => {
    let read = 0;
    async function* rows(): AsyncGenerator<Cell[]> {
      for (; read < 1_000_000; read += 1) yield [`conversation ${read} ${Math.sin(read)}`, read, null, false];
    }
    const reader = tableXlsxStream({ ...table, rows: rows(), isLong: true }).getReader();
    for (let chunks = 0; chunks < 5; chunks += 1) await reader.read();
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(100_000);
    await reader.cancel();
  });
});
