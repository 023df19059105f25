import type { Decoded } from "@/lib/ingest/decode/decode";
import type { DecodedRow } from "@/lib/ingest/decode/decode-row";
import { mappedBy } from "./apply-mapping";
import { type FileShape, readAs } from "./file-shape";
import { lookAtShape } from "./look-at-table";
import type { Mapping } from "./mapping";
import { LARGEST_SHEET, readTable } from "./read-table";
import { wholeOf } from "./whole-of";

/** Told how many rows were read, and how many of them give no record. */
export type OnRows = (rows: number, without: number) => void;

/** So many bytes say what a file is. */
const HEAD = 256 * 1024;

/**
 * The records of a file as a mapping reads it, ready to be imported; each stands at the line of its row.
 *
 * @param onRows told how many rows were read and how many of them give no record, before the records are handed out
 * @param skip so many records, refused ones too, were taken in before: they are left out
 */
export function mappedInput(
  source: AsyncIterable<Uint8Array>,
  shape: FileShape,
  mapping: Mapping,
  onRows: OnRows = () => undefined,
  skip = 0,
): Decoded {
  return { batches: mappedBatches(source, readAs(shape, mapping), mapping, onRows, skip), single: false };
}

/** The same of bytes that come once: what they are is seen from the first of them. @throws FramingError when empty */
export async function mappedStream(
  source: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  onRows?: OnRows,
): Promise<{ readonly shape: FileShape; readonly input: Decoded }> {
  const iterator = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  for (let size = 0; size < HEAD; ) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    size += next.value.length;
  }
  if (isSheet(head[0])) {
    // Its list of sheets stands at its end.
    const whole = [await wholeOf(rest(head, iterator), LARGEST_SHEET, "sheet_too_large")];
    const shape = await lookAtShape(() => each(whole));
    return { shape, input: mappedInput(each(whole), shape, mapping, onRows) };
  }
  const shape = await lookAtShape(() => each(head));
  return { shape, input: mappedInput(rest(head, iterator), shape, mapping, onRows) };
}

/** Whether a file begins as a spreadsheet does. */
function isSheet(begin: Uint8Array | undefined): boolean {
  return begin?.[0] === 0x50 && begin[1] === 0x4b;
}

async function* each(parts: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* parts;
}

async function* rest(
  head: readonly Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield* head;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

async function* mappedBatches(
  source: AsyncIterable<Uint8Array>,
  shape: FileShape,
  mapping: Mapping,
  onRows: OnRows,
  skip: number,
): AsyncGenerator<readonly DecodedRow[], void, undefined> {
  const recordsOf = mappedBy(mapping);
  let left = skip;
  for await (const rows of readTable(source, shape, mapping.reads === "records")) {
    const batch: DecodedRow[] = [];
    let without = 0;
    for (const read of rows) {
      if ("error" in read) {
        batch.push(read);
        continue;
      }
      const records = recordsOf(read.row);
      if (records.length === 0) without++;
      for (const raw of records) batch.push({ line: read.line, raw, text: null });
    }
    onRows(rows.length, without);
    const taken = Math.min(left, batch.length);
    left -= taken;
    if (batch.length > taken) yield taken === 0 ? batch : batch.slice(taken);
  }
}
