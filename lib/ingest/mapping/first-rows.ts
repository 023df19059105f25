import { readXlsx, streamXlsxRows } from "hucre/xlsx";
import { csvCells } from "@/lib/ingest/decode/csv-cells";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { csvLines, type FileShape } from "./file-shape";
import { filled, rowsAbove } from "./header-row";

const ROWS_LOOKED_AT = 30;
/** So many sheets of a spreadsheet are looked at for one with a table. */
const SHEETS_LOOKED_AT = 20;

/** The first rows of a CSV that are not blank, cell by cell. */
export function firstCsvRows(
  head: Buffer,
  { encoding, delimiter }: FileShape,
): readonly (readonly unknown[])[] {
  const text = new TextDecoder(encoding).decode(head).replace(/^\ufeff/, "");
  return csvLines(text).lines.map((line) => csvCells(line, delimiter ?? ",").map((cell) => cell.trim()));
}

/** The first rows of a sheet that are not blank, cell by cell. @throws FramingError when it cannot be read */
export async function firstSheetRows(
  bytes: Uint8Array,
  sheet: string | null,
): Promise<readonly (readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  try {
    for await (const { values } of streamXlsxRows(bytes, sheet === null ? {} : { sheet })) {
      const cells: readonly unknown[] = values;
      if (filled(cells) > 0) rows.push(cells);
      if (rows.length >= ROWS_LOOKED_AT) break;
    }
  } catch (cause) {
    throw new FramingError("not_text", { cause });
  }
  return rows;
}

/** The names of a spreadsheet's sheets, without those that are hidden. @throws FramingError when it is none */
export async function sheetNames(bytes: Uint8Array): Promise<readonly string[]> {
  const names: string[] = [];
  try {
    await readXlsx(bytes, {
      // Asked before the body of a sheet is read: none is.
      sheets: (info) => {
        if (!info.hidden && !info.veryHidden) names.push(info.name);
        return false;
      },
    });
  } catch (cause) {
    if (names.length === 0) throw new FramingError("not_text", { cause });
  }
  return names;
}

/** The first sheet with a table on it (two columns, a header and a row), and how many rows stand above its header. */
export async function tableSheet(
  bytes: Uint8Array,
  names: readonly string[],
): Promise<Pick<FileShape, "sheet" | "above">> {
  for (const sheet of names.slice(0, SHEETS_LOOKED_AT)) {
    const rows = await firstSheetRows(bytes, sheet);
    if (rows.filter((cells) => filled(cells) > 1).length > 1) return { sheet, above: rowsAbove(rows) };
  }
  return { sheet: names[0] ?? null, above: 0 };
}
