import {
  type CellStyle,
  type CellValue,
  type ColumnDef,
  cellRef,
  writeXlsx,
  writeXlsxStream,
  type Cell as XlsxCell,
} from "hucre/xlsx";
import { withheldText } from "@/lib/reports/report/prepare-number";
import type { Cell, Column, ColumnUnit, Table } from "./table";

/** Numbers are numbers in a spreadsheet; the unit decides how they are shown. */
const FORMATS: { readonly [U in ColumnUnit]?: string } = {
  count: "#,##0",
  percent: "0.0%",
  points: "+0.0%;-0.0%;0.0%",
  score: "0.00",
  seconds: "#,##0",
  number: "#,##0.######",
};

const HEAD: CellStyle = {
  font: { bold: true },
  alignment: { wrapText: true, vertical: "bottom" },
  border: { bottom: { style: "thin" } },
};

const NARROWEST = 10;
const WIDEST = 44;
/** Rows that the width of a column is taken from. */
const ROWS_MEASURED = 200;

/** A table as a workbook: the table, and a sheet about its period, filters and time. */
export async function tableXlsx(table: Table): Promise<Uint8Array> {
  const columns = spreadsheetColumns(table);
  const rows: (readonly Cell[])[] = [];
  for await (const row of table.rows) rows.push(row);
  const cells = new Map<string, Partial<XlsxCell>>(
    columns.map(({ column }, i) => [`0,${i}`, { value: column.title, style: HEAD }]),
  );
  rows.forEach((row, y) => {
    columns.forEach(({ at }, x) => {
      const cell = row[at];
      if (cell === null || typeof cell !== "object" || !("withheld" in cell)) return;
      const { text, why } = withheldText(cell.withheld);
      cells.set(`${y + 1},${x}`, { value: null, comment: { author: "Baton", text: `${text}: ${why}` } });
    });
  });
  return writeXlsx({
    sheets: [
      {
        name: sheetName(table.title),
        columns: columns.map(({ column, at }) => ({
          ...columnOf(column),
          width: widthOf(
            column,
            rows.slice(0, ROWS_MEASURED).map((row) => row[at]),
          ),
        })),
        rows: [
          columns.map(({ column }) => column.title),
          ...rows.map((row) => columns.map(({ at, column }) => xlsxValue(row[at], column.unit))),
        ],
        cells,
        freezePane: { rows: 1, columns: 1 },
        autoFilter: { range: `A1:${cellRef(rows.length, Math.max(0, columns.length - 1))}` },
      },
      {
        name: "About",
        columns: [{ width: 16, style: { font: { bold: true } } }, { width: 90 }],
        rows: [["Table", table.title], ...table.facts.map(({ name, value }) => [name, value])],
      },
    ],
    properties: { title: table.title, creator: "Baton" },
  });
}

/** Lines before the head of a long table: what is on a sheet of its own elsewhere. */
function factLines({ title, facts }: Table): CellValue[][] {
  return [[title], ...facts.map(({ name, value }) => [name, value]), []];
}

/**
 * A long table as a workbook, written while its rows are read, so that memory does not grow with them. What the table
 * is about stands above it; past a million rows it goes on on a further sheet.
 */
export function tableXlsxStream(table: Table): ReadableStream<Uint8Array> {
  const columns = spreadsheetColumns(table);
  async function* lines(): AsyncGenerator<CellValue[]> {
    yield* factLines(table);
    yield columns.map(({ column }) => column.title);
    for await (const row of table.rows)
      yield columns.map(({ at, column }) => xlsxValue(row[at], column.unit));
  }
  return writeXlsxStream(lines(), {
    name: sheetName(table.title),
    columns: columns.map(({ column }) => ({ ...columnOf(column), width: widthOf(column, []) })),
    repeatHeaders: false,
  });
}

interface PlacedColumn {
  readonly column: Column;
  /** Its place among the cells of a row. */
  readonly at: number;
}

function spreadsheetColumns({ columns }: Table): PlacedColumn[] {
  return columns.map((column, at) => ({ column, at })).filter(({ column }) => !column.csvOnly);
}

function columnOf({ unit }: Column): ColumnDef {
  const numFmt = FORMATS[unit];
  return numFmt === undefined ? {} : { numFmt };
}

/** Text is never taken for a formula: a cell that holds text is text. */
function xlsxValue(cell: Cell | undefined, unit: ColumnUnit): CellValue {
  if (cell === undefined || cell === null || typeof cell === "object") return null;
  if (unit === "yes_no") return cell === true ? "yes" : cell === false ? "no" : cell;
  return cell;
}

function widthOf({ title, unit }: Column, cells: readonly (Cell | undefined)[]): number {
  const longest = unit === "text" || unit === "moment" ? cells.map((cell) => String(cell ?? "").length) : [];
  // Heads wrap: half of one is enough.
  return Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(title.length / 2) + 2, ...longest.map((n) => n + 2)));
}

/** A sheet has at most 31 letters, and none of `[]:*?/\`. */
function sheetName(title: string): string {
  return title
    .replace(/[[\]:*?/\\]/g, " ")
    .slice(0, 31)
    .trim();
}
