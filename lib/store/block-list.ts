import type pg from "pg";
import type { Micros } from "@/lib/domain/record";

/*
 * Customers who were erased, and their conversations, by keyed hash: what belongs to them is not taken in again. The
 * list has a version, which every writer reads together with the generations; only where it differs from the one
 * that this process knows is the list itself read again.
 */

/** The setting that holds the list's version; absent while nobody was erased. */
export const BLOCK_LIST_SETTING = "block_list_version";

/** By hash: conversations that began before that moment are not taken in. */
export type BlockList = ReadonlyMap<string, Micros>;

const known = new WeakMap<pg.Pool, { readonly version: number; readonly list: BlockList }>();

/** The list at a version that the transaction of `client` has seen; null while it is empty. */
export async function readBlockList(
  pool: pg.Pool,
  client: pg.PoolClient,
  version: number | null,
): Promise<BlockList | null> {
  if (version === null) return null;
  const cached = known.get(pool);
  if (cached?.version === version) return cached.list;
  const { rows } = await client.query<{ hash: string; since: string }>(
    "SELECT hash, (extract(epoch FROM since) * 1000000)::bigint AS since FROM blocked",
  );
  const list = new Map(rows.map((row) => [row.hash, Number(row.since)]));
  known.set(pool, { version, list });
  return list;
}

/** Adds hashes to the list. Those that are on it keep the later moment. */
export async function addToBlockList(
  client: pg.PoolClient,
  hashes: readonly string[],
  since: Micros,
): Promise<void> {
  if (hashes.length === 0) return;
  const { rowCount } = await client.query(
    `INSERT INTO blocked AS b (hash, since)
     SELECT DISTINCT hash, to_timestamp($2::numeric / 1000000) FROM unnest($1::text[]) AS new (hash) ORDER BY hash
     ON CONFLICT (hash) DO UPDATE SET since = excluded.since WHERE b.since < excluded.since`,
    [hashes, since],
  );
  if (rowCount === 0) return;
  await client.query(
    `INSERT INTO setting AS s (key, value) VALUES ($1, '1')
     ON CONFLICT (key) DO UPDATE SET value = to_jsonb(s.value::int + 1)`,
    [BLOCK_LIST_SETTING],
  );
}
