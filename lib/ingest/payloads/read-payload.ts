import { gunzipSync } from "node:zlib";
import { parse as parseCsv } from "csv-parse/sync";
import { jsonInARow } from "@/lib/ingest/decode/json-in-a-row";
import type { PayloadFormat } from "@/lib/store/connection-payloads";

/** A payload that is no text of its format. The message says what was expected. */
export class UnreadablePayload extends Error {
  override readonly name = "UnreadablePayload";
}

/** No payload is larger than this, unpacked. */
export const LARGEST_PAYLOAD = 32 * 1024 * 1024;

/** The format that a media type names; text of any kind is taken as JSON, which platforms send under many names. */
export function formatOfMediaType(mediaType: string): PayloadFormat {
  const type = mediaType.split(";")[0]?.trim().toLowerCase() ?? "";
  if (type === "application/x-www-form-urlencoded") return "form";
  if (type === "text/csv") return "csv";
  return /ndjson|jsonl|json-seq/.test(type) ? "ndjson" : "json";
}

/** The format that the name of an export file tells; JSON unless it says otherwise. */
export function formatOfFileName(name: string): PayloadFormat {
  if (/\.(csv|tsv)(\.gz)?$/i.test(name)) return "csv";
  return /\.(ndjson|jsonl)(\.gz)?$/i.test(name) ? "ndjson" : "json";
}

/**
 * The bytes without their gzip, where they have one.
 * @throws UnreadablePayload when they are larger than {@link LARGEST_PAYLOAD} or the gzip is broken
 */
export function unpacked(bytes: Buffer): Buffer {
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  try {
    return gunzipSync(bytes, { maxOutputLength: LARGEST_PAYLOAD });
  } catch {
    throw new UnreadablePayload("The gzip is broken, or holds more than 32 MiB.");
  }
}

/**
 * What a payload says: parsed JSON, or for NDJSON, CSV and forms a list of objects.
 * @throws UnreadablePayload when it is no text of its format
 */
export function readPayload(bytes: Buffer, format: PayloadFormat): unknown {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadablePayload("The payload is no text in UTF-8.");
  }
  if (text.trim() === "") throw new UnreadablePayload("The payload is empty.");
  if (format === "form") return [Object.fromEntries(new URLSearchParams(text))];
  if (format === "csv") return csvRows(text);
  if (format === "ndjson") return ndjsonRows(text);
  try {
    return JSON.parse(text);
  } catch {
    // Exports of several tools are NDJSON under a .json name; Firehose writes one object after the other into a file.
    const values = /^\s*\{/.test(text) ? jsonInARow(text) : null;
    if (values) return values;
    throw new UnreadablePayload("The payload is not JSON.");
  }
}

/** One value for each line. A line that is not JSON stays the text that it is, so that the others still count. */
function ndjsonRows(text: string): unknown[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines.map((line) => {
    try {
      return { value: JSON.parse(line) };
    } catch {
      return null;
    }
  });
  if (rows.every((row) => row === null)) {
    const values = jsonInARow(text);
    if (values) return values;
    throw new UnreadablePayload("No line of the payload is JSON.");
  }
  return rows.map((row, i) => (row === null ? lines[i] : row.value));
}

function csvRows(text: string): unknown[] {
  const [head = ""] = text.split(/\r?\n/, 1);
  const delimiter = [",", ";", "\t"].reduce((best, next) =>
    head.split(next).length > head.split(best).length ? next : best,
  );
  try {
    const rows: { readonly [column: string]: string }[] = parseCsv(text, {
      bom: true,
      columns: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: true,
      relax_quotes: true,
    });
    return rows.map(withoutEmpty);
  } catch (error) {
    throw new UnreadablePayload(
      `The CSV cannot be read: ${error instanceof Error ? error.message : "unknown"}`,
    );
  }
}

/** An empty cell says nothing. */
function withoutEmpty(row: { readonly [column: string]: string }): unknown {
  return Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== ""));
}
