import type { FacetSum } from "@/lib/metrics/measures";

/*
 * The keys and counts of one facet of one cell, packed into bytes: for each key its length, its UTF-8 text and four
 * counts, all numbers as variable-length integers (LEB128), counts in zigzag form because changes can be negative.
 * Payloads can be laid end to end: a key that stands in several has the sum of its counts. A report over many days
 * reads tens of thousands of keys; as rows of a table they would take ten times as long.
 */

/** The four counts of a key. */
export type FacetCounts = [number, number, number, number];

/** Adds counts to others, in place. */
export function addCounts(into: FacetCounts, counts: FacetSum["counts"], sign: 1 | -1 = 1): void {
  into[0] += sign * counts[0];
  into[1] += sign * counts[1];
  into[2] += sign * counts[2];
  into[3] += sign * counts[3];
}

/** Packs keys and their counts; keys whose counts are all 0 are left out. */
export function packFacets(entries: Iterable<readonly [string, FacetSum["counts"]]>): Buffer {
  const writer = new Writer();
  for (const [key, counts] of entries) {
    if (counts[0] === 0 && counts[1] === 0 && counts[2] === 0 && counts[3] === 0) continue;
    writer.text(key);
    for (const count of counts) writer.zigzag(count);
  }
  return writer.take();
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

/** Room for the longest varint of a safe integer in zigzag form. */
const LONGEST_VARINT = 8;
/** Written into again and again: payloads are made by the ten thousand. */
let scratch = Buffer.allocUnsafeSlow(64 * 1024);

class Writer {
  private at = 0;

  text(text: string): void {
    const length = Buffer.byteLength(text);
    this.varint(length);
    this.reserve(length);
    this.at += scratch.write(text, this.at);
  }

  zigzag(value: number): void {
    this.varint(value < 0 ? -2 * value - 1 : 2 * value);
  }

  take(): Buffer {
    return Buffer.from(scratch.subarray(0, this.at));
  }

  private varint(value: number): void {
    this.reserve(LONGEST_VARINT);
    let rest = value;
    while (rest >= 0x80) {
      scratch[this.at++] = (rest % 0x80) | 0x80;
      rest = Math.floor(rest / 0x80);
    }
    scratch[this.at++] = rest;
  }

  private reserve(bytes: number): void {
    if (this.at + bytes <= scratch.length) return;
    const grown = Buffer.allocUnsafeSlow(2 * (this.at + bytes));
    scratch.copy(grown, 0, 0, this.at);
    scratch = grown;
  }
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
