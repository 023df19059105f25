import { redact } from "@/lib/ingest/redact/redact";

/** What a message can be made of; each message uses what it needs. */
export interface RejectionDetail {
  /** The value that was refused. Leave it out where it must not be shown (captured values, customer references). */
  readonly value?: unknown;
  /** What would have been right, with its article: "a number". */
  readonly expected?: string;
  readonly allowed?: readonly string[];
  readonly limit?: number;
  readonly size?: number;
}

interface Entry {
  readonly message: (field: string, detail: RejectionDetail) => string;
  /** One sentence for the person who mends it. */
  readonly whatToDo: string;
}

/** Why one record (or one line that should have been one) was refused. Programs rely on the codes. */
const REJECTIONS = {
  malformed_json: {
    message: (_, { limit }) =>
      limit === undefined
        ? "This is not valid JSON."
        : `This is not valid JSON: there is a mistake at character ${limit}.`,
    whatToDo:
      "Check brackets, commas and quotation marks at the place named; the program that wrote the file should write it with a JSON library.",
  },
  json_list_in_line: {
    message: () => "This line begins a JSON list, but every line has to hold one whole record.",
    whatToDo: "Send a JSON list with the content type application/json, or write one record on each line.",
  },
  cut_off: {
    message: () => "The record ends in the middle: the input breaks off here.",
    whatToDo: "Send the file again from this record on; what came before it has been taken.",
  },
  nul_character: {
    message: () => "The record contains NUL characters (zero bytes), which no text may contain.",
    whatToDo: "Export the file again, as plain text in UTF-8; zero bytes usually mean that it was damaged.",
  },
  invalid_utf8: {
    message: () => "The record contains characters that are not written in UTF-8.",
    whatToDo: 'Save the file as UTF-8; in Excel choose the file type "CSV UTF-8".',
  },
  record_too_long: {
    message: (_, { size = 0, limit = 0 }) =>
      size > limit
        ? `The record is ${inMebibytes(size)} long. A record may have 1 MiB; only the first ${inMebibytes(limit)} of it were kept.`
        : `The record is ${inMebibytes(size)} long. A record may have 1 MiB.`,
    whatToDo: "Send less in one record: texts have limits of their own, and every message is a record.",
  },
  csv_quotes: {
    message: () =>
      "A quotation mark is opened and not closed, or there is text after the closing one. Quotation marks inside a value are written twice.",
    whatToDo:
      'Write a quotation mark inside a value twice, and put the whole value in quotation marks: "5"" screen".',
  },
  csv_extra_values: {
    message: (_, { size = 0, limit = 0 }) =>
      `The row has ${size} values, but the first line names ${limit} columns.`,
    whatToDo: "Put a value that contains the separator in quotation marks.",
  },
  not_an_object: {
    message: (_, { value }) => `A record is a JSON object in curly brackets, and this is ${describe(value)}.`,
    whatToDo: 'Send every record as a JSON object such as {"type": "conversation", …}.',
  },

  type_unknown: {
    message: (_, { value, allowed }) =>
      `There is no record type ${quote(value)}. It has to be ${oneOf(allowed)}.`,
    whatToDo:
      "Set type to one of the five record types; in a CSV file by a column, or by ?type= in the address.",
  },
  type_conflict: {
    message: (_, { value, expected }) =>
      `The row is of type ${quote(value)}, but the request says that all rows are of type ${expected}.`,
    whatToDo: "Leave out ?type= when the file has a column type, or send each type in a file of its own.",
  },
  required: {
    message: (field) => `${field} is missing. This type of record cannot do without it.`,
    whatToDo: "Add the value that is missing.",
  },
  wrong_type: {
    message: (field, { expected, ...detail }) =>
      "value" in detail
        ? `${field} has to be ${expected}, and is ${describe(detail.value)}.`
        : `${field} has to be ${expected}.`,
    whatToDo:
      "In JSON, text stands in quotation marks, while numbers, true and false stand without; lists stand in square brackets, also in a cell of a CSV file.",
  },
  too_long: {
    message: (field, { size, limit }) => `${field} has ${size} characters, and may have ${limit}.`,
    whatToDo: "Shorten the text.",
  },
  too_many: {
    message: (field, { size, limit }) => `${field} has ${size} entries, and may have ${limit}.`,
    whatToDo: "Send fewer entries.",
  },
  control_character: {
    message: (field) =>
      `${field} contains control characters, such as a line break or a tab, which a name may not.`,
    whatToDo: "Remove the invisible characters from the name or id.",
  },
  unknown_value: {
    message: (field, { value, allowed }) =>
      `${field} cannot be ${quote(value)}. It has to be ${oneOf(allowed)}.`,
    whatToDo: "Use one of the values that the message lists; capital letters make no difference.",
  },
  unknown_reason: {
    message: (field, { value, allowed }) =>
      `${field} is no reason that Baton knows: ${quote(value)}. It has to be ${oneOf(allowed)}.`,
    whatToDo: "Use one of the reasons that the message lists, or leave it out.",
  },
  language_invalid: {
    message: (field, { value }) => `${field} is no language tag: ${quote(value)}.`,
    whatToDo: "Write the language as a BCP 47 tag, such as en, en-GB or pt-BR.",
  },
  time_without_offset: {
    message: (field, { value }) =>
      `${field} does not say in which time zone it is: ${quote(value)}. Times end in Z (UTC) or an offset such as +02:00.`,
    whatToDo: "Write times with an offset: 2026-10-12T08:00:20Z or 2026-10-12T10:00:20+02:00.",
  },
  time_invalid: {
    message: (field, { value }) =>
      `${field} is no valid time between the years 1970 and 2200: ${quote(value)}.`,
    whatToDo: "Write times as in 2026-10-12T08:00:20Z: year, month, day, T, hour, minute, second, offset.",
  },
  not_a_whole_number: {
    message: (field, { value }) => `${field} has to be a whole number, and is ${describe(value)}.`,
    whatToDo: "Send a whole number.",
  },
  negative_number: {
    message: (field, { value }) => `${field} cannot be less than 0, and is ${describe(value)}.`,
    whatToDo: "Send 0 or more, or leave the value out when it is not known.",
  },
  number_out_of_range: {
    message: (field, { value }) => `${field} is too large or too small a number: ${describe(value)}.`,
    whatToDo: "Check the number; an id belongs in quotation marks.",
  },
  score_out_of_scale: {
    message: (field, { value, expected }) =>
      `${field} is ${describe(value)}, which is outside its scale, ${expected}.`,
    whatToDo: "Check the score and the ends of its scale (scaleMin, scaleMax).",
  },
  scale_incomplete: {
    message: (field) =>
      `${field} is missing: a scale needs both of its ends, scaleMin and scaleMax, or neither.`,
    whatToDo: "Send both scaleMin and scaleMax.",
  },
  other_key: {
    message: (field) =>
      `${field} was made with another key than the one in use here: it comes from an export of another Baton.`,
    whatToDo:
      "Import the export under the key file (or BATON_KEY) of the Baton that it comes from; or leave the hashes out, and customers and captured values are not recognised.",
  },
  scale_invalid: {
    message: (field, { expected }) =>
      `${field} has to be greater than scaleMin; the scale sent is ${expected}.`,
    whatToDo: "Send the lowest possible score as scaleMin and the highest as scaleMax.",
  },
} as const satisfies { readonly [code: string]: Entry };

