import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

/** A value on its way into a table; undefined and null become SQL null. */
export type Cell = string | number | boolean | null | undefined;

const NEEDS_ESCAPE = /[\\\t\n\r]/;
const ESCAPES: { readonly [character: string]: string } = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

function encode(cell: Cell): string {
  if (cell === null || cell === undefined) return "\\N";
  if (typeof cell !== "string") return String(cell);
  return NEEDS_ESCAPE.test(cell)
    ? cell.replace(/[\\\t\n\r]/g, (character) => ESCAPES[character] ?? character)
    : cell;
}

/** Bytes as a value for a `bytea` column. */
export function hexCell(bytes: Buffer): string {
  return `\\x${bytes.toString("hex")}`;
}

/** So many characters are sent at once. */
const CHUNK = 64 * 1024;

/**
 * Appends rows to a table by COPY, the fastest way in. Rows are asked for one by one while the database takes in
 * those before, so they need not exist all at once. Throws the database's error; the transaction is then lost.
 */
export async function copyRows<Item>(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  items: readonly Item[],
  toRow: (item: Item) => readonly Cell[],
): Promise<void> {
  if (items.length === 0) return;
  const stream = client.query(copyFrom(`COPY ${table} (${columns.join(", ")}) FROM STDIN`));
  await pipeline(Readable.from(inChunks(items, toRow), { objectMode: false }), stream);
}

function* inChunks<Item>(items: readonly Item[], toRow: (item: Item) => readonly Cell[]): Generator<Buffer> {
  let text = "";
  for (const item of items) {
    const row = toRow(item);
    text += encode(row[0]);
    for (let i = 1; i < row.length; i++) text += `\t${encode(row[i])}`;
    text += "\n";
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = "";
  }
  if (text !== "") yield Buffer.from(text);
}

type Cells = { readonly [column: string]: Cell };

/** Columns of which most rows need few, and where a row has their cells; no cell there is null, as 0 is. */
export interface SparseColumns<Item> {
  readonly columns: readonly string[];
  /** An object whose properties are named as the columns. */
  readonly cellsOf: (item: Item) => object;
}

/**
 * {@link copyRows} for wide rows that are mostly null. Rows that are alike by `isLong` go together, and columns that
 * none of them needs are left out, which both sides would spend most of their time on.
 */
export async function copySparseRows<Item>(
  client: pg.PoolClient,
  table: string,
  columns: readonly string[],
  sparse: readonly SparseColumns<Item>[],
  items: readonly Item[],
  toRow: (item: Item) => Cell[],
  isLong: (item: Item) => boolean,
): Promise<void> {
  const [long, short]: [Item[], Item[]] = [[], []];
  for (const item of items) (isLong(item) ? long : short).push(item);
  for (const alike of [long, short]) {
    const needed = sparse.map(({ columns, cellsOf }) => ({
      columns: neededBy(alike, columns, cellsOf),
      cellsOf,
    }));
    const all = [...columns, ...needed.flatMap(({ columns }) => columns)];
    await copyRows(client, table, all, alike, (item) => {
      const row = toRow(item);
      for (const { columns, cellsOf } of needed) {
        const cells = cellsOf(item) as Cells;
        for (const column of columns) row.push(cells[column] || null);
      }
      return row;
    });
  }
}

function neededBy<Item>(
  items: readonly Item[],
  columns: readonly string[],
  cellsOf: SparseColumns<Item>["cellsOf"],
): readonly string[] {
  const missing = new Set(columns);
  for (const item of items) {
    const cells = cellsOf(item) as Cells;
    for (const column in cells) if (cells[column]) missing.delete(column);
    if (missing.size === 0) break;
  }
  return columns.filter((column) => !missing.has(column));
}
