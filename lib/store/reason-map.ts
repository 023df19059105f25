import type pg from "pg";
import type { Reason } from "@/lib/domain/reason";
import { EMPTY_REASON_MAP, foldRawReason, type ReasonMap, reasonMapOf } from "@/lib/domain/reason-map";
import type { Database } from "./database";
import { beginGeneration, changeGenerations } from "./generations";

/** A state of the reason map; 0 is the empty map that every workspace begins with. */
export interface ReasonMapState {
  readonly version: number;
  readonly map: ReasonMap;
}

/** A version as the history lists it. */
export interface ReasonMapVersion extends ReasonMapState {
  /** The version whose entries it took over again; null for any other change. */
  readonly restores: number | null;
  readonly createdAt: Date;
  /** Null when the person is gone. */
  readonly author: string | null;
}

/** A state to come. */
export interface NewReasonMap {
  readonly map: ReasonMap;
  readonly restores: number | null;
  readonly authorId: string;
  readonly createdAt: Date;
}

interface EntryRow {
  readonly version: number;
  readonly source: string;
  readonly raw: string;
  readonly reason: Reason;
}

const known = new WeakMap<pg.Pool, Map<number, ReasonMap>>();

/**
 * The reason map of a version, as it was and always will be: read once in a process. `client` is the connection of
 * the transaction that asks.
 */
export async function readReasonMap(
  db: Pick<Database, "pool">,
  version: number,
  client: pg.Pool | pg.PoolClient = db.pool,
): Promise<ReasonMap> {
  if (version === 0) return EMPTY_REASON_MAP;
  const maps = known.get(db.pool) ?? new Map<number, ReasonMap>();
  known.set(db.pool, maps);
  const found = maps.get(version);
  if (found) return found;
  const { rows } = await client.query<EntryRow>(
    "SELECT version, source, raw, reason FROM reason_map_entry WHERE version = $1 ORDER BY source, folded",
    [version],
  );
  const map = reasonMapOf(rows);
  maps.set(version, map);
  return map;
}

/** The number of the map that holds. */
export async function latestReasonMapVersion(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT coalesce(max(version), 0) AS version FROM reason_map_version",
  );
  return rows[0]?.version ?? 0;
}

/** The latest versions, newest first, with their entries. */
export async function readReasonMapVersions(
  client: pg.Pool | pg.PoolClient,
  limit: number,
): Promise<ReasonMapVersion[]> {
  const { rows: versions } = await client.query<Omit<ReasonMapVersion, "map">>(
    `SELECT v.version, v.restores, v.created_at AS "createdAt", p.name AS author
     FROM reason_map_version AS v LEFT JOIN person AS p ON p.id = v.author_id
     ORDER BY v.version DESC LIMIT $1`,
    [limit],
  );
  const { rows: entries } = await client.query<EntryRow>(
    "SELECT version, source, raw, reason FROM reason_map_entry WHERE version = ANY($1::int[])",
    [versions.map(({ version }) => version)],
  );
  return versions.map((version) => ({
    ...version,
    map: reasonMapOf(entries.filter((entry) => entry.version === version.version)),
  }));
}

/**
 * Makes the next version, and the generation that measures with it, at once: records that come in from then on are
 * measured with both maps. Only on top of the version that holds now: false when `basedOn` is not that any more.
 */
export async function appendReasonMap(db: Database, basedOn: number, next: NewReasonMap): Promise<boolean> {
  let appended = false;
  await changeGenerations(db, async (client) => {
    if ((await latestReasonMapVersion(client)) !== basedOn) return;
    const version = basedOn + 1;
    const entries = [...next.map.values()];
    await client.query(
      "INSERT INTO reason_map_version (version, restores, created_at, author_id) VALUES ($1, $2, $3, $4)",
      [version, next.restores, next.createdAt, next.authorId],
    );
    await client.query(
      `INSERT INTO reason_map_entry (version, source, folded, raw, reason)
       SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[])`,
      [
        version,
        entries.map((entry) => entry.source),
        entries.map((entry) => foldRawReason(entry.raw)),
        entries.map((entry) => entry.raw),
        entries.map((entry) => entry.reason),
      ],
    );
    await beginGeneration(client);
    appended = true;
  });
  return appended;
}
