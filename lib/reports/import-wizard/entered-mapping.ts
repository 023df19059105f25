import { columnMapping } from "@/lib/ingest/mapping/guess-mapping";
import {
  type ColumnMapping,
  type DateOrder,
  type Mapping,
  SCALES,
  type Scale,
} from "@/lib/ingest/mapping/mapping";
import type { FileSample } from "@/lib/ingest/mapping/stage-file";
import { TARGETS, type TargetKey, targetOf } from "@/lib/ingest/mapping/targets";

/** The names of a form's fields for the i-th column of a file, and for its j-th word. */
export const columnField = {
  key: (i: number) => `key-${i}`,
  name: (i: number) => `name-${i}`,
  scale: (i: number) => `scale-${i}`,
  word: (i: number, j: number) => `word-${i}-${j}`,
} as const;

/** Stands in a list of words for a word that is kept as it is. */
export const AS_IT_IS = "=";

/**
 * The mapping that was entered in the form of a file. A column that means something else than before is read anew by
 * its values; of the others it is kept what was chosen.
 */
export function enteredMapping(
  before: Mapping,
  sample: FileSample,
  entered: (name: string) => string,
): Mapping {
  if (before.reads === "records") return before;
  const columns = sample.columns.flatMap((column, i): ColumnMapping[] => {
    const key = entered(columnField.key(i));
    if (!isTarget(key)) return [];
    const known = before.columns.find((one) => one.column === column);
    const name = entered(columnField.name(i)).trim().slice(0, 64);
    const named = targetOf(key).named ? { name: name || suggestedName(column) } : {};
    if (known?.key !== key) {
      const values = (sample.words[column] ?? sample.rows.map((row) => row[column])) as readonly unknown[];
      return [{ ...columnMapping(key, { name: column, values }, orderOf(before)), ...named }];
    }
    return [
      {
        ...known,
        ...named,
        ...scaleOf(entered(columnField.scale(i))),
        ...valuesOf(key, sample, column, i, entered, known),
      },
    ];
  });
  // How the ids are written holds for the column they stand in.
  const ids = before.columns.find(({ key }) => key === "conversationId");
  return {
    ...before,
    columns: columns.map((column) =>
      ids?.ids && column.key === "conversationId" && column.column === ids.column
        ? { ...column, ids: ids.ids }
        : column,
    ),
  };
}

/** A mapping with the time zone, the source and the order of dates that hold for all files of a draft. */
export function withDefaults(
  mapping: Mapping,
  { zone, source, order }: { zone: string; source: string; order: DateOrder | null },
): Mapping {
  return {
    ...mapping,
    zone,
    constants: { ...mapping.constants, source },
    columns: mapping.columns.map((column) =>
      order !== null && targetOf(column.key).reading === "time" ? { ...column, order } : column,
    ),
  };
}

/** The order of dates that a mapping says; null where it says none. */
export function orderOf(mapping: Mapping): DateOrder | null {
  return mapping.columns.find(({ order }) => order !== undefined)?.order ?? null;
}

/** Whether the words of a column can be mapped to others. */
export function hasWords(key: TargetKey): boolean {
  const { reading } = targetOf(key);
  return reading === "choice" || reading === "openChoice" || key === "conversation.queryType";
}

function isTarget(key: string): key is TargetKey {
  return Object.hasOwn(TARGETS, key);
}

function suggestedName(column: string): string {
  return (
    column
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "_")
      .replace(/^_+|_+$/g, "")
      .slice(0, 64) || "value"
  );
}

function scaleOf(entered: string): { scale?: Scale } {
  const scale = SCALES.find((one) => one === entered);
  return scale ? { scale } : {};
}

function valuesOf(
  key: TargetKey,
  sample: FileSample,
  column: string,
  i: number,
  entered: (name: string) => string,
  known: ColumnMapping,
): Pick<ColumnMapping, "values"> {
  if (!hasWords(key)) return {};
  // Words that did not stand in the first rows are kept from a saved mapping.
  const values: { [word: string]: string } = { ...known.values };
  for (const [j, word] of (sample.words[column] ?? []).entries()) {
    const meant = entered(columnField.word(i, j)).trim().slice(0, 256);
    const plain = word.toLowerCase();
    if (meant === AS_IT_IS || meant === word) delete values[plain];
    else if (meant !== "" || targetOf(key).choices) values[plain] = meant;
    else delete values[plain];
  }
  return { values };
}
