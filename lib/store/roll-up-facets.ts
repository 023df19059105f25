import type pg from "pg";
import { TOTALLED_DIMENSIONS, type TotalledDimension } from "@/lib/metrics/dimensions";
import { addCounts, type FacetCounts, packFacets, unpackFacets } from "./facet-payload";
import { CELL_HASH, FACET_GROUPINGS } from "./groupings";

type Dimensions = { readonly [D in TotalledDimension]: string | null };

interface FacetRow extends Dimensions {
  readonly generation: number;
  readonly day: string;
  readonly facet: string;
  readonly payload: Buffer;
}

interface Cell {
  readonly generation: number;
  readonly grouping: number;
  readonly day: string;
  readonly facet: string;
  readonly dimensions: Dimensions;
  readonly keys: Map<string, FacetCounts>;
}

/** Stands for null in the name of a cell; no dimension holds a control character. */
const NOT_KNOWN = "\u0000";

const DIMENSIONS = TOTALLED_DIMENSIONS.join(", ");

/** Rolls up some pending facets, with what their cells hold already; answers how many rows it took. */
export async function rollUpFacets(client: pg.PoolClient, limit: number): Promise<number> {
  const { rows: taken } = await client.query<FacetRow>(
    `DELETE FROM facet_pending WHERE ctid = ANY(ARRAY(SELECT ctid FROM facet_pending ORDER BY day LIMIT ${limit}))
     RETURNING generation, day::text, facet, ${DIMENSIONS}, payload`,
  );
  if (taken.length === 0) return 0;
  const cells = new Map<string, Cell>();
  for (const row of taken) {
    const keys = unpackFacets(row.payload);
    for (const grouping of FACET_GROUPINGS.keys()) addTo(cells, row, grouping, keys);
  }
  for (const row of await readCellsOf(client, taken)) {
    const cell = cells.get(cellName(row, row.grouping));
    if (cell) unpackFacets(row.payload, cell.keys);
  }
  await writeCells(client, [...cells.values()]);
  return taken.length;
}

function addTo(
  cells: Map<string, Cell>,
  row: FacetRow,
  grouping: number,
  keys: ReadonlyMap<string, FacetCounts>,
): void {
  const name = cellName(row, grouping);
  let cell = cells.get(name);
  if (!cell) {
    const { generation, day, facet } = row;
    cell = { generation, grouping, day, facet, dimensions: row, keys: new Map() };
    cells.set(name, cell);
  }
  for (const [key, counts] of keys) {
    const sum = cell.keys.get(key);
    if (sum) addCounts(sum, counts);
    else cell.keys.set(key, [counts[0], counts[1], counts[2], counts[3]]);
  }
}

function kept(row: Dimensions, grouping: number): (string | null)[] {
  const dimensions: readonly string[] = FACET_GROUPINGS[grouping] ?? [];
  return TOTALLED_DIMENSIONS.map((dimension) => (dimensions.includes(dimension) ? row[dimension] : null));
}

function cellName(row: FacetRow, grouping: number): string {
  let name = `${row.generation} ${grouping} ${row.day} ${row.facet}`;
  for (const dimension of FACET_GROUPINGS[grouping] ?? []) name += `\u001f${row[dimension] ?? NOT_KNOWN}`;
  return name;
}

/** All cells of the days and facets that the rows touch: a few more than needed, found by the index's first columns. */
async function readCellsOf(
  client: pg.PoolClient,
  touched: readonly FacetRow[],
): Promise<(FacetRow & { readonly grouping: number })[]> {
  const parts = [
    ...new Map(touched.map((row) => [`${row.generation} ${row.day} ${row.facet}`, row])).values(),
  ];
  const { rows } = await client.query<FacetRow & { readonly grouping: number }>(
    `SELECT t.generation, t.grouping, t.day::text, t.facet, ${DIMENSIONS}, t.payload
     FROM unnest($1::int[], $2::date[], $3::text[]) AS part(generation, day, facet)
     CROSS JOIN generate_series(0, ${FACET_GROUPINGS.length - 1}) AS g(grouping)
     JOIN facet_total AS t ON t.generation = part.generation AND t.grouping = g.grouping
                          AND t.facet = part.facet AND t.day = part.day`,
    [parts.map((part) => part.generation), parts.map((part) => part.day), parts.map((part) => part.facet)],
  );
  return rows;
}

/** Between the values of a list, and what stands for null in it. */
const [SEPARATOR, NULL] = ["\u001e", "\u001d"];

/*
 * Thousands of cells go to the database as one text a column and their payloads end to end: as arrays, of which every
 * element is quoted and every payload spelled out in hexadecimal, they would cost more than all the adding up.
 */
const list = (column: number, type: string) =>
  `string_to_array($${column}, E'\\x1e', E'\\x1d')${type === "text" ? "" : `::${type}[]`}`;
const CELL_TYPES = [
  ["generation", "int"],
  ["grouping", "int"],
  ["day", "date"],
  ["facet", "text"],
  ...TOTALLED_DIMENSIONS.map((dimension) => [dimension, "text"] as const),
  ["start", "int"],
  ["length", "int"],
] as const;

async function writeCells(client: pg.PoolClient, cells: readonly Cell[]): Promise<void> {
  const payloads = cells.map((cell) => packFacets(cell.keys));
  let end = 1;
  const rows = cells.map(({ generation, grouping, day, facet, dimensions }, i) => {
    const start = end;
    const length = payloads[i]?.length ?? 0;
    end += length;
    return [generation, grouping, day, facet, ...kept(dimensions, grouping), start, length];
  });
  await client.query(
    `INSERT INTO facet_total (generation, grouping, day, facet, cell, ${DIMENSIONS}, payload)
     SELECT generation, grouping, day, facet, ${CELL_HASH}, ${DIMENSIONS}, substring($1::bytea FROM start FOR length)
     FROM unnest(${CELL_TYPES.map(([, type], i) => list(i + 2, type)).join(", ")})
          AS cell(${CELL_TYPES.map(([name]) => name).join(", ")})
     ON CONFLICT (generation, grouping, facet, day, cell)
     DO UPDATE SET payload = excluded.payload`,
    [
      Buffer.concat(payloads),
      ...CELL_TYPES.map((_, column) => rows.map((row) => row[column] ?? NULL).join(SEPARATOR)),
    ],
  );
}
