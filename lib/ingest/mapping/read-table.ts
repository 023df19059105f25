import { streamXlsxRows } from "hucre/xlsx";
import { decode } from "@/lib/ingest/decode/decode";
import { gunzip } from "@/lib/ingest/decode/decode-gzip";
import type { UnreadableRow } from "@/lib/ingest/decode/decode-row";
import type { CsvPlan } from "@/lib/ingest/decode/read-csv";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { isObject } from "@/lib/ingest/validate/validate-value";
import type { TableRow } from "./apply-mapping";
import type { FileShape } from "./file-shape";
import { isNothing } from "./read-value";
import { wholeOf } from "./whole-of";

/** A row of a table with where it stands, or what could not be read. */
export type ReadRow = { readonly line: number; readonly row: TableRow } | UnreadableRow;

const BATCH = 1_000;
/** A spreadsheet is unpacked row by row, but its archive has to be at hand as a whole. */
export const LARGEST_SHEET = 128 * 1024 * 1024;
/** A single JSON object with a list in it cannot be streamed. */
export const LARGEST_OBJECT = 64 * 1024 * 1024;
const DEEPEST = 5;

/**
 * The rows of a file in batches, in order; memory does not grow with a CSV, NDJSON or a JSON list.
 *
 * @param asRecords rows are records of the contract: CSV cells are read by their keys, objects stay as they are
 * @throws FramingError after the last row before the fault, when the file as a whole is broken
 */
export async function* readTable(
  source: AsyncIterable<Uint8Array>,
  shape: FileShape,
  asRecords = false,
): AsyncGenerator<readonly ReadRow[], void, undefined> {
  const unpacked = shape.gzip ? gunzip(source) : source;
  if (shape.format === "xlsx") {
    yield* sheetRows(await wholeOf(unpacked, LARGEST_SHEET, "sheet_too_large"), shape);
    return;
  }
  const bytes = shape.encoding === "utf-8" ? unpacked : inUtf8(unpacked, shape.encoding);
  if (shape.format === "json" && shape.list !== null) {
    yield* listRows(await wholeOf(bytes, LARGEST_OBJECT, "object_too_large"), shape.list);
    return;
  }
  const options = {
    format: shape.format,
    batchRows: BATCH,
    ...(shape.format === "csv" && !asRecords && { csvPlan: planOf(shape) }),
  };
  for await (const rows of decode(bytes, options).batches) {
    yield rows.map((row) => {
      if ("error" in row) return row;
      if (!isObject(row.raw)) return { line: row.line, row: { value: row.raw } };
      return { line: row.line, row: asRecords || shape.format === "csv" ? row.raw : flat(row.raw) };
    });
  }
}

/** The names of a header's cells, each of them once; an empty cell is a column without a name. */
export function columnNames(cells: readonly unknown[]): readonly (string | null)[] {
  const seen = new Map<string, number>();
  return cells.map((cell) => {
    const name =
      cell === null || cell === undefined ? "" : String(cell).replace(/\s+/g, " ").trim().slice(0, 240);
    if (name === "" || name === "__proto__") return null;
    const times = (seen.get(name) ?? 0) + 1;
    seen.set(name, times);
    return times === 1 ? name : `${name} (${times})`;
  });
}

function planOf({ delimiter, above }: FileShape): CsvPlan {
  let before = 0;
  return {
    ...(delimiter !== null && { separator: delimiter }),
    columns(cells) {
      if (before++ < above) return null;
      return columnNames(cells).map((name) =>
        name ? { key: name, inContext: false, read: (cell: string) => cell } : null,
      );
    },
  };
}

async function* inUtf8(source: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array> {
  const decoder = new TextDecoder(encoding);
  for await (const bytes of source) yield Buffer.from(decoder.decode(bytes, { stream: true }));
  const rest = decoder.decode();
  if (rest !== "") yield Buffer.from(rest);
}

async function* sheetRows(bytes: Buffer, { above, sheet }: FileShape): AsyncGenerator<readonly ReadRow[]> {
  let names: readonly (string | null)[] | null = null;
  let before = 0;
  let batch: ReadRow[] = [];
  try {
    for await (const { index, values } of streamXlsxRows(bytes, sheet === null ? {} : { sheet })) {
      const cells = values as readonly unknown[];
      if (cells.every(isNothing)) continue;
      if (names === null) {
        if (before++ < above) continue;
        names = columnNames(cells);
        continue;
      }
      const row: { [column: string]: unknown } = {};
      for (const [i, name] of names.entries()) {
        const cell = cells[i];
        if (name && cell !== null && cell !== undefined && cell !== "") row[name] = cell;
      }
      batch.push({ line: index + 1, row });
      if (batch.length < BATCH) continue;
      yield batch;
      batch = [];
    }
  } catch (cause) {
    if (batch.length > 0) yield batch;
    throw new FramingError("not_text", { cause });
  }
  if (batch.length > 0) yield batch;
}

async function* listRows(bytes: Buffer, list: string): AsyncGenerator<readonly ReadRow[]> {
  let items: unknown;
  try {
    items = findList(JSON.parse(bytes.toString("utf8").replace(/^\ufeff/, "")), list);
  } catch (cause) {
    throw new FramingError("body_cut_off", { cause });
  }
  if (!Array.isArray(items)) throw new FramingError("empty_body");
  for (let at = 0; at < items.length; at += BATCH) {
    yield items.slice(at, at + BATCH).map((item: unknown, i) => ({
      line: at + i + 1,
      row: isObject(item) ? flat(item) : { value: item },
    }));
  }
}

/** The first list of that name, however deep. */
function findList(value: unknown, name: string, depth = 0): unknown {
  if (!isObject(value) || depth > DEEPEST) return undefined;
  if (Array.isArray(value[name])) return value[name];
  for (const inner of Object.values(value)) {
    const found = findList(inner, name, depth + 1);
    if (found) return found;
  }
  return undefined;
}

/** An object as a row: keys of objects inside it are joined by dots. */
function flat(object: TableRow): TableRow {
  const row: { [column: string]: unknown } = {};
  const put = (inner: TableRow, prefix: string, depth: number) => {
    for (const [key, value] of Object.entries(inner)) {
      if (key === "__proto__") continue;
      if (isObject(value) && depth < DEEPEST) put(value, `${prefix}${key}.`, depth + 1);
      else if (value !== null) row[prefix + key] = value;
    }
  };
  put(object, "", 0);
  return row;
}
