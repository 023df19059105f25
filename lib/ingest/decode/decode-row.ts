import type { RecordError } from "@/lib/ingest/validate/rejection";

/** A record as it was sent, not yet checked. */
export interface RawRecord {
  /** 1-based: the line, in a list the position, in a CSV the line in which the row begins. */
  readonly line: number;
  readonly raw: unknown;
  /** The JSON it was read from; null when it comes from a CSV. */
  readonly text: string | null;
}

/** A piece of input that is no record, with its bytes. */
export interface UnreadableRow {
  readonly line: number;
  readonly error: RecordError;
  readonly input: Buffer;
}

export type DecodedRow = RawRecord | UnreadableRow;

/** A record longer than this is refused. */
export const LONGEST_RECORD = 1024 * 1024;
/** Of a refused record so much is kept; what is beyond is skipped while it streams by. */
export const LONGEST_KEPT = 16 * LONGEST_RECORD;

/** Reads one format, fed piece by piece. Rows are collected in `rows`, for the caller to take away. */
export interface RowReader {
  rows: DecodedRow[];
  /** True when the input is one JSON record, not a list. */
  readonly single: boolean;
  /** @throws FramingError when the rest of the input cannot be read; the rows before it are in `rows` */
  write(bytes: Buffer): void;
  /**
   * The input is over; `brokenOff` when it did not end by itself.
   * @throws FramingError when it ends in the middle; what was cut is in `rows`
   */
  end(brokenOff: boolean): void;
}

/** What to keep of a row that was refused: the bytes, or for a row of a CSV the record as JSON, to be mended. */
export function rowInput(row: DecodedRow): Buffer {
  if ("error" in row) return row.input;
  return Buffer.from(row.text ?? JSON.stringify(row.raw));
}
