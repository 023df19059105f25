/** A file that is something else than a table; the message says what it is and what to do instead. */
export class NoTableError extends Error {}

/** Characters looked at: enough to tell a picture from a text. */
const LOOKED_AT = 4_096;
/** A text has hardly any control characters besides line ends and tabs. */
const MOST_CONTROLS = 0.01;

/** Files that people have beside their exports, by how they begin. */
const KNOWN: readonly (readonly [RegExp, string])[] = [
  [
    /^(<!doctype html|<html|<head|<body)/i,
    "It is a web page, perhaps the one to sign in at. Save the export itself and drop that.",
  ],
  [/^<\?xml/i, "It is XML. Export it as CSV, XLSX, JSON or NDJSON."],
  [/^%PDF/, "It is a PDF. Export it as CSV or XLSX."],
];

/**
 * Refuses what is plainly no table, before it is taken for a CSV of one odd column.
 *
 * @param text the beginning of the file, decoded
 * @throws NoTableError
 */
export function refuseNoTable(text: string): void {
  const begin = text.replace(/^\ufeff/, "").trimStart();
  const known = KNOWN.find(([pattern]) => pattern.test(begin));
  if (known) throw new NoTableError(known[1]);
  const head = text.slice(0, LOOKED_AT);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what tells other files from text.
  const controls = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/g)?.length ?? 0;
  if (controls > head.length * MOST_CONTROLS) {
    throw new NoTableError(
      "It is neither text nor a spreadsheet that Baton reads: broken, or of an old format. Save it as CSV or XLSX.",
    );
  }
}
