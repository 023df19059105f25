import { isUtf8 } from "node:buffer";
import { type RejectionCode, type RejectionDetail, recordError } from "@/lib/ingest/validate/rejection";
import { type DecodedRow, LONGEST_KEPT, LONGEST_RECORD } from "./decode-row";

/** A row for bytes that are no record. */
export function unreadable(
  line: number,
  input: Buffer,
  code: RejectionCode,
  detail: RejectionDetail = {},
): DecodedRow {
  return { line, error: recordError(code, "", detail), input };
}

/** A row for a record that is longer than a record may be; `length` counts the bytes that were not kept too. */
export function tooLong(line: number, input: Buffer, length: number): DecodedRow {
  return unreadable(line, input, "record_too_long", { size: length, limit: LONGEST_KEPT });
}

/** Reads the bytes of one JSON record (`length` of them were sent); null when there are none but white space. */
export function decodeJson(line: number, bytes: Buffer, length = bytes.length): DecodedRow | null {
  if (length > LONGEST_RECORD) return tooLong(line, bytes, length);
  if (!isUtf8(bytes)) return unreadable(line, bytes, "invalid_utf8");
  return decodeJsonText(line, bytes.toString("utf8"));
}

/** Reads the text of one JSON record; null when it is nothing but white space. */
export function decodeJsonText(line: number, text: string): DecodedRow | null {
  try {
    return { line, raw: JSON.parse(text) as unknown, text };
  } catch (error) {
    return decodeFaulty(line, text, error instanceof Error ? error.message : "");
  }
}

function decodeFaulty(line: number, text: string, complaint: string): DecodedRow | null {
  if (text.trim() === "") return null;
  // Files that were put together out of several keep their byte order marks.
  if (text.startsWith("\ufeff")) return decodeJsonText(line, text.slice(1));
  const input = Buffer.from(text);
  if (text.includes("\0")) return unreadable(line, input, "nul_character");
  if (/^\s*\[\s*$/.test(text)) return unreadable(line, input, "json_list_in_line");
  const position = /at position (\d+)/.exec(complaint)?.[1];
  return unreadable(
    line,
    input,
    "malformed_json",
    position === undefined ? {} : { limit: Number(position) + 1 },
  );
}

/**
 * Whether a text that is no JSON is the beginning of some: it only lacks its end. (JSON.parse tells: it complains
 * about the end, or about a place that is the end.)
 */
export function isCutOffJson(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch (error) {
    const complaint = error instanceof Error ? error.message : "";
    if (/Unexpected end|Unterminated string/.test(complaint)) return true;
    const position = /at position (\d+)/.exec(complaint)?.[1];
    return position !== undefined && Number(position) >= text.trimEnd().length;
  }
}
