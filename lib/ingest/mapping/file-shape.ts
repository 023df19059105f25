import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { csvCells } from "@/lib/ingest/decode/csv-cells";
import { isObject } from "@/lib/ingest/validate/validate-value";
import { mostFrequent, rowsAbove } from "./header-row";

export const FILE_FORMATS = ["csv", "json", "ndjson", "xlsx"] as const;
/** The encodings that files can be read in, by their names on the web. The first four are recognised. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "iso-8859-2",
  "iso-8859-15",
  "windows-1250",
  "windows-1251",
  "windows-1254",
  "macintosh",
  "shift_jis",
  "gb18030",
] as const;
/** Rows above a header; the person may say more than are guessed. */
const MOST_ABOVE = 50;

/** What a file is, so that it can be read as a table. */
export const shapeSchema = z.strictObject({
  format: z.enum(FILE_FORMATS),
  gzip: z.boolean(),
  encoding: z.enum(ENCODINGS),
  /** Of a CSV: what separates the columns. */
  delimiter: z.string().length(1).nullable(),
  /** Of a CSV or a spreadsheet: so many rows that are not blank stand above the header. */
  above: z.int().min(0).max(MOST_ABOVE),
  /** Of one JSON object: the key of the list of rows in it. */
  list: z.string().nullable(),
  /** Of a spreadsheet: the name of the sheet; null = its first. */
  sheet: z.string().nullable().default(null),
});
export type FileShape = z.output<typeof shapeSchema>;

/** What a person says about a file where the guess was wrong; kept with the mapping, so that the next file has it too. */
export const shapeCorrectionSchema = z.strictObject({
  encoding: z.enum(ENCODINGS).optional(),
  delimiter: z.string().length(1).optional(),
  above: z.int().min(0).max(MOST_ABOVE).optional(),
  sheet: z.string().min(1).max(256).optional(),
});
export type ShapeCorrection = z.output<typeof shapeCorrectionSchema>;

/** The shape that a file is read in: as it was seen, with what was corrected, as far as that means something for it. */
export function readAs(
  seen: FileShape,
  { file }: { readonly file?: ShapeCorrection | undefined },
): FileShape {
  if (!file) return seen;
  const isText = seen.format !== "xlsx";
  return {
    ...seen,
    ...(isText && file.encoding && { encoding: file.encoding }),
    ...(seen.format === "csv" && file.delimiter && { delimiter: file.delimiter }),
    ...((seen.format === "csv" || !isText) && file.above !== undefined && { above: file.above }),
    ...(!isText && file.sheet && { sheet: file.sheet }),
  };
}

const DELIMITERS = [",", ";", "\t", "|", "^", "~", ":"] as const;
const LINES_LOOKED_AT = 30;

/**
 * What a file is, from its first bytes (unpacked, where it is gzip): the format by its content, never by its name; the
 * encoding by its mark, by its validity as UTF-8, or else the one of western Windows.
 */
export function shapeOf(
  head: Buffer,
  { gzip, isUtf8: known }: { gzip: boolean; isUtf8?: boolean },
): FileShape {
  const base = { gzip, delimiter: null, above: 0, list: null, sheet: null } as const;
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    return { ...base, format: "xlsx", encoding: "utf-8" };
  }
  const encoding = encodingOf(head, known);
  const text = new TextDecoder(encoding).decode(head).replace(/^\ufeff/, "");
  const begin = text.trimStart();
  if (begin.startsWith("[")) return { ...base, format: "json", encoding };
  if (begin.startsWith("{")) {
    const [first = "", ...more] = begin.split(/\r?\n/);
    if (isJson(first)) {
      const only = more.every((line) => line.trim() === "") ? listIn(JSON.parse(first)) : null;
      return only === null
        ? { ...base, format: "ndjson", encoding }
        : { ...base, format: "json", encoding, list: only };
    }
    const list = /"([^"\\]{1,100})"\s*:\s*\[\s*\{/.exec(begin.slice(0, 20_000))?.[1] ?? null;
    return more.length === 0 && list === null
      ? { ...base, format: "ndjson", encoding }
      : { ...base, format: "json", encoding, list };
  }
  return { ...base, format: "csv", encoding, ...csvShape(text) };
}

function encodingOf(head: Buffer, known: boolean | undefined): FileShape["encoding"] {
  const [a, b, c, d] = head;
  if (a === 0xff && b === 0xfe) return "utf-16le";
  if (a === 0xfe && b === 0xff) return "utf-16be";
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le";
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be";
  // The head may end in the middle of a character.
  const valid = [0, 1, 2, 3].some((cut) => isUtf8(head.subarray(0, Math.max(0, head.length - cut))));
  return valid && known !== false ? "utf-8" : "windows-1252";
}

/**
 * The key of the longest list of objects in an answer of some interface, written on one line; null where the object is
 * a row itself, because it has an id or a type.
 */
function listIn(value: unknown, depth = 0): string | null {
  if (!isObject(value) || depth > 2) return null;
  const entries = Object.entries(value);
  if (depth === 0 && entries.some(([key]) => /^(type|_?id|uuid|.*_id|.*Id)$/.test(key))) return null;
  const lists = entries.flatMap(([key, inner]) =>
    Array.isArray(inner) && inner.length > 0 && inner.every(isObject) ? [{ key, length: inner.length }] : [],
  );
  const [longest] = lists.sort((a, b) => b.length - a.length);
  if (longest) return longest.key;
  for (const [, inner] of entries) {
    const found = listIn(inner, depth + 1);
    if (found !== null) return found;
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The delimiter that cuts the lines into the same number of columns, and where the header is. */
function csvShape(text: string): Pick<FileShape, "delimiter" | "above"> {
  const { announced, lines } = csvLines(text);
  // The last line may be cut off.
  const full = lines.length > 1 && lines.length < LINES_LOOKED_AT ? lines.slice(0, -1) : lines;
  let best = { delimiter: announced ?? ",", columns: 1, share: 0 };
  for (const delimiter of announced ? [announced] : DELIMITERS) {
    const counts = full.map((line) => csvCells(line, delimiter).length);
    const [usual] = mostFrequent(counts.filter((count) => count > 1));
    if (usual === undefined) continue;
    const share = counts.filter((count) => count === usual).length / counts.length;
    // A colon stands in every time of day: it separates only where nothing else does.
    const isBetter = share - best.share > 0.2 || (share > best.share - 0.2 && usual > best.columns);
    if (!isBetter || (delimiter === ":" && best.columns > 1)) continue;
    best = { delimiter, columns: usual, share };
  }
  return { delimiter: best.delimiter, above: rowsAbove(full.map((line) => csvCells(line, best.delimiter))) };
}

/** The first lines of a CSV that are not blank, without the one that announces the delimiter (`sep=;`). */
export function csvLines(text: string): { readonly announced: string | undefined; readonly lines: string[] } {
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const announced = /^"?sep=(.)"?$/i.exec(lines[0]?.trim() ?? "")?.[1];
  return { announced, lines: lines.slice(announced ? 1 : 0, LINES_LOOKED_AT) };
}
