import type { Cell, Column, ColumnUnit, Table } from "./table";

/** A column with what stands in it: the cell that it reads from a row. */
export interface ColumnOf<Row> extends Column {
  readonly of: (row: Row) => Cell;
}

type MakeColumn = <Row>(id: string, title: string, of: (row: Row) => Cell) => ColumnOf<Row>;

const columnIn =
  (unit: ColumnUnit): MakeColumn =>
  (id, title, of) => ({ id, title, unit, of });

/*
 * A column by its unit: its name in a CSV, its head in a spreadsheet, and its cell in a row.
 */
export const text = columnIn("text");
export const count = columnIn("count");
export const number = columnIn("number");
export const percent = columnIn("percent");
export const points = columnIn("points");
export const score = columnIn("score");
export const moment = columnIn("moment");
export const yesNo = columnIn("yes_no");

/** Columns filled from rows, which are read once. */
export function filled<Row>(
  rows: readonly Row[] | AsyncIterable<Row>,
  columns: readonly ColumnOf<Row>[],
): Pick<Table, "columns" | "rows"> {
  const cells = (row: Row) => columns.map(({ of }) => of(row));
  return { columns, rows: Symbol.asyncIterator in rows ? eachOf(rows, cells) : rows.map(cells) };
}

async function* eachOf<Row>(
  rows: AsyncIterable<Row>,
  cells: (row: Row) => readonly Cell[],
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) yield cells(row);
}

/** Pages one after the other, as rows: until one is the last. */
export async function* rowsOfPages<Row, Place>(
  read: (after: Place | null) => Promise<{ readonly rows: readonly Row[]; readonly next: Place | null }>,
): AsyncGenerator<Row> {
  for (let after: Place | null = null; ; ) {
    const page: Awaited<ReturnType<typeof read>> = await read(after);
    yield* page.rows;
    if (page.next === null) return;
    after = page.next;
  }
}
