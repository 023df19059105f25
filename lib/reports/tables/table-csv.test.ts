import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import type { Cell, Column } from "./table";
import { tableCsv } from "./table-csv";

const columns: readonly Column[] = [
  { id: "query_type", title: "Query type", unit: "text" },
  { id: "rate", title: "Rate", unit: "percent" },
  { id: "rate_withheld", title: "Rate: withheld", unit: "text", csvOnly: true },
];

async function textOf(rows: readonly (readonly Cell[])[]): Promise<string> {
  let text = "";
  for await (const line of tableCsv({ columns, rows })) text += line;
  return text;
}

describe("a table as CSV", () => {
  it("names its columns, and has every number with full precision", async () => {
    expect(await textOf([["refund", 1 / 3, null]])).toBe(
      `query_type,rate,rate_withheld\r\nrefund,${1 / 3},\r\n`,
    );
  });

  it("leaves a withheld number empty and says why; 0 stays 0", async () => {
    const rows = parse(
      await textOf([
        ["few", { withheld: "too_few" }, "too_few"],
        ["none", 0, null],
      ]),
    );
    expect(rows.slice(1)).toEqual([
      ["few", "", "too_few"],
      ["none", "0", ""],
    ]);
  });

  it.each(["=1+1", "+44 20", "-2", "@SUM(A1)", "\t=1", "\r=1"])(
    "takes the formula out of the text %j",
    async (text) => {
      const [, row] = parse(await textOf([[text, -0.5, null]]));
      expect(row).toEqual([`'${text}`, "-0.5", ""]);
    },
  );
});
