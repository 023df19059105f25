import type pg from "pg";
import type { ImportState } from "./import-states";
import type { ImportCounts, ImportVia } from "./imports";

/** An import as it stands. Times are ISO 8601. */
export interface ImportSummary extends ImportCounts {
  readonly id: string;
  readonly label: string;
  readonly via: ImportVia;
  readonly format: string;
  readonly startedBy: string | null;
  readonly state: ImportState;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly problem: string | null;
  /** When its undo was asked for, and by whom; null where it was not. */
  readonly undoneAt: string | null;
  readonly undoneBy: string | null;
  readonly ignoredKeys: { readonly [key: string]: number };
}

/** A refused record as it is kept; `input` is encrypted. */
export interface StoredRejection {
  readonly line: number;
  readonly type: string | null;
  readonly conversationId: string | null;
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly input: Buffer;
}

/** Refused records of one kind, over all imports. */
export interface RejectionGroup {
  readonly code: string;
  readonly type: string | null;
  readonly path: string;
  /** The message of the latest one. */
  readonly example: string;
  readonly count: number;
  readonly importId: string;
}

const COLUMNS = `id, label, via, format, started_by AS "startedBy", state::text, started_at, finished_at, problem,
  undone_at, undone_by AS "undoneBy", ignored_keys AS "ignoredKeys", received, created, updated, unchanged, stale, rejected`;

type ImportRow = Omit<ImportSummary, "startedAt" | "finishedAt" | "undoneAt"> & {
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly undone_at: Date | null;
};

function toSummary({ started_at, finished_at, undone_at, ...row }: ImportRow): ImportSummary {
  return {
    ...row,
    startedAt: started_at.toISOString(),
    finishedAt: finished_at?.toISOString() ?? null,
    undoneAt: undone_at?.toISOString() ?? null,
  };
}

/** The latest imports, newest first, those after `before` (ISO 8601) left out; what connections receive has lists of its own. */
export async function readImports(
  pool: pg.Pool,
  options: { readonly limit: number; readonly before?: string | undefined },
): Promise<ImportSummary[]> {
  const { rows } = await pool.query<ImportRow>(
    `SELECT ${COLUMNS} FROM import
     WHERE via <> 'connector' AND ($1::timestamptz IS NULL OR started_at < $1::timestamptz)
     ORDER BY started_at DESC LIMIT $2`,
    [options.before ?? null, options.limit],
  );
  return rows.map(toSummary);
}

/** Where an import stands in the list of all: its start to the microsecond, and its id. */
export interface ImportPosition {
  readonly startedAt: string;
  readonly id: string;
}

/** Imports page by page, newest first, what connections receive too: those after a position, of one key or of all. */
export async function listImports(
  pool: pg.Pool,
  options: {
    readonly limit: number;
    readonly after: ImportPosition | null;
    readonly sentByKey: string | null;
  },
): Promise<{ readonly summary: ImportSummary; readonly position: ImportPosition }[]> {
  const { rows } = await pool.query<ImportRow & { readonly exact: string }>(
    `SELECT ${COLUMNS}, to_char(started_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS exact FROM import
     WHERE ($1::timestamptz IS NULL OR (started_at, id) < ($1::timestamptz, $2::uuid))
       AND ($3::uuid IS NULL OR key_id = $3::uuid)
     ORDER BY started_at DESC, id DESC LIMIT $4`,
    [options.after?.startedAt ?? null, options.after?.id ?? null, options.sentByKey, options.limit],
  );
  return rows.map(({ exact, ...row }) => ({
    summary: toSummary(row),
    position: { startedAt: exact, id: row.id },
  }));
}

/** One import; null where there is none of that id, or not sent by that key. */
export async function readImport(
  pool: pg.Pool,
  id: string,
  options: { readonly sentByKey?: string } = {},
): Promise<ImportSummary | null> {
  const { rows } = await pool.query<ImportRow>(
    `SELECT ${COLUMNS} FROM import WHERE id = $1 AND ($2::uuid IS NULL OR key_id = $2::uuid)`,
    [id, options.sentByKey ?? null],
  );
  return rows[0] ? toSummary(rows[0]) : null;
}

/** The refused records of an import in order, a page at a time: those after line `after`. */
export async function readRejections(
  pool: pg.Pool,
  importId: string,
  options: { readonly after: number; readonly limit: number },
): Promise<StoredRejection[]> {
  const { rows } = await pool.query<Omit<StoredRejection, "line"> & { readonly line: string }>(
    `SELECT line, type, conversation_id AS "conversationId", code, path, message, input FROM rejection
     WHERE import_id = $1 AND line > $2 ORDER BY line LIMIT $3`,
    [importId, options.after, options.limit],
  );
  return rows.map((row) => ({ ...row, line: Number(row.line) }));
}

/** Refused records grouped by error, type and key, the most frequent first. */
export async function readRejectionGroups(pool: pg.Pool): Promise<RejectionGroup[]> {
  const { rows } = await pool.query<Omit<RejectionGroup, "count"> & { readonly count: string }>(
    `SELECT code, type, path, count(*) AS count,
            (array_agg(message ORDER BY created_at DESC))[1] AS example,
            (array_agg(import_id ORDER BY created_at DESC))[1] AS "importId"
     FROM rejection GROUP BY code, type, path ORDER BY count(*) DESC, code, path LIMIT 100`,
  );
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The line of the last refused record of an import; 0 where none was refused. */
export async function lastRefusedLine(pool: pg.Pool, importId: string): Promise<number> {
  const { rows } = await pool.query<{ line: string | null }>(
    "SELECT max(line) AS line FROM rejection WHERE import_id = $1",
    [importId],
  );
  return Number(rows[0]?.line ?? 0);
}
