import type pg from "pg";
import { formatInstant } from "@/lib/domain/instant";
import type { Neighbours } from "@/lib/metrics/journey";
import type { Measured, MeasuredDimensions } from "@/lib/metrics/measure-conversation";
import { type FacetSum, MEASURES, type Sums } from "@/lib/metrics/measures";
import { copySparseRows, type SparseColumns } from "./copy";
import { DIMENSION_COLUMNS, SUM_COLUMNS } from "./measure-columns";

/** The part of a measure row that the totals are made of. */
export interface Totalled {
  readonly generation: number;
  readonly day: string;
  readonly dimensions: Pick<
    MeasuredDimensions,
    "query_type" | "bot" | "bot_version" | "channel" | "language" | "reason"
  >;
  readonly sums: Sums;
  readonly facets: readonly FacetSum[];
}

/** A measure row as it is stored. */
export interface StoredTotalled extends Totalled {
  readonly conversation: string;
  /** Its records are gone: it is not measured again. */
  readonly final: boolean;
  /** What of its journey it was measured with. */
  readonly neighbours: Neighbours | null;
}

/** A measure row on its way in. */
export interface NewMeasure {
  readonly generation: number;
  readonly conversation: string;
  readonly measured: Measured;
}

type StoredFacet = readonly [FacetSum["facet"], string, number, number, number, number];

/** Facets as they are stored: `[facet, key, n1, n2, n3, n4]` lists; null for none. */
export function facetsToJson(facets: readonly FacetSum[]): string | null {
  return facets.length === 0 ? null : JSON.stringify(facets.map((f) => [f.facet, f.key, ...f.counts]));
}

/** Reads what {@link facetsToJson} wrote. */
export function facetsFromJson(stored: readonly StoredFacet[] | null): FacetSum[] {
  return (stored ?? []).map(([facet, key, ...counts]) => ({ facet, key, counts }));
}

/** What the stored measure rows of conversations add to the totals, under any of the generations. */
export async function readTotalled(
  client: pg.Pool | pg.PoolClient,
  generations: readonly number[],
  conversations: readonly string[],
): Promise<StoredTotalled[]> {
  const { rows } = await client.query<Record<string, unknown>>(
    `SELECT generation, conversation_id, final, day::text, query_type, bot, bot_version, channel, language, reason, facets, neighbours,
            ${SUM_COLUMNS.join(", ")}
     FROM measure WHERE generation = ANY($1::int[]) AND conversation_id = ANY($2::bigint[])`,
    [generations, conversations],
  );
  return rows.map((row) => ({
    generation: row.generation as number,
    conversation: row.conversation_id as string,
    final: row.final as boolean,
    day: row.day as string,
    dimensions: row as unknown as Totalled["dimensions"],
    sums: Object.fromEntries(MEASURES.flatMap((m) => (row[m] === null ? [] : [[m, Number(row[m])]]))),
    facets: facetsFromJson(row.facets as readonly StoredFacet[] | null),
    neighbours: row.neighbours as Neighbours | null,
  }));
}

/** Takes measure rows out, so that they can be written anew. The transaction's TotalsDelta must take them, too. */
export async function deleteMeasures(
  client: pg.PoolClient,
  generations: readonly number[],
  conversations: readonly string[],
): Promise<void> {
  await client.query(
    "DELETE FROM measure WHERE generation = ANY($1::int[]) AND conversation_id = ANY($2::bigint[])",
    [generations, conversations],
  );
}

const SPARSE: readonly SparseColumns<NewMeasure>[] = [
  {
    columns: DIMENSION_COLUMNS,
    cellsOf: ({ measured }) => measured.dimensions,
  },
  { columns: SUM_COLUMNS, cellsOf: ({ measured }) => measured.sums },
];

/** Appends measure rows. The transaction's TotalsDelta must take them, too: it also tells that they have changed. */
export async function insertMeasures(client: pg.PoolClient, rows: readonly NewMeasure[]): Promise<void> {
  await copySparseRows(
    client,
    "measure",
    ["generation", "conversation_id", "day", "started_at", "hour", "attributes", "facets", "neighbours"],
    SPARSE,
    rows,
    ({ generation, conversation, measured }) => [
      generation,
      conversation,
      measured.day,
      formatInstant(measured.startedAt),
      measured.hour,
      measured.attributes ? JSON.stringify(measured.attributes) : null,
      facetsToJson(measured.facets),
      measured.neighbours ? JSON.stringify(measured.neighbours) : null,
    ],
    ({ measured }) => (measured.sums.hand_offs ?? 0) > 0,
  );
}
