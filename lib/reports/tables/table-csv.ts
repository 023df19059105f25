import { csvLine } from "@/lib/reports/report/report-csv";
import type { Cell, Table } from "./table";

/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** The lines of a table as CSV (RFC 4180), the names of the columns first, full precision, withheld = empty. */
export async function* tableCsv({ columns, rows }: Pick<Table, "columns" | "rows">): AsyncGenerator<string> {
  yield `${csvLine(columns.map(({ id }) => id))}\r\n`;
  for await (const row of rows) yield `${csvLine(row.map(csvCell))}\r\n`;
}

/**
 * Text from a record that would be a formula when the file is opened in a spreadsheet gets an apostrophe before it.
 * Source: OWASP, "CSV Injection".
 */
function csvCell(cell: Cell): string | number | boolean | null {
  if (typeof cell === "string") return FORMULA.test(cell) ? `'${cell}` : cell;
  return typeof cell === "object" ? null : cell;
}
