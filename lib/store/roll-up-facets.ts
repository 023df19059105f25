import type pg from "pg";
import { TOTALLED_DIMENSIONS, type TotalledDimension } from "@/lib/metrics/dimensions";
import { cellName, cellsOf, type PackedCell, packCells } from "./facet-cells";
import { addCounts, type FacetCounts, packFacets, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS } from "./groupings";
import { newVersions } from "./total-versions";

type Dimensions = { readonly [D in TotalledDimension]: string | null };

interface PendingRow extends Dimensions {
  readonly generation: number;
  readonly day: string;
  readonly facet: string;
  readonly payload: Buffer;
}

/** What is added to a day's cells of one facet at one grouping. */
interface Part {
  readonly grouping: number;
  readonly facet: string;
  /** Cell by cell, by name. */
  readonly cells: Map<string, Map<string, FacetCounts>>;
}

/** Rolls up some pending facets, with what their days hold already; answers how many rows it took. */
export async function rollUpFacets(client: pg.PoolClient, limit: number): Promise<number> {
  const { rows: taken } = await client.query<PendingRow>(
    `DELETE FROM facet_pending WHERE ctid = ANY(ARRAY(SELECT ctid FROM facet_pending ORDER BY day LIMIT ${limit}))
     RETURNING generation, day::text, facet, ${TOTALLED_DIMENSIONS.join(", ")}, payload`,
  );
  const days = new Map<string, [PendingRow, ...PendingRow[]]>();
  for (const row of taken) {
    const name = `${row.generation} ${row.day}`;
    const rows = days.get(name);
    if (rows) rows.push(row);
    else days.set(name, [row]);
  }
  // Day by day, so that memory holds no more than one day's cells.
  for (const rows of days.values()) await addToDay(client, rows[0], partsOf(rows));
  const touched = [...days.values()].map(([row]) => row);
  await client.query(newVersions("unnest($1::int[], $2::date[]) AS touched(generation, day)"), [
    touched.map((row) => row.generation),
    touched.map((row) => row.day),
  ]);
  return taken.length;
}

function partsOf(rows: readonly PendingRow[]): ReadonlyMap<string, Part> {
  const parts = new Map<string, Part>();
  for (const row of rows) {
    const keys = unpackFacets(row.payload);
    for (const [grouping, kept] of FACET_GROUPINGS.entries()) {
      const name = partName(grouping, row.facet);
      let part = parts.get(name);
      if (!part) {
        part = { grouping, facet: row.facet, cells: new Map() };
        parts.set(name, part);
      }
      addToCell(part.cells, cellName(kept, row), keys);
    }
  }
  return parts;
}

function partName(grouping: number, facet: string): string {
  return `${grouping} ${facet}`;
}

function addToCell(
  cells: Map<string, Map<string, FacetCounts>>,
  name: string,
  keys: ReadonlyMap<string, FacetCounts>,
): void {
  let sums = cells.get(name);
  if (!sums) {
    sums = new Map();
    cells.set(name, sums);
  }
  for (const [key, counts] of keys) {
    const sum = sums.get(key);
    if (sum) addCounts(sum, counts);
    else sums.set(key, [counts[0], counts[1], counts[2], counts[3]]);
  }
}

/** The cells that were there, with what is added; those that nothing is added to are taken over as they are. */
function* addedTo(
  payload: Buffer | undefined,
  added: Map<string, Map<string, FacetCounts>>,
): Generator<PackedCell, void, undefined> {
  for (const cell of payload ? cellsOf(payload) : []) {
    const sums = added.get(cell.name);
    if (sums) unpackFacets(cell.keys, sums);
    else yield cell;
  }
  for (const [name, sums] of added) yield { name, keys: packFacets(sums) };
}

async function addToDay(
  client: pg.PoolClient,
  { generation, day }: Pick<PendingRow, "generation" | "day">,
  parts: ReadonlyMap<string, Part>,
): Promise<void> {
  const all = [...parts.values()];
  const columns = [all.map(({ grouping }) => grouping), all.map(({ facet }) => facet)];
  const { rows } = await client.query<{ grouping: number; facet: string; payload: Buffer }>(
    `SELECT grouping, facet, payload FROM facet_total WHERE generation = $1 AND day = $2::date
       AND (grouping, facet) IN (SELECT * FROM unnest($3::smallint[], $4::text[]))`,
    [generation, day, ...columns],
  );
  const before = new Map(rows.map(({ grouping, facet, payload }) => [partName(grouping, facet), payload]));
  const payloads = [...parts].map(([name, { cells }]) => packCells(addedTo(before.get(name), cells)));
  let end = 1;
  const starts = payloads.map(({ length }) => {
    const start = end;
    end += length;
    return start;
  });
  // All payloads go to the database end to end: as an array, each would be spelled out in hexadecimal.
  await client.query(
    `INSERT INTO facet_total (generation, day, grouping, facet, payload)
     SELECT $1::int, $2::date, grouping, facet, substring($5::bytea FROM start FOR length)
     FROM unnest($3::smallint[], $4::text[], $6::int[], $7::int[]) AS part(grouping, facet, start, length)
     ON CONFLICT (generation, grouping, facet, day) DO UPDATE SET payload = excluded.payload`,
    [generation, day, ...columns, Buffer.concat(payloads), starts, payloads.map(({ length }) => length)],
  );
}
