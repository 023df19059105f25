import type { Decoded } from "../decode";
import type { DecodedRow } from "../decode-row";
import { mappedBy } from "./apply-mapping";
import type { FileShape } from "./file-shape";
import { lookAtShape } from "./look-at-table";
import type { Mapping } from "./mapping";
import { readTable } from "./read-table";

/** So many bytes say what a file is. */
const HEAD = 256 * 1024;

/**
 * The records of a file as a mapping reads it, ready to be imported; each stands at the line of its row.
 *
 * @param onRows told how many rows were read, before their records are handed out
 */
export function mappedInput(
  source: AsyncIterable<Uint8Array>,
  shape: FileShape,
  mapping: Mapping,
  onRows: (rows: number) => void = () => undefined,
): Decoded {
  return { batches: mappedBatches(source, shape, mapping, onRows), single: false };
}

/** The same of bytes that come once: what they are is seen from the first of them. @throws FramingError when empty */
export async function mappedStream(
  source: AsyncIterable<Uint8Array>,
  mapping: Mapping,
  onRows?: (rows: number) => void,
): Promise<{ readonly shape: FileShape; readonly input: Decoded }> {
  const iterator = source[Symbol.asyncIterator]();
  const head: Uint8Array[] = [];
  for (let size = 0; size < HEAD; ) {
    const next = await iterator.next();
    if (next.done) break;
    head.push(next.value);
    size += next.value.length;
  }
  const shape = await lookAtShape(() => each(head));
  return { shape, input: mappedInput(rest(head, iterator), shape, mapping, onRows) };
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
  onRows: (rows: number) => void,
): AsyncGenerator<readonly DecodedRow[], void, undefined> {
  const recordsOf = mappedBy(mapping);
  for await (const rows of readTable(source, shape, mapping.reads === "records")) {
    const batch: DecodedRow[] = [];
    for (const read of rows) {
      if ("error" in read) batch.push(read);
      else for (const raw of recordsOf(read.row)) batch.push({ line: read.line, raw, text: null });
    }
    onRows(rows.length);
    if (batch.length > 0) yield batch;
  }
}
