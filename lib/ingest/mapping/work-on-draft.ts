import { randomUUID } from "node:crypto";
import {
  beginWork,
  endWork,
  findDraft,
  forgetDraftBytes,
  noteFileImport,
  noteWork,
  type StoredDraft,
} from "@/lib/store/import-drafts";
import { readImport } from "@/lib/store/read-imports";
import { committerFor } from "../committer";
import { type IngestServices, importRecords } from "../import-records";
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
export async function checkDraft(services: IngestServices, id: string): Promise<BegunWork | null> {
  if (!(await beginWork(services.db.pool, id, "checking"))) return null;
  const ended = work(services, id, async (draft, onRows) => {
    const checked = await checkFiles(services, readableFiles(draft), onRows);
    await endWork(services.db.pool, id, { state: "checked", checked });
  });
  return { ended };
}

/**
 * Begins to import a draft beside the pages, each file as an import of its own. Begun again after a process died it
 * goes on with the files that were not finished; what was stored of them is not doubled. Null where something is at it
 * already, or it is done.
 */
export async function importDraft(services: IngestServices, id: string): Promise<BegunWork | null> {
  const { pool } = services.db;
  if (!(await beginWork(pool, id, "importing"))) return null;
  const ended = work(services, id, async (draft, onRows) => {
    const imported = new Map(draft.files.map(({ id: fileId, importId }) => [fileId, importId]));
    for (const file of inOrder(readableFiles(draft))) {
      const before = imported.get(file.id);
      if (before && (await readImport(pool, before))?.state === "done") continue;
      const importId = randomUUID();
      await noteFileImport(pool, file.id, importId);
      await importRecords(services, {
        id: importId,
        input: mappedInput(stagedBytes(services, file.id), file.shape, file.mapping, onRows),
        format: file.shape.format,
        label: file.name,
        via: "file",
        startedBy: draft.startedBy,
        defaultSource: file.mapping.constants.source,
      });
    }
    await committerFor(services.db).drain();
    await endWork(pool, id, { state: "done" });
    await forgetDraftBytes(pool, id);
  });
  return { ended };
}

/** Runs work with signs of life; whatever ends it early, the draft says so. Never throws. */
async function work(
  { db }: IngestServices,
  id: string,
  run: (draft: StoredDraft, onRows: (rows: number) => void) => Promise<void>,
): Promise<void> {
  let rows = 0;
  const heartbeat = setInterval(() => noteWork(db.pool, id, rows).catch(() => undefined), HEARTBEAT_MILLIS);
  try {
    const draft = await findDraft(db, id);
    if (!draft) return;
    await run(draft, (more) => {
      rows += more;
    });
    await noteWork(db.pool, id, rows);
  } catch (error) {
    console.error("An import of uploaded files broke off:", error);
    await endWork(db.pool, id, { state: "stopped", problem: BROKE_OFF }).catch(() => undefined);
  } finally {
    clearInterval(heartbeat);
  }
}
