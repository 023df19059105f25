import type { Dimension, TotalledDimension } from "@/lib/metrics/dimensions";
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
  // The same names come every day: what is to be done with each is found out once.
  const known = new Map<string, readonly (string | null)[] | null>();
  const read = (name: string) => {
    const values = cellValues(name);
    const passes = conditions.every(([at, wanted]) => wanted.has(values[at] ?? null));
    return passes ? places.map((at) => values[at] ?? null) : null;
  };
  return (payload) => {
    const byName = new Map<string, PickedCells | null>();
    const picked = new Map<string, PickedCells>();
    for (const { name, keys } of cellsOf(payload)) {
      let found = byName.get(name);
      if (found === undefined) {
        let values = known.get(name);
        if (values === undefined) {
          values = read(name);
          known.set(name, values);
        }
        found = values && pickedFor(picked, values);
        byName.set(name, found);
      }
      found?.keys.push(keys);
    }
    return [...picked.values()];
  };
}

function pickedFor(picked: Map<string, PickedCells>, values: readonly (string | null)[]): PickedCells {
  const id = JSON.stringify(values);
  let found = picked.get(id);
  if (!found) {
    found = { values, keys: [] };
    picked.set(id, found);
  }
  return found;
}
