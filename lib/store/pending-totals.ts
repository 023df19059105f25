import type pg from "pg";
import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { type Facet, MEASURES, type Sums } from "@/lib/metrics/measures";
import { type Cell, copyRows, copySparseRows, hexCell } from "./copy";
import { addCounts, type FacetCounts, packFacets } from "./facet-payload";
import { CELL_COLUMNS, SUM_COLUMNS } from "./measure-columns";
import type { Totalled } from "./measure-rows";

interface Cells {
  readonly generation: number;
  readonly names: readonly Cell[];
  readonly sums: Sums;
  readonly facets: Map<Facet, Map<string, FacetCounts>>;
}

/** Stands for null in the name of a cell; no dimension holds a control character. */
const NOT_KNOWN = "\u0000";

/** What a transaction changes in the totals: measure rows taken out and put in, summed up cell by cell. */
export class TotalsDelta {
  private readonly cells = new Map<string, Cells>();

  /** Adds (`sign` 1) or takes away (−1) what one measure row holds. */
  add(row: Totalled, sign: 1 | -1): void {
    let id = `${row.generation}\u001f${row.day}`;
    for (const dimension of TOTALLED_DIMENSIONS) id += `\u001f${row.dimensions[dimension] ?? NOT_KNOWN}`;
    let cell = this.cells.get(id);
    if (!cell) {
      const names = [row.day, ...TOTALLED_DIMENSIONS.map((dimension) => row.dimensions[dimension])];
      cell = { generation: row.generation, names, sums: {}, facets: new Map() };
      this.cells.set(id, cell);
    }
    for (const measure in row.sums) {
      const m = measure as keyof Sums;
      cell.sums[m] = (cell.sums[m] ?? 0) + sign * (row.sums[m] ?? 0);
    }
    for (const { facet, key, counts } of row.facets) {
      let keys = cell.facets.get(facet);
      if (!keys) {
        keys = new Map();
        cell.facets.set(facet, keys);
      }
      let sum = keys.get(key);
      if (!sum) {
        sum = [0, 0, 0, 0];
        keys.set(key, sum);
      }
      addCounts(sum, counts, sign);
    }
  }

  /**
   * Appends the changes to the pending totals, where reports see them as soon as the transaction commits. Writers
   * only ever append, so they never wait for each other here. Of a day whose sums stay as they are an empty row says
   * that its measure rows have changed (total-versions.ts). Answers how many rows it wrote.
   */
  async write(client: pg.PoolClient): Promise<number> {
    const changed = [...this.cells.values()];
    const totals = oneADay(
      changed,
      changed.filter(({ sums }) => MEASURES.some((measure) => sums[measure])),
    );
    const facets = changed.flatMap(({ generation, names, facets }) =>
      [...facets].map(([facet, keys]) => ({ generation, names, facet, payload: packFacets(keys) })),
    );
    const changedFacets = facets.filter(({ payload }) => payload.length > 0);
    const cell = ["generation", ...CELL_COLUMNS];
    await copySparseRows(
      client,
      "total_pending",
      cell,
      [{ columns: SUM_COLUMNS, cellsOf: ({ sums }) => sums }],
      totals,
      ({ generation, names }) => [generation, ...names],
      ({ sums }) => (sums.hand_offs ?? 0) !== 0,
    );
    await copyRows(client, "facet_pending", [...cell, "facet", "payload"], changedFacets, (row) => [
      row.generation,
      ...row.names,
      row.facet,
      hexCell(row.payload),
    ]);
    return totals.length + changedFacets.length;
  }
}

/** Cells, and one more of each day that has none among them. */
function oneADay(all: readonly Cells[], cells: readonly Cells[]): readonly Cells[] {
  const nameOf = ({ generation, names }: Cells) => `${generation} ${names[0]}`;
  const days = new Set(cells.map(nameOf));
  const others = new Map(all.flatMap((cell) => (days.has(nameOf(cell)) ? [] : [[nameOf(cell), cell]])));
  return others.size === 0 ? cells : [...cells, ...others.values()];
}
