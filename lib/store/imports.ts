import type pg from "pg";
import { formatInstant } from "@/lib/domain/instant";
import type { Micros } from "@/lib/domain/record";
import { copyRows, hexCell } from "./copy";

/** How a delivery of records reached Baton. */
export type ImportVia = "api" | "file" | "demo" | "rating" | "connector";

/** What is known of an import from its start. */
export interface ImportHeader {
  readonly id: string;
  /** In words: the file's name, the key's name. */
  readonly label: string;
  readonly via: ImportVia;
  /** json, ndjson or csv. */
  readonly format: string;
  readonly startedBy: string | null;
  /** The API key that sent it. */
  readonly keyId: string | null;
  readonly startedAt: Micros;
}

/** What became of the records of an import; they add up to `received`. */
export interface ImportCounts {
  readonly received: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly stale: number;
  readonly rejected: number;
}

export const NO_COUNTS: ImportCounts = {
  received: 0,
  created: 0,
  updated: 0,
  unchanged: 0,
  stale: 0,
  rejected: 0,
};

/** How an import ended. */
export interface ImportEnd {
  readonly state: "done" | "stopped";
  readonly at: Micros;
  /** Why it stopped, in a sentence. */
  readonly problem: string | null;
}

/** What one transaction adds to an import. */
export interface ImportProgress {
  readonly header: ImportHeader;
  readonly counts: ImportCounts;
  readonly ignoredKeys: ReadonlyMap<string, number>;
  readonly end: ImportEnd | null;
}

/** Adds up what several submissions of the same import bring, so that each import appears once. */
function byImport(progress: readonly ImportProgress[]): ImportProgress[] {
  const merged = new Map<string, ImportProgress>();
  for (const next of progress) {
    const before = merged.get(next.header.id);
    merged.set(next.header.id, before ? addProgress(before, next) : next);
  }
  return [...merged.values()];
}

function addProgress(a: ImportProgress, b: ImportProgress): ImportProgress {
  const ignoredKeys = new Map(a.ignoredKeys);
  for (const [key, count] of b.ignoredKeys) ignoredKeys.set(key, (ignoredKeys.get(key) ?? 0) + count);
  return { header: a.header, counts: addCounts(a.counts, b.counts), ignoredKeys, end: b.end ?? a.end };
}

/** Adds counts. */
export function addCounts(a: ImportCounts, b: ImportCounts): ImportCounts {
  return {
    received: a.received + b.received,
    created: a.created + b.created,
    updated: a.updated + b.updated,
    unchanged: a.unchanged + b.unchanged,
    stale: a.stale + b.stale,
    rejected: a.rejected + b.rejected,
  };
}

/** Writes what a transaction adds to imports: makes them, or adds to their counts. */
export async function addToImports(
  client: pg.PoolClient,
  progress: readonly ImportProgress[],
): Promise<void> {
  const rows = byImport(progress).map(({ header, counts, ignoredKeys, end }) => ({
    id: header.id,
    label: header.label,
    via: header.via,
    format: header.format,
    started_by: header.startedBy,
    key_id: header.keyId,
    started_at: formatInstant(header.startedAt),
    state: end?.state ?? "running",
    finished_at: end ? formatInstant(end.at) : null,
    problem: end?.problem ?? null,
    ignored_keys: Object.fromEntries(ignoredKeys),
    ...counts,
  }));
  const { rowCount } = await client.query(
    `INSERT INTO import AS i (${IMPORT_COLUMNS})
     SELECT ${IMPORT_COLUMNS} FROM jsonb_populate_recordset(NULL::import, $1) ORDER BY id
     ON CONFLICT (id) DO UPDATE SET
       heartbeat_at = now(), state = excluded.state, finished_at = excluded.finished_at, problem = excluded.problem,
       received = i.received + excluded.received, created = i.created + excluded.created,
       updated = i.updated + excluded.updated, unchanged = i.unchanged + excluded.unchanged,
       stale = i.stale + excluded.stale, rejected = i.rejected + excluded.rejected,
       ignored_keys = (
         SELECT coalesce(jsonb_object_agg(key, n), '{}') FROM (
           SELECT key, sum(value::bigint) AS n
           FROM (SELECT * FROM jsonb_each_text(i.ignored_keys) UNION ALL SELECT * FROM jsonb_each_text(excluded.ignored_keys)) AS e
           GROUP BY key
         ) AS k)
       WHERE i.undone_at IS NULL`,
    [JSON.stringify(rows)],
  );
  if (rowCount !== rows.length) throw new Error("An import was undone while it was still under way.");
}

const IMPORT_COLUMNS = `id, label, via, format, started_by, key_id, started_at, state, finished_at, problem, ignored_keys,
  received, created, updated, unchanged, stale, rejected`;

/** A refused record on its way into the table; its input is encrypted already. */
export interface NewRejection {
  readonly importId: string;
  readonly line: number;
  readonly type: string | null;
  readonly conversationId: string | null;
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly input: Buffer;
  /** Who sent it, where that could be read: for the counts of its source. */
  readonly source?: string;
  /** Whose it is where that could not be read. */
  readonly defaultSource: string;
}

/** Keeps refused records. */
export async function insertRejections(
  client: pg.PoolClient,
  rejections: readonly NewRejection[],
): Promise<void> {
  await copyRows(
    client,
    "rejection",
    ["import_id", "line", "type", "source", "conversation_id", "code", "path", "message", "input"],
    rejections,
    ({ importId, line, type, source, defaultSource, conversationId, code, path, message, input }) => [
      importId,
      line,
      type,
      source ?? defaultSource,
      conversationId,
      code,
      path,
      message,
      hexCell(input),
    ],
  );
}