/** Why the input as a whole could not be read to its end. What came before is kept. */
const FRAMING = {
  body_cut_off: {
    message: "The input ends in the middle of a record or list: it was cut off. What came before is kept.",
    whatToDo: "Send the input again; what has been taken already changes nothing the second time.",
  },
  empty_body: {
    message: "The input is empty.",
    whatToDo: "Send at least one record.",
  },
  trailing_data: {
    message: "After the end of the JSON record or list there is more. The rest was not read.",
    whatToDo:
      "Several records go into one list in square brackets, or, one on each line, with the content type application/x-ndjson.",
  },
  unbalanced_brackets: {
    message: "The brackets of the JSON list do not match. The rest was not read.",
    whatToDo: "Check the brackets after the last record that was taken.",
  },
  gzip_invalid: {
    message: "The input is said to be compressed with gzip, and is not.",
    whatToDo: "Leave out Content-Encoding: gzip (or the ending .gz), or compress the input with gzip.",
  },
  gzip_damaged: {
    message:
      "The compressed input is damaged or followed by something else. What came before the damage is kept.",
    whatToDo: "Compress the file again and send it again.",
  },
  gzip_cut_off: {
    message: "The compressed input ends too early: it was cut off. What came before is kept.",
    whatToDo: "Send the whole file again; what has been taken already changes nothing the second time.",
  },
  compressed_unannounced: {
    message: "The input is compressed with gzip, but the request does not say so.",
    whatToDo: "Send it with Content-Encoding: gzip, or name the file with the ending .gz.",
  },
  not_text: {
    message: "The input is a ZIP archive or an Excel workbook, and no text.",
    whatToDo: 'Unpack the archive, or save the workbook as "CSV UTF-8".',
  },
  not_utf8: {
    message: "The input is not written in UTF-8 (perhaps in UTF-16 or Windows-1252).",
    whatToDo: 'Save the file as UTF-8; in Excel choose the file type "CSV UTF-8".',
  },
  csv_without_header: {
    message: "The first line of the CSV has to name the columns, among them conversationId.",
    whatToDo: "Put the names of the columns into the first line, written as the keys of the records.",
  },
  told_to_stop: {
    message: "Somebody stopped this import. What was stored before stays.",
    whatToDo:
      "Go on with the import where the files were uploaded, or import the file again: nothing is doubled.",
  },
  sheet_too_large: {
    message: "A spreadsheet may have 128 MB, because its archive has to be in memory as a whole.",
    whatToDo: "Save the sheet as CSV UTF-8, which may have 4 GB, or split it.",
  },
  object_too_large: {
    message: "A JSON object with the list of rows inside may have 64 MB.",
    whatToDo: "Export the list alone (it begins with a square bracket) or NDJSON, which may have 4 GB.",
  },
} as const satisfies { readonly [code: string]: { readonly message: string; readonly whatToDo: string } };

