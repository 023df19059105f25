import type { Decoded } from "../decode";
import type { DecodedRow } from "../decode-row";
import { mappedBy } from "./apply-mapping";
import type { FileShape } from "./file-shape";
import type { Mapping } from "./mapping";
import { readTable } from "./read-table";

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
