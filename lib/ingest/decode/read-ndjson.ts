import { isUtf8 } from "node:buffer";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { decodeJson, decodeJsonText, isCutOffJson, unreadable } from "./decode-json";
import { PendingBytes } from "./decode-pending";
import type { DecodedRow, RowReader } from "./decode-row";

const LF = 10;

/** Reads newline-delimited JSON: one record on each line, blank lines do not matter. */
export class NdjsonReader implements RowReader {
  rows: DecodedRow[] = [];
  readonly single = false;
  #line = 0;
  #pending = new PendingBytes();

  write(bytes: Buffer): void {
    let start = 0;
    if (this.#pending.length > 0) {
      const end = bytes.indexOf(LF);
      this.#pending.push(end === -1 ? bytes : bytes.subarray(0, end));
      if (end === -1) return;
      start = end + 1;
      const length = this.#pending.length;
      this.#add(decodeJson(++this.#line, this.#pending.take(), length));
    }
    const end = bytes.lastIndexOf(LF);
    if (end >= start) this.#readLines(bytes.subarray(start, end));
    this.#pending.push(bytes.subarray(Math.max(start, end + 1)));
  }

  end(brokenOff: boolean): void {
    const length = this.#pending.length;
    if (length === 0) return;
    const bytes = this.#pending.take();
    const row = decodeJson(++this.#line, bytes, length);
    if (row && "error" in row && (brokenOff || isCutOff(row))) {
      this.#add(unreadable(this.#line, bytes, "cut_off"));
      throw new FramingError("body_cut_off");
    }
    this.#add(row);
  }

  /** Whole lines, without the last line feed. One decoding for all of them costs far less than one for each. */
  #readLines(bytes: Buffer): void {
    if (!isUtf8(bytes)) {
      this.#readLinesByBytes(bytes);
      return;
    }
    const text = bytes.toString("utf8");
    for (let start = 0; start <= text.length; ) {
      const found = text.indexOf("\n", start);
      const end = found === -1 ? text.length : found;
      this.#line++;
      if (end > start) this.#add(decodeJsonText(this.#line, text.slice(start, end)));
      start = end + 1;
    }
  }

  #readLinesByBytes(bytes: Buffer): void {
    for (let start = 0; start <= bytes.length; ) {
      const found = bytes.indexOf(LF, start);
      const end = found === -1 ? bytes.length : found;
      this.#add(decodeJson(++this.#line, bytes.subarray(start, end)));
      start = end + 1;
    }
  }

  #add(row: DecodedRow | null): void {
    if (row) this.rows.push(row);
  }
}

function isCutOff(row: DecodedRow): boolean {
  return "error" in row && row.error.code === "malformed_json" && isCutOffJson(row.input.toString("utf8"));
}
