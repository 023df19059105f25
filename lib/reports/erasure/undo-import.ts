import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { beginRedo, beginUndo, finishUndo } from "@/lib/ingest/imports/undo-import";
import { readImportStatus } from "@/lib/reports/data/read-import";
import type { Database } from "@/lib/store/database";
import type { ImportSummary } from "@/lib/store/read-imports";
import { measureUndo, type UndoExtent } from "@/lib/store/undo-records";

/** Whoever asks waits so long for the end of an undo; longer ones go on in the background. */
const WAIT_MILLIS = 4_000;

/** What the undo of an import would take out (or its redo put back). Throws AppError 404, 403 as the list does. */
export async function previewUndo(db: Database, actor: Actor, id: string): Promise<UndoPreview> {
  requirePermission(actor, "manage_data");
  const summary = await readImportStatus(db, actor, id);
  const from = summary.state === "undone" || summary.state === "redoing" ? "undone_record" : "record";
  return { summary, extent: await measureUndo(db.pool, id, from) };
}

/** An import and how much of the log it is. */
export interface UndoPreview {
  readonly summary: ImportSummary;
  readonly extent: UndoExtent;
}

/**
 * Takes an import back: its records leave the numbers. Answers when that is done, or after a few seconds with how it
 * stands then: the rest goes on by itself. Throws AppError 404, 409 where that is not possible, 403 for all but
 * administrators.
 */
export async function undoImport(db: Database, actor: Actor, id: string): Promise<ImportSummary> {
  requirePermission(actor, "manage_data");
  await readImportStatus(db, actor, id);
  await beginUndo(db, id, actor.name);
  return finish(db, actor, id);
}

/** Puts an import back that was undone. Throws as {@link undoImport} does. */
export async function redoImport(db: Database, actor: Actor, id: string): Promise<ImportSummary> {
  requirePermission(actor, "manage_data");
  await readImportStatus(db, actor, id);
  await beginRedo(db, id);
  return finish(db, actor, id);
}

async function finish(db: Database, actor: Actor, id: string): Promise<ImportSummary> {
  // A process that ends meanwhile leaves the rest to the job that looks for it.
  const finished = finishUndo(db, id).catch((error: unknown) => console.error("An undo stopped.", error));
  let timer: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, WAIT_MILLIS);
  });
  await Promise.race([finished, waited]);
  clearTimeout(timer);
  return readImportStatus(db, actor, id);
}
