import { isUtf8 } from "node:buffer";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { csvCells, SEPARATORS, sniffSeparator } from "./csv-cells";
import { type CsvColumn, csvColumns } from "./csv-columns";
import { tooLong, unreadable } from "./decode-json";
import { PendingBytes } from "./decode-pending";
import { type DecodedRow, LONGEST_KEPT, LONGEST_RECORD, type RowReader } from "./decode-row";

const [LF, CR, SPACE, QUOTE] = [10, 13, 32, 34];
const SEPARATOR_BYTES: readonly number[] = SEPARATORS.map((separator) => separator.charCodeAt(0));

/** How a CSV's header becomes columns. */
export interface CsvPlan {
  /** What separates the columns, where that is known before the header is read. */
  readonly separator?: string;
  /**
   * The columns that a row names; null where the header is still to come.
   * @throws FramingError when this cannot be a header
   */
  columns(cells: readonly string[], separator: string): readonly (CsvColumn | null)[] | null;
}

/** Columns named as the keys of the contract. */
const CONTRACT: CsvPlan = {
  columns(cells, separator) {
    const columns = csvColumns(cells, separator);
    if (!columns.some((column) => column?.key === "conversationId")) {
      throw new FramingError("csv_without_header");
    }
    return columns;
  },
};

/** Where in a row the reader is. */
type State =
  | "cell" // at the beginning of a cell
  | "plain" // inside a cell without quotation marks
  | "quoted" // inside quotation marks
  | "quote" // after a quotation mark that closes, or is the first of two
  | "closed" // after the closing one
  | "broken"; // after something that cannot follow a closing one

/**
 * Reads CSV: finds the rows in the bytes, then the cells in each row. (A CSV library parses as well, but cannot keep
 * going after a stray quotation mark without losing rows, nor hold memory flat in an endless one.) The separator is
 * found from the header; a quotation mark that is never closed costs the line it stands in, and no other.
 */
export class CsvReader implements RowReader {
  rows: DecodedRow[] = [];
  readonly single = false;
  #state: State = "cell";
  /** The line in which the current row began, and the line breaks in it so far. */
  #line = 1;
  #breaks = 0;
  /** After a carriage return that ended a row: a line feed belongs to it. */
  #afterReturn = false;
  #pending = new PendingBytes();
  #separator: string | null = null;
  #separatorByte = -1;
  #columns: readonly (CsvColumn | null)[] | null = null;
  readonly #plan: CsvPlan;

  constructor(plan: CsvPlan = CONTRACT) {
    this.#plan = plan;
    if (plan.separator === undefined) return;
    this.#separator = plan.separator;
    this.#separatorByte = plan.separator.charCodeAt(0);
  }

  write(bytes: Buffer): void {
    // Rows are read again from their second line on when their first turns out to be broken: hence a stack.
    const work = [bytes];
    for (let part = work.pop(); part; part = work.pop()) this.#read(part, work);
  }

