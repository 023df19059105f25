import type { FacetSum } from "@/lib/metrics/measures";

/*
 * The keys and counts of one facet of one cell, packed into bytes: for each key its length, its UTF-8 text and four
 * counts, all numbers as variable-length integers (LEB128), counts in zigzag form because changes can be negative.
 * Payloads can be laid end to end: a key that stands in several has the sum of its counts. A report over many days
 * reads tens of thousands of keys; as rows of a table they would take ten times as long.
 */

/** The four counts of a key. */
export type FacetCounts = [number, number, number, number];

/** Packs keys and their counts; keys whose counts are all 0 are left out. */
export function packFacets(entries: Iterable<readonly [string, FacetSum["counts"]]>): Buffer {
  const bytes: number[] = [];
  for (const [key, counts] of entries) {
    if (counts.every((count) => count === 0)) continue;
    const text = Buffer.from(key);
    pushVarint(bytes, text.length);
    for (const byte of text) bytes.push(byte);
    for (const count of counts) pushVarint(bytes, count < 0 ? -2 * count - 1 : 2 * count);
  }
  return Buffer.from(bytes);
}

/** Unpacks a payload, or several laid end to end, adding to `into`. Throws a RangeError when it is cut off. */
export function unpackFacets(
  payload: Buffer,
  into = new Map<string, FacetCounts>(),
): Map<string, FacetCounts> {
  const reader = new Reader(payload);
  while (!reader.done) {
    const key = reader.text(reader.varint());
    const counts = into.get(key);
    if (counts) for (const i of [0, 1, 2, 3] as const) counts[i] += reader.zigzag();
    else into.set(key, [reader.zigzag(), reader.zigzag(), reader.zigzag(), reader.zigzag()]);
  }
  return into;
}

// Bucket numbers and most agents' ids are short and come again and again: their bytes as one number find the text.
// No key holds a NUL, so texts of different lengths never share a number.
const SHORT = 6;
const MOST_SHORT_TEXTS = 10_000;
const shortTexts = new Map<number, string>();

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

class Reader {
  private at = 0;

  constructor(private readonly payload: Buffer) {}

  get done(): boolean {
    return this.at >= this.payload.length;
  }

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.payload[this.at++];
      if (byte === undefined) throw new RangeError("A facet payload is cut off.");
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  zigzag(): number {
    const value = this.varint();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  text(length: number): string {
    const start = this.at;
    this.at += length;
    if (this.at > this.payload.length) throw new RangeError("A facet payload is cut off.");
    if (length > SHORT) return this.payload.toString("utf8", start, this.at);
    let code = 0;
    for (let i = start; i < this.at; i++) code = code * 0x100 + (this.payload[i] ?? 0);
    let text = shortTexts.get(code);
    if (text === undefined) {
      text = this.payload.toString("utf8", start, this.at);
      if (shortTexts.size < MOST_SHORT_TEXTS) shortTexts.set(code, text);
    }
    return text;
  }
}
