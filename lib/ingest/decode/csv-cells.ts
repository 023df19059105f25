import { countKnownColumns } from "./csv-columns";

/** What may separate the columns of a CSV. */
export const SEPARATORS = [",", ";", "\t", "|"] as const;
export type Separator = (typeof SEPARATORS)[number];

const OPENING = / *"/y;

/**
 * The cells of one row (RFC 4180: a cell in quotation marks may contain separators, line breaks and, written twice,
 * quotation marks). Spaces around the quotation marks do not matter; quotation marks inside a cell that does not begin
 * with one are ordinary characters.
 */
export function csvCells(row: string, separator: string): string[] {
  if (!row.includes('"')) return row.split(separator);
  const cells: string[] = [];
  for (let at = 0; ; ) {
    let cell: string;
    OPENING.lastIndex = at;
    if (OPENING.test(row)) {
      [cell, at] = quotedCell(row, OPENING.lastIndex);
      at = endOfCell(row, at, separator);
    } else {
      const end = endOfCell(row, at, separator);
      cell = row.slice(at, end);
      at = end;
    }
    cells.push(cell);
    if (at >= row.length) return cells;
    at += separator.length;
  }
}

function endOfCell(row: string, at: number, separator: string): number {
  const end = row.indexOf(separator, at);
  return end === -1 ? row.length : end;
}

/** The cell that begins after its opening quotation mark at `at`, and the place after the closing one. */
function quotedCell(row: string, at: number): [cell: string, end: number] {
  let cell = "";
  for (let start = at; ; ) {
    const quote = row.indexOf('"', start);
    if (quote === -1) return [cell + row.slice(start), row.length];
    cell += row.slice(start, quote);
    if (row.charAt(quote + 1) !== '"') return [cell, quote + 1];
    cell += '"';
    start = quote + 2;
  }
}

/** The separator of a header: the one that makes most known column names of it, then most columns. */
export function sniffSeparator(header: string): Separator {
  const scores = SEPARATORS.map((separator) => {
    const cells = csvCells(header, separator);
    return { separator, known: countKnownColumns(cells), cells: cells.length };
  });
  scores.sort((a, b) => b.known - a.known || b.cells - a.cells);
  return scores[0]?.separator ?? ",";
}
