import type pg from "pg";
import { formatInstant } from "@/lib/domain/instant";
import type { Micros } from "@/lib/domain/record";
import { copyRows, hexCell } from "./copy";

/** How a delivery of records reached Baton. */
export type ImportVia = "api" | "file" | "demo";

/** What is known of an import from its start. */
export interface ImportHeader {
  readonly id: string;
  /** In words: the file's name, the key's name. */
  readonly label: string;
  readonly via: ImportVia;
  /** json, ndjson or csv. */
  readonly format: string;
  readonly startedBy: string | null;
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

/** Writes what a transaction adds to an import: makes it, or adds to its counts. */
export async function addToImport(client: pg.PoolClient, progress: ImportProgress): Promise<void> {
  const { header, counts, ignoredKeys, end } = progress;
  await client.query(
    `INSERT INTO import AS i (id, label, via, format, started_by, started_at, state, finished_at, problem, ignored_keys,
                              received, created, updated, unchanged, stale, rejected)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
     ON CONFLICT (id) DO UPDATE SET
       state = excluded.state, finished_at = excluded.finished_at, problem = excluded.problem,
       received = i.received + excluded.received, created = i.created + excluded.created,
       updated = i.updated + excluded.updated, unchanged = i.unchanged + excluded.unchanged,
       stale = i.stale + excluded.stale, rejected = i.rejected + excluded.rejected,
       ignored_keys = (
         SELECT coalesce(jsonb_object_agg(key, n), '{}') FROM (
           SELECT key, sum(value::bigint) AS n
           FROM (SELECT * FROM jsonb_each_text(i.ignored_keys) UNION ALL SELECT * FROM jsonb_each_text(excluded.ignored_keys)) AS e
           GROUP BY key
         ) AS k)`,
    [
      header.id,
      header.label,
      header.via,
      header.format,
      header.startedBy,
      formatInstant(header.startedAt),
      end?.state ?? "running",
      end ? formatInstant(end.at) : null,
      end?.problem ?? null,
      Object.fromEntries(ignoredKeys),
      counts.received,
      counts.created,
      counts.updated,
      counts.unchanged,
      counts.stale,
      counts.rejected,
    ],
  );
}

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
}

/** Keeps refused records. */
export async function insertRejections(
  client: pg.PoolClient,
  rejections: readonly NewRejection[],
): Promise<void> {
  await copyRows(
    client,
    "rejection",
    ["import_id", "line", "type", "conversation_id", "code", "path", "message", "input"],
    rejections.map((r) => [
      r.importId,
      r.line,
      r.type,
      r.conversationId,
      r.code,
      r.path,
      r.message,
      hexCell(r.input),
    ]),
  );
}

/**
 * Marks imports as stopped that have been under way since before this process. One that another process is still
 * reading says so again with its next records.
 */
export async function stopAbandonedImports(pool: pg.Pool): Promise<void> {
  await pool.query(
    `UPDATE import SET state = 'stopped', finished_at = now(),
            problem = 'Baton was stopped while this import was under way. Send it again: what was stored is not doubled.'
     WHERE state = 'running'`,
  );
}