export type RejectionCode = keyof typeof REJECTIONS;
export type FramingCode = keyof typeof FRAMING;

/** What is wrong with one record: a stable code, the place (a JSON Pointer, "" = all of it), a sentence. */
export interface RecordError {
  readonly code: RejectionCode;
  readonly path: string;
  readonly message: string;
}

/** The error of one record at a place. The message shows at most 40 characters of a value, redacted. */
export function recordError(code: RejectionCode, path: string, detail: RejectionDetail = {}): RecordError {
  const entry: Entry = REJECTIONS[code];
  return { code, path, message: entry.message(fieldName(path), detail) };
}

/** What to do about an error of a record or of an input, in one sentence; null for a code that does not exist. */
export function whatToDo(code: string): string | null {
  if (Object.hasOwn(REJECTIONS, code)) return REJECTIONS[code as RejectionCode].whatToDo;
  if (Object.hasOwn(FRAMING, code)) return FRAMING[code as FramingCode].whatToDo;
  return null;
}

/** Every code of a refused record and of an input that could not be read to its end. */
export const REJECTION_CODES = Object.keys(REJECTIONS) as readonly RejectionCode[];
export const FRAMING_CODES = Object.keys(FRAMING) as readonly FramingCode[];

/**
 * The input as a whole breaks off or cannot be read (400). Thrown after everything before it has been handed out.
 * The message is for people.
 */
export class FramingError extends Error {
  override readonly name = "FramingError";
  readonly code: FramingCode;

  constructor(code: FramingCode, options?: { cause?: unknown }) {
    super(FRAMING[code].message, options);
    this.code = code;
  }
}

/** `/context/fields/0/name` as `context.fields[0].name`. */
function fieldName(path: string): string {
  return path
    .slice(1)
    .split("/")
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .reduce(
      (name, step) => (/^\d+$/.test(step) ? `${name}[${step}]` : name === "" ? step : `${name}.${step}`),
      "",
    );
}

const SHOWN = 40;

/** A value in quotation marks, redacted and shortened to 40 characters. */
function quote(value: unknown): string {
  // Redacted before it is cut: half an address is not recognised as one.
  const text = redact(String(value).slice(0, SHOWN * 10)).replace(/[\s\p{Cc}\p{Cs}]+/gu, " ");
  const characters = [...text];
  return `“${characters.length > SHOWN ? `${characters.slice(0, SHOWN - 1).join("")}…` : text}”`;
}

function describe(value: unknown): string {
  if (typeof value === "string") return `the text ${quote(value)}`;
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (Array.isArray(value)) return "a list";
  return value === null ? "empty (null)" : "an object";
}

function oneOf(allowed: readonly string[] = []): string {
  const last = allowed.at(-1) ?? "";
  return allowed.length < 2 ? last : `${allowed.slice(0, -1).join(", ")} or ${last}`;
}

function inMebibytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1).replace(/\.0$/, "")} MiB`;
}
