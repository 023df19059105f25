import type pg from "pg";
import { METRIC_VERSION } from "@/lib/metrics/catalogue";
import { BLOCK_LIST_SETTING } from "./block-list";
import { type Database, inTransaction } from "./database";

/** A way of measuring: its number, and what it measures with. */
export interface Generation {
  readonly id: number;
  readonly timeZone: string;
  readonly metricVersion: number;
  /** The version of the reason map; 0 = the empty map. */
  readonly reasonMapVersion: number;
  /** The version of the phrase lists; 0 = Baton's own. */
  readonly phraseListVersion: number;
  /** How many days after its beginning a contact's further contacts count. */
  readonly journeyDays: number;
}

/** A generation that a transaction measures under, with what else every writer has to know and gets by the way. */
export interface HeldGeneration extends Generation {
  /** The state of the list of erased customers (block-list.ts); null while nobody was erased. */
  readonly blockListVersion: number | null;
}

/** A generation on its way: conversations up to the id `progress` have been measured under it. */
export interface BuildingGeneration extends Generation {
  readonly progress: string;
}

/** Advisory lock held shared by every transaction that writes measures, exclusively when the generations change. */
const GENERATION_LOCK = 7_226_001;
const COLUMNS = `id, time_zone AS "timeZone", metric_version AS "metricVersion", reason_map_version AS "reasonMapVersion",
  phrase_list_version AS "phraseListVersion", journey_days AS "journeyDays"`;
const BLOCK_LIST_VERSION = `(SELECT value::int FROM setting WHERE key = '${BLOCK_LIST_SETTING}')`;
const LATEST_REASON_MAP = "(SELECT coalesce(max(version), 0) FROM reason_map_version)";
const LATEST_PHRASE_LISTS = "(SELECT coalesce(max(version), 0) FROM phrase_list_version)";

/** The generation that reports read, made with the given time zone where none exists yet. */
export async function ensureCurrentGeneration(db: Database, timeZone: string): Promise<Generation> {
  await db.pool.query(
    `INSERT INTO generation (state, time_zone, metric_version, reason_map_version, phrase_list_version)
     SELECT 'current', $1, $2, ${LATEST_REASON_MAP}, ${LATEST_PHRASE_LISTS} WHERE NOT EXISTS (SELECT FROM generation WHERE state = 'current')
     ON CONFLICT DO NOTHING`,
    [timeZone, METRIC_VERSION],
  );
  return currentGeneration(db.pool);
}

/** The generation that reports read. Throws when the start command has not made one. */
export async function currentGeneration(client: pg.Pool | pg.PoolClient): Promise<Generation> {
  const { rows } = await client.query<Generation>(
    `SELECT ${COLUMNS} FROM generation WHERE state = 'current'`,
  );
  if (!rows[0]) throw new Error("There is no current generation: start Baton once to make it.");
  return rows[0];
}

/** The generation being built; null when none is. */
export async function buildingGeneration(
  client: pg.Pool | pg.PoolClient,
): Promise<BuildingGeneration | null> {
  const { rows } = await client.query<BuildingGeneration>(
    `SELECT ${COLUMNS}, progress FROM generation WHERE state = 'building' ORDER BY id DESC LIMIT 1`,
  );
  return rows[0] ?? null;
}

/**
 * How far the numbers that follow those of `generation` have come, as a fraction of all conversations; 1 when they
 * are there and a page that began to read `generation` shows the ones before; null when none follow.
 */
export async function shareMeasuredAfter(
  client: pg.Pool | pg.PoolClient,
  generation: number,
): Promise<number | null> {
  const { rows } = await client.query<{ share: number }>(
    `SELECT CASE state WHEN 'current' THEN 1
              ELSE coalesce(least(1, progress::float8 / (SELECT max(id) FROM conversation)), 1) END AS share
     FROM generation WHERE id > $1 AND state IN ('current', 'building') ORDER BY id DESC LIMIT 1`,
    [generation],
  );
  return rows[0]?.share ?? null;
}

/**
 * The generations that a transaction has to measure under: the current one and one being built. They stay as they
 * are until the transaction ends.
 */
