import { FramingError } from "@/lib/ingest/validate/rejection";
import { gunzip } from "./decode-gzip";
import type { DecodedRow, RowReader } from "./decode-row";
import { type CsvPlan, CsvReader } from "./read-csv";
import { JsonReader } from "./read-json";
import { NdjsonReader } from "./read-ndjson";

export type InputFormat = "ndjson" | "json" | "csv";

export interface DecodeOptions {
  readonly format: InputFormat;
  /** Whether the bytes are compressed with gzip. */
  readonly gzip?: boolean;
  /** How a CSV's columns are named; as the keys of the contract unless said otherwise. */
  readonly csvPlan?: CsvPlan;
  /** A batch is handed out when it has so many rows (default 1,000) … */
  readonly batchRows?: number;
  /** … or comes from so many bytes (default 4 MiB). */
  readonly batchBytes?: number;
}

/** An input being read. */
export interface Decoded {
  /**
   * The rows in batches, in order; may be read once. Memory does not grow with the input.
   * Throws FramingError, after the last row before the fault, when the input as a whole is broken.
   */
  readonly batches: AsyncIterable<readonly DecodedRow[]>;
  /** True once the first batch is there and the input is one JSON record, not a list. */
  readonly single: boolean;
}

const PIECE = 64 * 1024;

/**
 * Reads records out of bytes, however these are cut into chunks. A record that cannot be read is a row with an error
 * and its bytes, and the rows after it go on. A source that fails counts as cut off.
 */
export function decode(source: AsyncIterable<Uint8Array>, options: DecodeOptions): Decoded {
  const reader = readerOf(options);
  return {
    batches: inBatches(source, reader, options),
    get single() {
      return reader.single;
    },
  };
}

function readerOf({ format, csvPlan }: DecodeOptions): RowReader {
  if (format === "csv") return new CsvReader(csvPlan);
  return format === "json" ? new JsonReader() : new NdjsonReader();
}

/** The format and compression that a file's name announces (`records.ndjson.gz`); null when it announces none. */
export function formatOf(fileName: string): { format: InputFormat; gzip: boolean } | null {
  const [, ending, gzip] = /\.(ndjson|jsonl|json|csv|tsv)(\.gz)?$/i.exec(fileName) ?? [];
  if (ending === undefined) return null;
  const formats = { ndjson: "ndjson", jsonl: "ndjson", json: "json", csv: "csv", tsv: "csv" } as const;
  return { format: formats[ending.toLowerCase() as keyof typeof formats], gzip: gzip !== undefined };
}

async function* inBatches(
  source: AsyncIterable<Uint8Array>,
  reader: RowReader,
  { gzip = false, batchRows = 1000, batchBytes = 4 * 1024 * 1024 }: DecodeOptions,
): AsyncGenerator<readonly DecodedRow[], void, undefined> {
  let sourceFault: FramingError | null = null;
  const pieces = untilFault(inPieces(withoutMark(gzip ? gunzip(source) : source)), (fault) => {
    sourceFault = fault;
  });
  let fault: unknown = null;
  let size = 0;
  try {
    for await (const piece of pieces) {
      reader.write(piece);
      size += piece.length;
      while (reader.rows.length >= batchRows || (size >= batchBytes && reader.rows.length > 0)) {
        yield takeRows(reader, batchRows);
        size = 0;
      }
    }
    reader.end(sourceFault !== null);
  } catch (error) {
    fault = error;
  }
  while (reader.rows.length > 0) yield takeRows(reader, batchRows);
  fault = sourceFault ?? fault;
  if (fault !== null) throw fault;
}

function takeRows(reader: RowReader, count: number): readonly DecodedRow[] {
  if (reader.rows.length > count) return reader.rows.splice(0, count);
  const rows = reader.rows;
  reader.rows = [];
  return rows;
}

/** Ends where the source fails, so that the reader can finish; a failure that is not one of framing is a cut. */
async function* untilFault<T>(
  source: AsyncIterable<T>,
  onFault: (fault: FramingError) => void,
): AsyncGenerator<T, void, undefined> {
  try {
    yield* source;
  } catch (cause) {
    onFault(cause instanceof FramingError ? cause : new FramingError("body_cut_off", { cause }));
  }
}

/** Large chunks in pieces, so that the rows of one piece are never many. */
async function* inPieces(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void, undefined> {
  for await (const bytes of source) {
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
  }
}

/** Drops a UTF-8 byte order mark, and refuses what is no UTF-8 text from its first bytes on. */
async function* withoutMark(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void, undefined> {
  let head: Buffer | null = Buffer.alloc(0);
  for await (const chunk of source) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (head === null) {
      yield bytes;
      continue;
    }
    head = Buffer.concat([head, bytes]);
    if (head.length < 4) continue;
    yield afterMark(head);
    head = null;
  }
  if (head !== null && head.length > 0) yield afterMark(head);
}

function afterMark(head: Buffer): Buffer {
  const [a, b, c, d] = head;
  if (a === 0xef && b === 0xbb && c === 0xbf) return head.subarray(3);
  if (a === 0x1f && b === 0x8b) throw new FramingError("compressed_unannounced");
  if (a === 0x50 && b === 0x4b && c === 3 && d === 4) throw new FramingError("not_text");
  const utf16 = (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff);
  const unmarked = (a !== 0 && b === 0 && c !== 0 && d === 0) || (a === 0 && b !== 0 && c === 0 && d !== 0);
  if (utf16 || unmarked) throw new FramingError("not_utf8");
  return head;
}
