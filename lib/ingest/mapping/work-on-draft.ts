import { randomUUID } from "node:crypto";
import { committerFor } from "@/lib/ingest/commit/committer";
import { type IngestServices, importRecords } from "@/lib/ingest/imports/import-records";
import { FramingError } from "@/lib/ingest/validate/rejection";
import {
  abandonedWork,
  beginWork,
  endWork,
  findDraft,
  forgetDraftBytes,
  noteFileImport,
  noteWork,
  type StoredDraft,
} from "@/lib/store/import-drafts";
import { lastRefusedLine, readImport } from "@/lib/store/read-imports";
import { checkFiles, inOrder, type ReadableFile } from "./check-draft";
import { shapeSchema } from "./file-shape";
import { mappedInput } from "./mapped-input";
import { parseMapping } from "./mapping";
import { stagedBytes } from "./stage-file";

const HEARTBEAT_MILLIS = 1_000;
const BROKE_OFF = "Baton could not go on. Try again: what was stored is not doubled.";

/** The files of a draft, ready to be read. */
export function readableFiles({ files }: Pick<StoredDraft, "files">): readonly ReadableFile[] {
  return files.map(({ id, name, shape, mapping }) => ({
    id,
    name,
    shape: shapeSchema.parse(shape),
    mapping: parseMapping(mapping),
  }));
}

/** Work that was begun beside the pages. */
export interface BegunWork {
  /** Settles when it has ended, also badly; never rejects. */
  readonly ended: Promise<void>;
}

/** Begins to check a draft beside the pages; null where something is at it already. */
export async function checkDraft(
  services: IngestServices,
  id: string,
  takesUp = false,
): Promise<BegunWork | null> {
  if (!(await beginWork(services.db.pool, id, "checking", takesUp))) return null;
  const ended = work(services, id, "open", async (draft, progress) => {
    const checked = await checkFiles(services, readableFiles(draft), progress.read);
    if (progress.isStopped()) return;
    await endWork(services.db.pool, id, { state: "checked", checked });
  });
  return { ended };
}

/**
 * Begins to import a draft beside the pages, each file as an import of its own. Begun again after a process died or
 * somebody stopped it, it goes on in the same import after the last record that was stored. A file whose import was
 * taken back meanwhile is left alone. Null where something is at it already, or it is done.
 */
export async function importDraft(
  services: IngestServices,
  id: string,
  takesUp = false,
): Promise<BegunWork | null> {
  const { pool } = services.db;
  if (!(await beginWork(pool, id, "importing", takesUp))) return null;
  const ended = work(services, id, "stopped", async (draft, progress) => {
    const imported = new Map(draft.files.map(({ id: fileId, importId }) => [fileId, importId]));
    for (const file of inOrder(readableFiles(draft))) {
      await importFile(services, draft, file, imported.get(file.id) ?? null, progress);
      if (progress.isStopped()) return;
    }
    await committerFor(services.db).drain();
    await endWork(pool, id, { state: "done" });
    await forgetDraftBytes(pool, id);
  });
  return { ended };
}

/** Takes up what processes that died were doing. For the start of a process, and now and then. */
export async function takeUpDrafts(services: IngestServices): Promise<void> {
  for (const { id, state } of await abandonedWork(services.db.pool)) {
    const begin = state === "checking" ? checkDraft : importDraft;
    await (await begin(services, id, true))?.ended;
  }
}

async function importFile(
  services: IngestServices,
  draft: StoredDraft,
  file: ReadableFile,
  importedAs: string | null,
  progress: Progress,
): Promise<void> {
  const { pool } = services.db;
  const before = importedAs === null ? null : await readImport(pool, importedAs);
  if (before && before.state !== "running" && before.state !== "stopped") return;
  const id = importedAs ?? randomUUID();
  if (importedAs === null) await noteFileImport(pool, file.id, id);
  // The counts of an import are stored with its records, in the order of the rows: so many rows' records are there.
  const skip = before?.received ?? 0;
  await importRecords(services, {
    id,
    input: mappedInput(stagedBytes(services, file.id), file.shape, file.mapping, progress.read, skip),
    format: file.shape.format,
    label: file.name,
    via: "file",
    startedBy: draft.startedBy,
    defaultSource: file.mapping.constants.source,
    lastRefused: skip > 0 ? await lastRefusedLine(pool, id) : 0,
  });
}

/** How far work is, and whether it has been told to stop. */
class Progress {
  rows = 0;
  private stopped = false;

  /** @throws FramingError once the work was told to stop: what reads ends there, as at the end of a broken file */
  readonly read = (more: number): void => {
    if (this.stopped) throw new FramingError("told_to_stop");
    this.rows += more;
  };

  readonly isStopped = (): boolean => this.stopped;

  stop(): void {
    this.stopped = true;
  }
}

/** Runs work with signs of life; whatever ends it early, the draft says so. Never throws. */
async function work(
  { db }: IngestServices,
  id: string,
  afterFailure: "open" | "stopped",
  run: (draft: StoredDraft, progress: Progress) => Promise<void>,
): Promise<void> {
  const progress = new Progress();
  const heartbeat = setInterval(
    () =>
      noteWork(db.pool, id, progress.rows)
        .then((goesOn) => goesOn || progress.stop())
        .catch(() => undefined),
    HEARTBEAT_MILLIS,
  );
  try {
    const draft = await findDraft(db, id);
    if (!draft) return;
    await run(draft, progress);
  } catch (error) {
    console.error("An import of uploaded files broke off:", error);
    await endWork(db.pool, id, { state: afterFailure, problem: BROKE_OFF }).catch(() => undefined);
  } finally {
    clearInterval(heartbeat);
  }
}
