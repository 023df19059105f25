import type pg from "pg";

/** The states of an import: three of taking records in, three of taking them back. */
export type ImportState = "running" | "done" | "stopped" | "undoing" | "undone" | "redoing";

/** A process that works on an import says so at least this often. */
export const HEARTBEAT_SECONDS = 5;
/** One that has not said so for this long has died. */
export const LEASE_SECONDS = 30;

/** Says that this process still works on an import; nothing where the import has no row yet. */
export async function noteHeartbeat(pool: pg.Pool, importId: string): Promise<void> {
  await pool.query("UPDATE import SET heartbeat_at = now() WHERE id = $1 AND state = 'running'", [importId]);
}

/** Ends an import that cannot go on; what it had stored stays. Nothing where it has ended, or has no row. */
export async function stopImport(pool: pg.Pool, importId: string, problem: string): Promise<void> {
  await pool.query(
    "UPDATE import SET state = 'stopped', finished_at = now(), problem = $2 WHERE id = $1 AND state = 'running'",
    [importId, problem],
  );
}

/**
 * Marks imports as stopped whose process has died: it gave no sign of life for {@link LEASE_SECONDS}. Answers how
 * many. One that is read on all the same says so with its next records.
 */
export async function stopDeadImports(pool: pg.Pool): Promise<number> {
  const { rowCount } = await pool.query(
    `UPDATE import SET state = 'stopped', finished_at = heartbeat_at,
            problem = 'Baton was stopped while this import was under way. Send it again: what was stored is not doubled.'
     WHERE state = 'running' AND heartbeat_at < now() - make_interval(secs => $1)`,
    [LEASE_SECONDS],
  );
  return rowCount ?? 0;
}

/** The state of an import, held until the transaction ends; null where there is none of that id. */
export async function holdImport(client: pg.PoolClient, importId: string): Promise<ImportState | null> {
  const { rows } = await client.query<{ state: ImportState }>(
    "SELECT state::text FROM import WHERE id = $1 FOR UPDATE",
    [importId],
  );
  return rows[0]?.state ?? null;
}

/** Whether an import is a day's ratings that were given in Baton itself. */
export async function isOwnRatings(client: pg.PoolClient, importId: string): Promise<boolean> {
  const { rowCount } = await client.query("SELECT FROM import WHERE id = $1 AND via = 'rating'", [importId]);
  return rowCount === 1;
}

/** Notes that the undo of an import begins. */
export async function noteUndo(client: pg.PoolClient, importId: string, by: string): Promise<void> {
  await client.query("UPDATE import SET state = 'undoing', undone_at = now(), undone_by = $2 WHERE id = $1", [
    importId,
    by,
  ]);
}

/** Sets the state that an undo or a redo has come to. `done` after a redo is what it was before: done or stopped. */
export async function setUndoState(
  client: pg.PoolClient,
  importId: string,
  state: "undone" | "redoing" | "done",
): Promise<void> {
  if (state !== "done") {
    await client.query("UPDATE import SET state = $2::import_state WHERE id = $1", [importId, state]);
    return;
  }
  await client.query(
    `UPDATE import SET state = CASE WHEN problem IS NULL THEN 'done' ELSE 'stopped' END::import_state,
            undone_at = NULL, undone_by = NULL WHERE id = $1`,
    [importId],
  );
}

/** The imports whose undo or redo is under way. */
export async function unfinishedUndos(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    "SELECT id FROM import WHERE undone_at IS NOT NULL AND state IN ('undoing', 'redoing') ORDER BY undone_at",
  );
  return rows.map((row) => row.id);
}
