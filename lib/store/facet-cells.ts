import type { TotalledDimension } from "@/lib/metrics/dimensions";

/*
 * All cells of one facet on one day at one grouping, packed into bytes: for each cell the length of its name, the name,
 * the length of its keys and the keys (facet-payload.ts); lengths in four bytes, highest first. Payloads can be laid end
 * to end: a cell that stands in several has the sum of its keys. A day has thousands of cells of few keys: as rows of a
 * table they would take more room for their columns than for what they say, and a roll-up most of its time to find them.
 */

/** Stands for null in a cell's name, and stands between its dimensions; no dimension holds a control character. */
const [NOT_KNOWN, SEPARATOR] = ["\u0001", "\u001f"];
const LENGTH_BYTES = 4;

/** The name of the cell of a grouping that a row with these dimensions belongs to. */
export function cellName(
  grouping: readonly TotalledDimension[],
  row: { readonly [D in TotalledDimension]: string | null },
): string {
  let name = "";
  for (const dimension of grouping) {
    if (name !== "") name += SEPARATOR;
    name += row[dimension] ?? NOT_KNOWN;
  }
  return name;
}

/** The values of a cell's dimensions, in the order of its grouping; null = not known. */
export function cellValues(name: string): (string | null)[] {
  return name.split(SEPARATOR).map((value) => (value === NOT_KNOWN ? null : value));
}

/** One cell as it stands in a payload. */
export interface PackedCell {
  readonly name: string;
  /** Its keys and counts, to be unpacked by {@link unpackFacets}. */
  readonly keys: Buffer;
}

/** Packs cells; those without keys are left out. */
export function packCells(cells: Iterable<PackedCell>): Buffer {
  const parts: Buffer[] = [];
  for (const { name, keys } of cells) {
    if (keys.length === 0) continue;
    const length = Buffer.byteLength(name);
    const head = Buffer.allocUnsafe(2 * LENGTH_BYTES + length);
    head.writeUInt32BE(length, 0);
    head.write(name, LENGTH_BYTES);
    head.writeUInt32BE(keys.length, LENGTH_BYTES + length);
    parts.push(head, keys);
  }
  return Buffer.concat(parts);
}

/** The cells of a payload, or of several laid end to end. Throws a RangeError when it is cut off. */
export function* cellsOf(payload: Buffer): Generator<PackedCell, void, undefined> {
  let at = 0;
  while (at < payload.length) {
    const nameAt = at + LENGTH_BYTES;
    const keysAt = nameAt + payload.readUInt32BE(at) + LENGTH_BYTES;
    if (keysAt > payload.length) throw new RangeError("A payload of cells is cut off.");
    at = keysAt + payload.readUInt32BE(keysAt - LENGTH_BYTES);
    if (at > payload.length) throw new RangeError("A payload of cells is cut off.");
    yield {
      name: payload.toString("utf8", nameAt, keysAt - LENGTH_BYTES),
      keys: payload.subarray(keysAt, at),
    };
  }
}
