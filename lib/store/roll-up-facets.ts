import type pg from "pg";
import { TOTALLED_DIMENSIONS, type TotalledDimension } from "@/lib/metrics/dimensions";
import { cellName, cellsOf, type PackedCell, packCells } from "./facet-cells";
import { addCounts, type FacetCounts, packFacets, unpackFacets } from "./facet-payload";
import { FACET_GROUPINGS } from "./groupings";
import { newVersions } from "./total-versions";

interface PendingRow {
  readonly generation: number;
  readonly day: string;
  readonly facet: string;
  readonly payload: Buffer;
  readonly dimensions: { readonly [D in TotalledDimension]: string | null };
}

/** What is added to a day's cells of one facet at one grouping. */
interface Part {
  readonly generation: number;
  readonly grouping: number;
  readonly facet: string;
  readonly day: string;
  /** Cell by cell, by name. */
  readonly cells: Map<string, Map<string, FacetCounts>>;
}

/** Rolls up some pending facets, with what their days hold already; answers how many rows it took. */
export async function rollUpFacets(client: pg.PoolClient, limit: number): Promise<number> {
  const { rows: taken } = await client.query<Omit<PendingRow, "dimensions"> & PendingRow["dimensions"]>(
    `DELETE FROM facet_pending WHERE ctid = ANY(ARRAY(SELECT ctid FROM facet_pending ORDER BY day LIMIT ${limit}))
     RETURNING generation, day::text, facet, ${TOTALLED_DIMENSIONS.join(", ")}, payload`,
  );
  const days = new Map<string, PendingRow[]>();
  for (const row of taken) {
    const name = `${row.generation} ${row.day}`;
    const rows = days.get(name);
    const pending = { ...row, dimensions: row };
    if (rows) rows.push(pending);
    else days.set(name, [pending]);
  }
  // Day by day, so that memory holds no more than one day's cells.
  for (const rows of days.values()) await addToDay(client, rows);
  const touched = [...days.values()].flatMap(([row]) => row ?? []);
  await client.query(newVersions("unnest($1::int[], $2::date[]) AS touched(generation, day)"), [
    touched.map((row) => row.generation),
    touched.map((row) => row.day),
  ]);
  return taken.length;
}

async function addToDay(client: pg.PoolClient, rows: readonly PendingRow[]): Promise<void> {
  const parts = new Map<string, Part>();
  for (const row of rows) {
    const { generation, day, facet, dimensions } = row;
    const keys = unpackFacets(row.payload);
    for (const [grouping, kept] of FACET_GROUPINGS.entries()) {
      const name = partName(grouping, facet);
      let part = parts.get(name);
      if (!part) {
        part = { generation, grouping, facet, day, cells: new Map() };
        parts.set(name, part);
      }
      addToCell(part.cells, cellName(kept, dimensions), keys);
    }
  }
  const [first] = rows;
  if (!first) return;
  const before = await readDay(client, first, [...new Set(rows.map(({ facet }) => facet))]);
  await writeParts(
    client,
    [...parts].map(([name, part]) => ({
      ...part,
      payload: packCells(addedTo(before.get(name), part.cells)),
    })),
  );
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

async function readDay(
  client: pg.PoolClient,
  { generation, day }: Pick<PendingRow, "generation" | "day">,
  facets: readonly string[],
): Promise<Map<string, Buffer>> {
  const { rows } = await client.query<{ grouping: number; facet: string; payload: Buffer }>(
    `SELECT grouping, facet, payload FROM facet_total
     WHERE generation = $1 AND grouping = ANY($2::smallint[]) AND facet = ANY($3::text[]) AND day = $4::date`,
    [generation, [...FACET_GROUPINGS.keys()], facets, day],
  );
  return new Map(rows.map(({ grouping, facet, payload }) => [partName(grouping, facet), payload]));
}

/** All payloads go to the database end to end: as an array, each would be spelled out in hexadecimal. */
async function writeParts(
  client: pg.PoolClient,
  parts: readonly (Part & { readonly payload: Buffer })[],
): Promise<void> {
  let end = 1;
  const starts = parts.map(({ payload }) => {
    const start = end;
    end += payload.length;
    return start;
  });
  await client.query(
    `INSERT INTO facet_total (generation, grouping, facet, day, payload)
     SELECT generation, grouping, facet, day, substring($1::bytea FROM start FOR length)
     FROM unnest($2::int[], $3::smallint[], $4::text[], $5::date[], $6::int[], $7::int[])
          AS part(generation, grouping, facet, day, start, length)
     ON CONFLICT (generation, grouping, facet, day) DO UPDATE SET payload = excluded.payload`,
    [
      Buffer.concat(parts.map(({ payload }) => payload)),
      parts.map(({ generation }) => generation),
      parts.map(({ grouping }) => grouping),
      parts.map(({ facet }) => facet),
      parts.map(({ day }) => day),
      starts,
      parts.map(({ payload }) => payload.length),
    ],
  );
}
