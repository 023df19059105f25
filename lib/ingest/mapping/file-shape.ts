import { isUtf8 } from "node:buffer";
import { z } from "zod";
import { csvCells } from "../csv-cells";

export const FILE_FORMATS = ["csv", "json", "ndjson", "xlsx"] as const;
export const ENCODINGS = ["utf-8", "utf-16le", "utf-16be", "windows-1252"] as const;

/** What a file is, so that it can be read as a table. */
export const shapeSchema = z.strictObject({
  format: z.enum(FILE_FORMATS),
  gzip: z.boolean(),
  encoding: z.enum(ENCODINGS),
  /** Of a CSV: what separates the columns. */
  delimiter: z.string().length(1).nullable(),
  /** Of a CSV or a spreadsheet: so many rows that are not blank stand above the header. */
  above: z.int().min(0).max(50),
  /** Of one JSON object: the key of the list of rows in it. */
  list: z.string().nullable(),
});
export type FileShape = z.output<typeof shapeSchema>;

const DELIMITERS = [",", ";", "\t", "|", "^", "~", ":"] as const;
const LINES_LOOKED_AT = 30;
const MOST_ABOVE = 10;

/**
 * What a file is, from its first bytes (unpacked, where it is gzip): the format by its content, never by its name; the
 * encoding by its mark, by its validity as UTF-8, or else the one of western Windows.
 */
export function shapeOf(
  head: Buffer,
  { gzip, isUtf8: known }: { gzip: boolean; isUtf8?: boolean },
): FileShape {
  const base = { gzip, delimiter: null, above: 0, list: null } as const;
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    return { ...base, format: "xlsx", encoding: "utf-8" };
  }
  const encoding = encodingOf(head, known);
  const text = new TextDecoder(encoding).decode(head).replace(/^\ufeff/, "");
  const begin = text.trimStart();
  if (begin.startsWith("[")) return { ...base, format: "json", encoding };
  if (begin.startsWith("{")) {
    const [first = "", ...more] = begin.split(/\r?\n/);
    if (isJson(first)) return { ...base, format: "ndjson", encoding };
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
  const lines = text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== "");
  const announced = /^"?sep=(.)"?$/i.exec(lines[0]?.trim() ?? "")?.[1];
  // The last line may be cut off.
  const looked = lines.slice(announced ? 1 : 0, LINES_LOOKED_AT);
  const full = looked.length > 1 && lines.length <= LINES_LOOKED_AT ? looked.slice(0, -1) : looked;
  let best = { delimiter: announced ?? ",", columns: 1, share: 0, above: 0 };
  for (const delimiter of announced ? [announced] : DELIMITERS) {
    const counts = full.map((line) => csvCells(line, delimiter).length);
    const usual = mostFrequent(counts.filter((count) => count > 1));
    if (usual === null) continue;
    const share = counts.filter((count) => count === usual).length / counts.length;
    // A colon stands in every time of day: it separates only where nothing else does.
    const isBetter = share - best.share > 0.2 || (share > best.share - 0.2 && usual > best.columns);
    if (!isBetter || (delimiter === ":" && best.columns > 1)) continue;
    const above = counts.findIndex((count) => count >= usual);
    best = { delimiter, columns: usual, share, above: Math.min(Math.max(above, 0), MOST_ABOVE) };
  }
  return { delimiter: best.delimiter, above: best.above };
}

function mostFrequent(numbers: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const number of numbers) counts.set(number, (counts.get(number) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1] || b[0] - a[0]);
  return first?.[0] ?? null;
}
