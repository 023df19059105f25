import type pg from "pg";
import type { Database } from "./database";

/** How far a draft is. */
export type DraftState = "open" | "checking" | "checked" | "importing" | "done" | "stopped";

/** An uploaded file without its bytes. */
export interface StoredDraftFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly shape: unknown;
  readonly mapping: unknown;
  /** Encrypted. */
  readonly sample: Uint8Array | null;
  readonly importId: string | null;
}

/** Uploaded files on their way to be imported. */
export interface StoredDraft {
  readonly id: string;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly state: DraftState;
  readonly workAt: Date | null;
  readonly rows: number;
  readonly checked: unknown;
  readonly problem: string | null;
  readonly files: readonly StoredDraftFile[];
}

/** Begins a draft and answers its id. */
export async function insertDraft(
  db: Database,
  draft: { readonly startedBy: string; readonly createdAt: Date },
): Promise<string> {
  return (await db.prisma.importDraft.create({ data: draft })).id;
}

/** A draft with its files that have arrived, in the order of their arrival; null where it is gone. */
export async function findDraft(db: Database, id: string): Promise<StoredDraft | null> {
  const row = await db.prisma.importDraft.findUnique({
    where: { id },
    include: { files: { orderBy: { id: "asc" }, where: { NOT: { sample: null } } } },
  });
  if (!row) return null;
  return {
    ...row,
    state: row.state as DraftState,
    files: row.files.map((file) => ({ ...file, size: Number(file.size) })),
  };
}

/** The drafts that are not finished, newest first. */
export async function listOpenDrafts(
  db: Database,
  limit: number,
): Promise<
  readonly (Pick<StoredDraft, "id" | "startedBy" | "createdAt" | "state"> & {
    readonly files: readonly { readonly name: string }[];
  })[]
> {
  const rows = await db.prisma.importDraft.findMany({
    where: { state: { not: "done" }, files: { some: { NOT: { sample: null } } } },
    orderBy: { createdAt: "desc" },
    take: limit,
    include: { files: { select: { name: true }, orderBy: { id: "asc" } } },
  });
  return rows.map((row) => ({ ...row, state: row.state as DraftState }));
}

/** Adds a file to a draft, still without bytes; answers its id. */
export async function insertDraftFile(db: Database, draftId: string, name: string): Promise<string> {
  return (await db.prisma.importDraftFile.create({ data: { draftId, name, size: 0 } })).id;
}

/** Adds a file to a draft with the bytes of another one of it; answers its id. */
export async function copyDraftFile(db: Database, fileId: string, name: string): Promise<string> {
  const { draftId, size } = await db.prisma.importDraftFile.findUniqueOrThrow({ where: { id: fileId } });
  const { id } = await db.prisma.importDraftFile.create({ data: { draftId, name, size } });
  await db.pool.query(
    "INSERT INTO import_draft_chunk (file_id, number, body) SELECT $2, number, body FROM import_draft_chunk WHERE file_id = $1",
    [fileId, id],
  );
  return id;
}

/** Appends encrypted bytes to a file. */
export async function appendChunk(
  pool: pg.Pool,
  fileId: string,
  number: number,
  body: Buffer,
): Promise<void> {
  await pool.query("INSERT INTO import_draft_chunk (file_id, number, body) VALUES ($1, $2, $3)", [
    fileId,
    number,
    body,
  ]);
}

/** The encrypted bytes of a file, chunk by chunk. */
export async function* readChunks(pool: pg.Pool, fileId: string): AsyncGenerator<Buffer, void, undefined> {
  for (let number = 0; ; number++) {
    const { rows } = await pool.query<{ body: Buffer }>(
      "SELECT body FROM import_draft_chunk WHERE file_id = $1 AND number = $2",
      [fileId, number],
    );
    const body = rows[0]?.body;
    if (!body) return;
    yield body;
  }
}

/** Notes what a file is and how it is to be read. What was found out about the draft before no longer holds. */
export async function updateDraftFile(
  db: Database,
  fileId: string,
  change: {
    readonly size?: number;
    readonly shape?: object;
    readonly mapping?: object;
    readonly sample?: Uint8Array<ArrayBuffer>;
  },
): Promise<void> {
  const { draftId } = await db.prisma.importDraftFile.update({ where: { id: fileId }, data: change });
  await db.prisma.importDraft.updateMany({
    where: { id: draftId, state: "checked" },
    data: { state: "open" },
  });
}

/** Takes a file out of a draft. */
export async function deleteDraftFile(db: Database, draftId: string, fileId: string): Promise<void> {
  await db.prisma.importDraftFile.deleteMany({ where: { id: fileId, draftId } });
  await db.prisma.importDraft.updateMany({
    where: { id: draftId, state: "checked" },
    data: { state: "open" },
  });
}

