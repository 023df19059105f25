import { gunzip } from "@/lib/ingest/decode/decode-gzip";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { plainText, type TableRow, wordOf } from "./apply-mapping";
import { type FileShape, shapeOf } from "./file-shape";
import { firstCsvRows, firstSheetRows, sheetNames, tableSheet } from "./first-rows";
import { rowsAbove } from "./header-row";
import { refuseNoTable } from "./no-table";
import { LARGEST_SHEET, readTable } from "./read-table";
import { isNothing } from "./read-value";
import { wholeOf } from "./whole-of";

/** What a person is shown of a file, and what the guess is made from. */
export interface TableSample {
  readonly columns: readonly string[];
  /** The first rows. */
  readonly rows: readonly TableRow[];
  /** Of columns with few different values: the values as they are first written, the most frequent first. */
  readonly words: { readonly [column: string]: readonly string[] };
  /** How many rows were looked at. */
  readonly looked: number;
  /** The first rows of the file as they stand, to say which of them names the columns; none where keys do. */
  readonly head: readonly string[];
  /** The sheets of a spreadsheet that can be chosen. */
  readonly sheets: readonly string[];
}

const HEAD = 256 * 1024;
const ROWS_LOOKED_AT = 3_000;
const ROWS_KEPT = 40;
const MOST_WORDS = 60;
const LONGEST_WORD = 120;
const HEAD_SHOWN = 15;
const LONGEST_HEAD = 120;

/**
 * What a file is, from a source that can be read again.
 *
 * @throws FramingError when it is empty or broken gzip; NoTableError when it is plainly something else
 */
export async function lookAtShape(
  open: () => AsyncIterable<Uint8Array>,
  isUtf8?: boolean,
): Promise<FileShape> {
  const raw = await headOf(open());
  if (raw.length === 0) throw new FramingError("empty_body");
  const gzip = raw[0] === 0x1f && raw[1] === 0x8b;
  const head = gzip ? await headOf(gunzip(open())) : raw;
  const shape = shapeOf(head, { gzip, ...(isUtf8 !== undefined && !gzip && { isUtf8 }) });
  if (shape.format !== "xlsx") {
    refuseNoTable(new TextDecoder(shape.encoding).decode(head));
    return shape;
  }
  const bytes = await wholeSheet(open(), shape);
  return { ...shape, ...(await tableSheet(bytes, await sheetNames(bytes))) };
}

/** How many rows stand above the header of a file that is read in another way than guessed. */
export async function rowsAboveIn(open: () => AsyncIterable<Uint8Array>, shape: FileShape): Promise<number> {
  return rowsAbove((await beginningOf(open, shape)).rows);
}

/** The first rows of a file as they stand, and the sheets that it has. */
async function beginningOf(
  open: () => AsyncIterable<Uint8Array>,
  shape: FileShape,
): Promise<{ readonly rows: readonly (readonly unknown[])[]; readonly sheets: readonly string[] }> {
  if (shape.format === "xlsx") {
    const bytes = await wholeSheet(open(), shape);
    return { rows: await firstSheetRows(bytes, shape.sheet), sheets: await sheetNames(bytes) };
  }
  if (shape.format !== "csv") return { rows: [], sheets: [] };
  const head = await headOf(shape.gzip ? gunzip(open()) : open());
  return { rows: firstCsvRows(head, shape), sheets: [] };
}

function wholeSheet(source: AsyncIterable<Uint8Array>, { gzip }: FileShape): Promise<Buffer> {
  return wholeOf(gzip ? gunzip(source) : source, LARGEST_SHEET, "sheet_too_large");
}

/** Looks at the first rows of a file. What is broken further on is told when it is read. */
export async function lookAtTable(
  open: () => AsyncIterable<Uint8Array>,
  shape: FileShape,
): Promise<{ readonly sample: TableSample; readonly rows: readonly TableRow[] }> {
  const rows: TableRow[] = [];
  try {
    for await (const batch of readTable(open(), shape)) {
      for (const read of batch) if ("row" in read) rows.push(read.row);
      if (rows.length >= ROWS_LOOKED_AT) break;
    }
  } catch (error) {
    if (!(error instanceof FramingError) || rows.length === 0) throw error;
  }
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const words: { [column: string]: readonly string[] } = {};
  for (const column of columns) {
    const found = wordsOf(rows, column);
    if (found) words[column] = found;
  }
  const beginning = await beginningOf(open, shape);
  const head = beginning.rows.slice(0, HEAD_SHOWN).map(inOneLine);
  const { sheets } = beginning;
  return {
    rows,
    sample: { columns, rows: rows.slice(0, ROWS_KEPT).map(asKept), words, looked: rows.length, head, sheets },
  };
}

/** A row as it is kept: times as text, which they would become anyway, but without a zone. */
function asKept(row: TableRow): TableRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, cell]) => [column, cell instanceof Date ? plainText(cell) : cell]),
  );
}

function inOneLine(cells: readonly unknown[]): string {
  const texts = cells.filter((cell) => !isNothing(cell)).map((cell) => plainText(cell).replace(/\s+/g, " "));
  return texts.join(" · ").slice(0, LONGEST_HEAD);
}

/** The different values of a column, by frequency; null where there are too many for a list. */
function wordsOf(rows: readonly TableRow[], column: string): readonly string[] | null {
  const found = new Map<string, { text: string; count: number }>();
  for (const row of rows) {
    const cell = row[column];
    if (isNothing(cell)) continue;
    const text = plainText(cell).trim();
    if (text.length > LONGEST_WORD) return null;
    const word = wordOf(cell);
    const before = found.get(word);
    if (before) before.count++;
    else if (found.size >= MOST_WORDS) return null;
    else found.set(word, { text, count: 1 });
  }
  return [...found.values()].sort((a, b) => b.count - a.count).map(({ text }) => text);
}

async function headOf(source: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const bytes of source) {
      parts.push(bytes);
      size += bytes.length;
      if (size >= HEAD) break;
    }
  } catch (error) {
    // What was unpacked before the damage says what it is.
    if (!(error instanceof FramingError) || size === 0) throw error;
  }
  return Buffer.concat(parts).subarray(0, HEAD);
}
