import type pg from "pg";
import { TOTALLED_DIMENSIONS } from "@/lib/metrics/dimensions";
import { type Facet, MEASURES, type Sums } from "@/lib/metrics/measures";
import { type Cell, copyRows, hexCell } from "./copy";
import { type FacetCounts, packFacets } from "./facet-payload";
import { CELL_COLUMNS, SUM_COLUMNS, sumCells } from "./measure-columns";
import type { Totalled } from "./measure-rows";

interface Cells {
  readonly generation: number;
  readonly names: readonly Cell[];
  readonly sums: Sums;
  readonly facets: Map<Facet, Map<string, FacetCounts>>;
}

/** What a transaction changes in the totals: measure rows taken out and put in, summed up cell by cell. */
export class TotalsDelta {
  private readonly cells = new Map<string, Cells>();

  /** Adds (`sign` 1) or takes away (−1) what one measure row holds. */
  add(row: Totalled, sign: 1 | -1): void {
    const names = [row.day, ...TOTALLED_DIMENSIONS.map((dimension) => row.dimensions[dimension])];
    const id = JSON.stringify([row.generation, names]);
    let cell = this.cells.get(id);
    if (!cell) {
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
      for (const i of [0, 1, 2, 3] as const) sum[i] += sign * counts[i];
    }
  }

  /**
   * Appends the changes to the pending totals, where reports see them as soon as the transaction commits. Writers
   * only ever append, so they never wait for each other here. Answers how many rows it wrote.
   */
  async write(client: pg.PoolClient): Promise<number> {
    const totals: Cell[][] = [];
    const facets: Cell[][] = [];
    for (const { generation, names, sums, facets: byFacet } of this.cells.values()) {
      if (MEASURES.some((measure) => sums[measure])) totals.push([generation, ...names, ...sumCells(sums)]);
      for (const [facet, keys] of byFacet) {
        const payload = packFacets(keys);
        if (payload.length > 0) facets.push([generation, ...names, facet, hexCell(payload)]);
      }
    }
    await copyRows(client, "total_pending", ["generation", ...CELL_COLUMNS, ...SUM_COLUMNS], totals);
    await copyRows(client, "facet_pending", ["generation", ...CELL_COLUMNS, "facet", "payload"], facets);
    return totals.length + facets.length;
  }
}
