import type { Dimension, TotalledDimension } from "@/lib/metrics/dimensions";
import { rowName } from "./ask-together";
import { cellsOf, cellValues } from "./facet-cells";
import type { DimensionFilter } from "./report-sql";

/** Cells that look the same to a question: their values of its dimensions, and their packed keys. */
export interface PickedCells {
  readonly values: readonly (string | null)[];
  readonly keys: Buffer[];
}

/**
 * Picks the cells that pass the filters out of payloads of a grouping, put together by the dimensions asked for. Both
 * the filters and the dimensions are of the grouping.
 */
export function cellPicker(
  grouping: readonly TotalledDimension[],
  dimensions: readonly Dimension[],
  filters: readonly DimensionFilter[],
): (payload: Buffer) => PickedCells[] {
  const place = (dimension: Dimension) => (grouping as readonly Dimension[]).indexOf(dimension);
  const places = dimensions.map(place);
  const conditions = filters.map(({ dimension, values }) => [place(dimension), new Set(values)] as const);
  const read = (name: string) => {
    const inCell = cellValues(name);
    if (!conditions.every(([at, wanted]) => wanted.has(inCell[at] ?? null))) return null;
    const values = places.map((at) => inCell[at] ?? null);
    return { id: rowName(values), values };
  };
  // The same names come every day: what is to be done with each is found out once.
  const known = new Map<string, ReturnType<typeof read>>();
  return (payload) => {
    const picked = new Map<string, PickedCells>();
    for (const { name, keys } of cellsOf(payload)) {
      let cell = known.get(name);
      if (cell === undefined) {
        cell = read(name);
        known.set(name, cell);
      }
      if (!cell) continue;
      const found = picked.get(cell.id);
      if (found) found.keys.push(keys);
      else picked.set(cell.id, { values: cell.values, keys: [keys] });
    }
    return [...picked.values()];
  };
}
