import { ENCODINGS, type FileShape, readAs } from "@/lib/ingest/mapping/file-shape";
import type { Mapping } from "@/lib/ingest/mapping/mapping";
import { needsOrder } from "@/lib/ingest/mapping/read-time";
import { targetOf } from "@/lib/ingest/mapping/targets";
import { orderOf } from "./entered-mapping";
import type { DraftFile } from "./read-import-draft";

/** Something that can be said about how a file is read. */
export interface ReadingField {
  readonly name: "delimiter" | "encoding" | "above" | "sheet" | "order" | "decimal" | "zone";
  readonly label: string;
  readonly hint?: string;
  readonly initial: string;
  /** Null = any text. */
  readonly options: readonly { readonly value: string; readonly label: string }[] | null;
}

/** How a file is read, in words, and what of it can be corrected. */
export interface ReadingView {
  readonly summary: string;
  /** It should be looked at before anything else. */
  readonly isOpen: boolean;
  /** What could not be told from the file. */
  readonly doubt: string | null;
  readonly fields: readonly ReadingField[];
}

const ENCODING_NAMES: { readonly [E in FileShape["encoding"]]: string } = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Windows-1252 (western Europe)",
  "iso-8859-2": "ISO 8859-2 (central Europe)",
  "iso-8859-15": "ISO 8859-15 (western Europe)",
  "windows-1250": "Windows-1250 (central Europe)",
  "windows-1251": "Windows-1251 (Cyrillic)",
  "windows-1254": "Windows-1254 (Turkish)",
  macintosh: "Macintosh",
  shift_jis: "Shift JIS (Japanese)",
  gb18030: "GB 18030 (Chinese)",
};
const DELIMITER_NAMES: { readonly [delimiter: string]: string } = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
  "^": "carets",
  "~": "tildes",
  ":": "colons",
};

/** What a file is, in a few words: `CSV with semicolons, UTF-8`. */
export function formatText(shape: FileShape): string {
  const { format, delimiter, encoding, gzip, sheet } = shape;
  const packed = gzip ? ", gzip" : "";
  if (format === "xlsx") return `XLSX${sheet ? `, sheet “${sheet}”` : ""}${packed}`;
  if (format !== "csv") return `${format.toUpperCase()}${packed}`;
  const separated = DELIMITER_NAMES[delimiter ?? ","] ?? `“${delimiter}”`;
  return `CSV with ${separated}, ${ENCODING_NAMES[encoding].replace(/ \(.*/, "")}${packed}`;
}

/** Decides what is shown of how a file is read. */
export function prepareReading({ shape: seen, mapping, sample }: DraftFile): ReadingView {
  const shape = readAs(seen, mapping);
  const hasTimes = mapping.columns.some(({ key }) => targetOf(key).reading === "time");
  const hasNumbers = mapping.columns.some(({ key }) => ["count", "score"].includes(targetOf(key).reading));
  const order = orderOf(mapping) ?? "dmy";
  const hasOrder = mapping.columns.some(
    ({ key, column }) =>
      targetOf(key).reading === "time" && sample.rows.some((row) => needsOrder(row[column])),
  );
  const isTable = shape.format === "csv" || shape.format === "xlsx";
  const fields = [
    ...(shape.format === "xlsx" && sample.sheets.length > 1 ? [sheetField(shape, sample.sheets)] : []),
    ...(shape.format === "csv" ? [delimiterField(shape)] : []),
    ...(shape.format === "xlsx" ? [] : [encodingField(shape)]),
    ...(isTable && sample.head.length > 0 ? [headerField(shape, sample.head)] : []),
    ...(hasOrder ? [orderField(order)] : []),
    ...(hasTimes ? [zoneField(mapping)] : []),
    ...(hasNumbers ? [decimalField(mapping)] : []),
  ];
  const parts = [
    formatText(shape),
    ...(isTable && shape.above > 0 ? [`header in row ${shape.above + 1}`] : []),
    ...(hasOrder ? [order === "dmy" ? "day before month" : "month before day"] : []),
    ...(hasTimes ? [`times in ${mapping.zone}`] : []),
    ...(hasNumbers && mapping.decimal ? [mapping.decimal === "," ? "decimal comma" : "decimal point"] : []),
  ];
  const unsure = sample.ambiguousDates;
  return {
    summary: parts.join(" · "),
    isOpen: unsure.length > 0,
    doubt:
      unsure.length === 0
        ? null
        : `The dates in ${unsure.map((name) => `“${name}”`).join(" and ")} could be read either way: say which number is the day.`,
    fields,
  };
}

function sheetField({ sheet }: FileShape, sheets: readonly string[]): ReadingField {
  return {
    name: "sheet",
    label: "Sheet",
    initial: sheet ?? sheets[0] ?? "",
    options: sheets.map((name) => ({ value: name, label: name })),
  };
}

/** The sheets of a file's workbook that no file of the draft reads yet. */
export function furtherSheets(file: DraftFile, files: readonly DraftFile[]): readonly string[] {
  const { sheets } = file.sample;
  const isSameWorkbook = (other: DraftFile) =>
    other.size === file.size && other.sample.sheets.join("\n") === sheets.join("\n");
  const read = new Set(
    files.filter(isSameWorkbook).map(({ shape, mapping }) => readAs(shape, mapping).sheet ?? sheets[0]),
  );
  return sheets.filter((sheet) => !read.has(sheet));
}

function delimiterField({ delimiter }: FileShape): ReadingField {
  const known = Object.keys(DELIMITER_NAMES);
  const all = delimiter && !known.includes(delimiter) ? [...known, delimiter] : known;
  const code = (one: string) => (one === "\t" ? "tab" : one);
  return {
    name: "delimiter",
    label: "Columns are separated by",
    initial: code(delimiter ?? ","),
    options: all.map((one) => ({ value: code(one), label: DELIMITER_NAMES[one] ?? `“${one}”` })),
  };
}

function encodingField({ encoding }: FileShape): ReadingField {
  return {
    name: "encoding",
    label: "Encoding",
    hint: "Where letters such as ü or é look wrong, try another.",
    initial: encoding,
    options: ENCODINGS.map((one) => ({ value: one, label: ENCODING_NAMES[one] })),
  };
}

function headerField({ above }: FileShape, head: readonly string[]): ReadingField {
  const rows = head.map((text, i) => ({ value: String(i), label: `Row ${i + 1}: ${text || "–"}` }));
  return {
    name: "above",
    label: "Columns are named in",
    hint: "Rows above it are left out; blank rows are not counted.",
    initial: String(above),
    options: above < rows.length ? rows : [...rows, { value: String(above), label: `Row ${above + 1}` }],
  };
}

function orderField(order: string): ReadingField {
  return {
    name: "order",
    label: "Dates such as 03/04/2026",
    initial: order,
    options: [
      { value: "dmy", label: "3 April: day first" },
      { value: "mdy", label: "4 March: month first" },
    ],
  };
}

function zoneField({ zone }: Mapping): ReadingField {
  return {
    name: "zone",
    label: "Time zone of this file",
    hint: "Of times that name none, such as Europe/Berlin or UTC.",
    initial: zone,
    options: null,
  };
}

function decimalField({ decimal }: Mapping): ReadingField {
  return {
    name: "decimal",
    label: "Numbers such as 1.234",
    initial: decimal ?? "",
    options: [
      { value: "", label: "Seen number by number" },
      { value: ".", label: "One and a bit: decimal point" },
      { value: ",", label: "More than a thousand: decimal comma" },
    ],
  };
}