/** Deletes a draft with its files. */
export async function deleteDraft(db: Database, id: string): Promise<void> {
  await db.prisma.importDraft.deleteMany({ where: { id } });
}

/** After so long without a sign of life, what worked on a draft has died. */
export const DRAFT_LEASE_SECONDS = 30;

/** What is done to a draft beside the pages. */
export type DraftWork = "checking" | "importing";

/**
 * Begins to check or import a draft, unless another process is at it. False where one is, or the draft is done or gone.
 *
 * @param takesUp nobody asked for it: work whose process has died is taken up
 */
export async function beginWork(
  pool: pg.Pool,
  id: string,
  state: DraftWork,
  takesUp = false,
): Promise<boolean> {
  const { rowCount } = await pool.query(
    `UPDATE import_draft SET state = $2, work_at = now(), rows = 0, problem = NULL,
            taken_up = ${takesUp ? "taken_up + 1" : "0"}
     WHERE id = $1 AND state <> 'done' AND (state NOT IN ('checking', 'importing')
       OR work_at IS NULL OR work_at < now() - make_interval(secs => $3))`,
    [id, state, DRAFT_LEASE_SECONDS],
  );
  return rowCount === 1;
}

/** Work whose process has died is taken up by itself so often: it may be the work that kills it. */
const MOST_TAKEN_UP = 3;

/** The drafts whose work broke off because its process died, and what was being done. */
export async function abandonedWork(
  pool: pg.Pool,
): Promise<readonly { readonly id: string; readonly state: DraftWork }[]> {
  const { rows } = await pool.query<{ id: string; state: DraftWork }>(
    `SELECT id, state FROM import_draft
     WHERE state IN ('checking', 'importing') AND taken_up < $2
       AND work_at < now() - make_interval(secs => $1)`,
    [DRAFT_LEASE_SECONDS, MOST_TAKEN_UP],
  );
  return rows;
}

/** A sign of life of what works on a draft, and how many rows it has read. False where it was told to stop. */
export async function noteWork(pool: pg.Pool, id: string, rows: number): Promise<boolean> {
  const { rowCount } = await pool.query(
    "UPDATE import_draft SET work_at = now(), rows = $2 WHERE id = $1 AND state IN ('checking', 'importing')",
    [id, rows],
  );
  return rowCount === 1;
}

/** Tells what works on a draft to stop; it does within a second or two. */
export async function stopWork(pool: pg.Pool, id: string, by: string): Promise<void> {
  await pool.query(
    `UPDATE import_draft SET state = CASE state WHEN 'checking' THEN 'open' ELSE 'stopped' END, problem = $2
     WHERE id = $1 AND state IN ('checking', 'importing')`,
    [id, `Stopped by ${by}.`],
  );
}

/** Ends the work on a draft; nothing where it was told to stop meanwhile. */
export async function endWork(
  pool: pg.Pool,
  id: string,
  end: { readonly state: DraftState; readonly checked?: object | null; readonly problem?: string },
): Promise<void> {
  await pool.query(
    `UPDATE import_draft SET state = $2, problem = $3,
            checked = CASE WHEN $4::boolean THEN $5::jsonb ELSE checked END
     WHERE id = $1 AND state IN ('checking', 'importing')`,
    [
      id,
      end.state,
      end.problem ?? null,
      end.checked !== undefined,
      end.checked === undefined ? null : JSON.stringify(end.checked),
    ],
  );
}

/** Notes as which import a file is brought in. */
export async function noteFileImport(pool: pg.Pool, fileId: string, importId: string): Promise<void> {
  await pool.query("UPDATE import_draft_file SET import_id = $2 WHERE id = $1", [fileId, importId]);
}

/** Lets the bytes and the sample of a draft's files go. */
export async function forgetDraftBytes(pool: pg.Pool, draftId: string): Promise<void> {
  await pool.query(
    "DELETE FROM import_draft_chunk WHERE file_id IN (SELECT id FROM import_draft_file WHERE draft_id = $1)",
    [draftId],
  );
}

/** Deletes drafts that were begun before a moment and are not being worked on. Answers how many. */
export async function expireDrafts(pool: pg.Pool, before: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `DELETE FROM import_draft WHERE created_at < $1 AND (work_at IS NULL OR state NOT IN ('checking', 'importing')
       OR work_at < now() - make_interval(secs => $2))`,
    [before, DRAFT_LEASE_SECONDS],
  );
  return rowCount ?? 0;
}