  end(brokenOff: boolean): void {
    if (!brokenOff) this.#endLastLine();
    let cutOff = false;
    while (this.#state === "quoted" && this.#breaks > 0) {
      cutOff = true;
      this.write(this.#refuseFirstLine(this.#pending.take()));
      if (!brokenOff) this.#endLastLine();
    }
    if (this.#pending.length > 0) {
      cutOff = true;
      this.rows.push(unreadable(this.#line, this.#pending.take(), "cut_off"));
    }
    if (cutOff) throw new FramingError("body_cut_off");
    if (this.#columns === null) throw new FramingError("empty_body");
  }

  /** A last row without a line break ends all the same, unless a quotation mark is open. */
  #endLastLine(): void {
    if (this.#state !== "quoted" && this.#pending.length > 0) this.write(Buffer.of(LF));
  }

  #read(bytes: Buffer, work: Buffer[]): void {
    let start = 0;
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] ?? 0;
      const afterReturn = this.#afterReturn;
      this.#afterReturn = false;
      if (byte !== LF && (byte !== CR || this.#state === "quoted")) {
        this.#state = this.#next(byte);
        continue;
      }
      if (this.#state === "quoted") {
        this.#breaks++;
        // No cell is that long: its quotation mark was a mistake.
        if (this.#pending.length + i - start <= LONGEST_RECORD) continue;
        this.#pending.push(bytes.subarray(start, i + 1));
        start = i + 1;
        if (this.#pending.length > LONGEST_KEPT) {
          this.#breaks--;
          this.#endRow();
          continue;
        }
        work.push(bytes.subarray(start), this.#refuseFirstLine(this.#pending.take()));
        return;
      }
      if (afterReturn && byte === LF) {
        start = i + 1;
        continue;
      }
      this.#afterReturn = byte === CR;
      this.#pending.push(bytes.subarray(start, i));
      start = i + 1;
      if (this.#state === "broken" && this.#breaks > 0) {
        const rest = this.#refuseFirstLine(this.#pending.take());
        work.push(bytes.subarray(start), Buffer.concat([rest, Buffer.of(byte)]));
        this.#afterReturn = false;
        return;
      }
      this.#endRow();
    }
    this.#pending.push(bytes.subarray(start));
  }

  #next(byte: number): State {
    switch (this.#state) {
      case "cell":
        if (byte === QUOTE) return "quoted";
        return byte === SPACE || this.#isSeparator(byte) ? "cell" : "plain";
      case "plain":
        return this.#isSeparator(byte) ? "cell" : "plain";
      case "quoted":
        return byte === QUOTE ? "quote" : "quoted";
      case "quote":
        if (byte === QUOTE) return "quoted";
        return byte === SPACE ? "closed" : this.#isSeparator(byte) ? "cell" : "broken";
      case "closed":
        return byte === SPACE ? "closed" : this.#isSeparator(byte) ? "cell" : "broken";
      case "broken":
        return "broken";
    }
  }

  #isSeparator(byte: number): boolean {
    return this.#separator === null ? SEPARATOR_BYTES.includes(byte) : byte === this.#separatorByte;
  }

  /** Refuses the first line of a row whose quotation marks are wrong; returns the lines after it, to be read anew. */
  #refuseFirstLine(bytes: Buffer): Buffer {
    const end = bytes.indexOf(LF);
    this.rows.push(unreadable(this.#line, bytes.subarray(0, end), "csv_quotes"));
    this.#startRow(1);
    return bytes.subarray(end + 1);
  }

  #startRow(lines: number): void {
    this.#line += lines;
    this.#breaks = 0;
    this.#state = "cell";
  }

  /** The bytes that are pending are a whole row. */
  #endRow(): void {
    const length = this.#pending.length;
    const bytes = this.#pending.take();
    const row = this.#columns ? this.#record(this.#columns, bytes, length) : this.#header(bytes, length);
    if (row) this.rows.push(row);
    this.#startRow(this.#breaks + 1);
  }

  /** Reads the first row that is not blank: the names of the columns, or before it Excel's `sep=;`. */
  #header(bytes: Buffer, length: number): null {
    if (length > LONGEST_RECORD) throw new FramingError("csv_without_header");
    if (!isUtf8(bytes)) throw new FramingError("not_utf8");
    const text = bytes.toString("utf8");
    const announced = /^"?sep=(.)"?$/i.exec(text.trim())?.[1];
    if (text.trim() === "") return null;
    this.#separator ??= announced ?? sniffSeparator(text);
    this.#separatorByte = this.#separator.charCodeAt(0);
    if (announced !== undefined) return null;
    this.#columns = this.#plan.columns(csvCells(text, this.#separator), this.#separator);
    return null;
  }

  #record(columns: readonly (CsvColumn | null)[], bytes: Buffer, length: number): DecodedRow | null {
    const line = this.#line;
    if (length > LONGEST_RECORD) return tooLong(line, bytes, length);
    if (this.#state === "broken") return unreadable(line, bytes, "csv_quotes");
    if (!isUtf8(bytes)) return unreadable(line, bytes, "invalid_utf8");
    const text = bytes.toString("utf8");
    if (text.includes("\0")) return unreadable(line, bytes, "nul_character");
    const cells = csvCells(text, this.#separator ?? ",");
    const last = cells.findLastIndex((cell) => cell.trim() !== "");
    if (last === -1) return null;
    // Values beyond the last column mean that a separator is not in quotation marks: everything after it is shifted.
    if (last >= columns.length) {
      return unreadable(line, bytes, "csv_extra_values", { size: last + 1, limit: columns.length });
    }
    return { line, raw: rawRecord(columns, cells), text: null };
  }
}

/** A row as the record that the same values in JSON would be. Of columns with the same name the first value holds. */
function rawRecord(
  columns: readonly (CsvColumn | null)[],
  cells: readonly string[],
): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  let context: Record<string, unknown> | null = null;
  for (const [i, column] of columns.entries()) {
    const cell = cells[i]?.trim();
    if (!cell || !column) continue;
    if (column.inContext) {
      context ??= {};
      context[column.key] ??= column.read(cell);
    } else raw[column.key] ??= column.read(cell);
  }
  if (context) raw.context ??= context;
  return raw;
}