export async function holdGenerations(client: pg.PoolClient): Promise<readonly HeldGeneration[]> {
  await client.query(`SELECT pg_advisory_xact_lock_shared(${GENERATION_LOCK})`);
  // A statement of its own: its snapshot must be younger than the lock.
  const { rows } = await client.query<HeldGeneration>(
    `SELECT ${COLUMNS}, ${BLOCK_LIST_VERSION} AS "blockListVersion" FROM generation WHERE state IN ('current', 'building') ORDER BY id`,
  );
  return rows;
}

/**
 * Starts a generation beside the current one; one that was being built is given up. It measures with today's
 * definitions, the latest reason map and phrase lists, and the given time zone and journey window (those chosen last
 * unless given).
 */
export function startGeneration(db: Database, change: MeasuringChange = {}): Promise<void> {
  return changeGenerations(db, (client) => beginGeneration(client, change));
}

/** What a new generation measures with otherwise than the last one. */
export interface MeasuringChange {
  readonly timeZone?: string;
  readonly journeyDays?: number;
}

/** {@link startGeneration} inside {@link changeGenerations}, together with what makes it necessary. */
export async function beginGeneration(client: pg.PoolClient, change: MeasuringChange = {}): Promise<void> {
  const { rows } = await client.query<{ id: number }>(
    `INSERT INTO generation (state, time_zone, metric_version, reason_map_version, phrase_list_version, journey_days)
     SELECT 'building', coalesce($1, time_zone), $2, ${LATEST_REASON_MAP}, ${LATEST_PHRASE_LISTS}, coalesce($3, journey_days)
     FROM generation WHERE state IN ('current', 'building') ORDER BY id DESC LIMIT 1 RETURNING id`,
    [change.timeZone ?? null, METRIC_VERSION, change.journeyDays ?? null],
  );
  await client.query("UPDATE generation SET state = 'retired' WHERE state = 'building' AND id <> $1", [
    rows[0]?.id,
  ]);
}

/**
 * Notes how far a generation has come; must run in the transaction that measured. Of two processes that measure the
 * same, the slower takes nothing back.
 */
export async function advanceGeneration(client: pg.PoolClient, id: number, progress: string): Promise<void> {
  await client.query("UPDATE generation SET progress = greatest(progress, $2) WHERE id = $1", [id, progress]);
}

/** Makes the generation that was being built the one that reports read, at once. */
export function switchToGeneration(db: Database, id: number): Promise<void> {
  return changeGenerations(db, async (client) => {
    const { rowCount } = await client.query("SELECT FROM generation WHERE id = $1 AND state = 'building'", [
      id,
    ]);
    // Another process has switched already, or a newer generation took its place.
    if (rowCount === 0) return;
    await client.query("UPDATE generation SET state = 'retired', retired_at = now() WHERE state = 'current'");
    await client.query("UPDATE generation SET state = 'current' WHERE id = $1", [id]);
  });
}

/** Changes the generations, and what they measure with, while no transaction is measuring. */
export function changeGenerations(
  db: Database,
  change: (client: pg.PoolClient) => Promise<void>,
): Promise<void> {
  return inTransaction(db.pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${GENERATION_LOCK})`);
    await change(client);
  });
}

/** What is pending comes before what it is rolled up into: a roll-up that is under way is waited for. */
const GENERATION_TABLES = [
  "measure",
  "transcript_reading",
  "total_pending",
  "total",
  "facet_pending",
  "facet_total",
  "total_version",
];

/**
 * Deletes what retired generations measured, but for those that reports read less than `keepSeconds` ago: a page that
 * began to read one goes on reading it to its end.
 */
export async function deleteRetired(db: Database, keepSeconds = 0): Promise<void> {
  const { rows } = await db.pool.query<{ id: number }>(
    `SELECT id FROM generation
     WHERE state = 'retired' AND (retired_at IS NULL OR retired_at <= now() - make_interval(secs => $1))`,
    [keepSeconds],
  );
  const retired = rows.map((row) => row.id);
  if (retired.length === 0) return;
  for (const table of GENERATION_TABLES) {
    await db.pool.query(`DELETE FROM ${table} WHERE generation = ANY($1::int[])`, [retired]);
  }
  await db.pool.query("DELETE FROM generation WHERE id = ANY($1::int[])", [retired]);
}
