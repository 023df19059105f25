import { FramingError } from "@/lib/ingest/validate/rejection";
import { decodeJson, unreadable } from "./decode-json";
import { PendingBytes } from "./decode-pending";
import type { DecodedRow, RowReader } from "./decode-row";

const [TAB, LF, CR, SPACE] = [9, 10, 13, 32];
const [QUOTE, BACKSLASH, COMMA] = [34, 92, 44];
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [91, 93, 123, 125];
/** Deeper brackets than this are nobody's record; the limit keeps them from filling the memory. */
const DEEPEST = 10_000;

/** What is expected next: anything at all, an element (or its rest), the rest of the only value, or nothing. */
type State = "start" | "list" | "value" | "over";

/**
 * Reads one JSON record or a list of them. The list is cut into its elements by brackets and quotation marks alone, and
 * each element is parsed by itself: so memory does not grow with the list, and one bad element is one refused record.
 */
export class JsonReader implements RowReader {
  rows: DecodedRow[] = [];
  single = false;
  #state: State = "start";
  #line = 0;
  /** The open brackets inside the current element. */
  #open: number[] = [];
  #inString = false;
  #escaped = false;
  #afterComma = false;
  #pending = new PendingBytes();

  write(bytes: Buffer): void {
    let at = 0;
    if (this.#state === "start") {
      while (at < bytes.length && isSpace(bytes[at])) at++;
      if (at === bytes.length) return;
      this.single = bytes[at] !== OPEN_LIST;
      this.#state = this.single ? "value" : "list";
      if (!this.single) at++;
    }
    if (this.#state !== "over") at = this.#readElements(bytes, at);
    if (this.#state !== "over") return;
    for (; at < bytes.length; at++) if (!isSpace(bytes[at])) throw new FramingError("trailing_data");
  }

  end(brokenOff: boolean): void {
    if (this.#state === "over") return;
    if (this.#state === "start") throw new FramingError(brokenOff ? "body_cut_off" : "empty_body");
    const whole = this.single && this.#open.length === 0 && !this.#inString && !brokenOff;
    const length = this.#pending.length;
    const bytes = this.#pending.take();
    const row = decodeJson(++this.#line, bytes, length);
    if (whole) {
      if (row) this.rows.push(row);
      return;
    }
    if (row) this.rows.push("error" in row ? unreadable(this.#line, bytes, "cut_off") : row);
    throw new FramingError("body_cut_off");
  }

  /** Reads from `at` on; returns where the list or the only value is over, or the end of the bytes. */
  #readElements(bytes: Buffer, at: number): number {
    let start = at;
    for (let i = at; i < bytes.length; i++) {
      if (this.#inString) {
        i = this.#skipString(bytes, i);
        continue;
      }
      switch (bytes[i]) {
        case QUOTE:
          this.#inString = true;
          break;
        case OPEN_OBJECT:
        case OPEN_LIST:
          if (this.#open.length === DEEPEST) throw new FramingError("unbalanced_brackets");
          this.#open.push(bytes[i] === OPEN_LIST ? CLOSE_LIST : CLOSE_OBJECT);
          break;
        case COMMA:
          if (this.#open.length > 0 || this.single) break;
          this.#element(bytes.subarray(start, i), true);
          start = i + 1;
          break;
        case CLOSE_OBJECT:
        case CLOSE_LIST:
          if (this.#close(bytes[i])) {
            if (!this.single || this.#open.length > 0) break;
            this.#element(bytes.subarray(start, i + 1), false);
          } else {
            if (bytes[i] === CLOSE_OBJECT || this.single) throw new FramingError("unbalanced_brackets");
            this.#element(bytes.subarray(start, i), false);
          }
          this.#state = "over";
          return i + 1;
      }
    }
    this.#pending.push(bytes.subarray(start));
    return bytes.length;
  }

  /**
   * Closes a bracket, and with it any unclosed ones inside it, so that a missing bracket spoils its own element only.
   * False when nothing inside the element is open for it: the bracket is the list's own.
   */
  #close(bracket: number | undefined): boolean {
    const opened = this.#open.lastIndexOf(bracket ?? 0);
    if (opened === -1) return false;
    this.#open.length = opened;
    return true;
  }

  /** From a place inside a string to its closing quotation mark, or to the end of the bytes. */
  #skipString(bytes: Buffer, from: number): number {
    for (let i = from; i < bytes.length; i++) {
      if (this.#escaped) this.#escaped = false;
      else if (bytes[i] === BACKSLASH) this.#escaped = true;
      else if (bytes[i] === QUOTE) {
        this.#inString = false;
        return i;
      }
    }
    return bytes.length;
  }

  /** One element, whose last bytes these are. */
  #element(bytes: Buffer, beforeComma: boolean): void {
    let element = bytes;
    let length = bytes.length;
    if (this.#pending.length > 0) {
      this.#pending.push(bytes);
      length = this.#pending.length;
      element = this.#pending.take();
    }
    this.#line++;
    const row = decodeJson(this.#line, element, length);
    // Nothing between two brackets is an empty list; nothing beside a comma is an element that is missing.
    if (row) this.rows.push(row);
    else if (beforeComma || this.#afterComma)
      this.rows.push(unreadable(this.#line, element, "malformed_json"));
    this.#afterComma = beforeComma;
    this.#open.length = 0;
  }
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === LF || byte === CR || byte === TAB;
}
