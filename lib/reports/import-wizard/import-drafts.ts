import type { Actor, PersonActor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import { isTimeZone } from "@/lib/domain/day";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { mappingProblems } from "@/lib/ingest/mapping/apply-mapping";
import { shapeSchema } from "@/lib/ingest/mapping/file-shape";
import { DATE_ORDERS, type Mapping, parseMapping } from "@/lib/ingest/mapping/mapping";
import { openSample, stageFile, stageSheet } from "@/lib/ingest/mapping/stage-file";
import { checkDraft, importDraft } from "@/lib/ingest/mapping/work-on-draft";
import { counted } from "@/lib/metrics/counted";
import { currentGeneration } from "@/lib/store/generations";
import {
  DRAFT_LEASE_SECONDS,
  deleteDraft,
  deleteDraftFile,
  findDraft,
  insertDraft,
  type StoredDraft,
  type StoredDraftFile,
  stopWork,
  updateDraftFile,
} from "@/lib/store/import-drafts";
import { deleteMapping, findMapping, saveMapping } from "@/lib/store/import-mappings";
import { enteredMapping, withDefaults } from "./entered-mapping";

/*
 * Files on their way through the import wizard, as administrators work on them. Every function checks who asks.
 */

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_FILES = 20;
/** A check of few rows ends while its form is still being answered. */
const PATIENCE_MILLIS = 2_500;

/** Takes a file into a draft (a new one without `draftId`) and answers the draft's id. */
export async function uploadFile(
  services: IngestServices,
  actor: Actor,
  draftId: string | null,
  file: { readonly name: string; readonly bytes: AsyncIterable<Uint8Array> },
): Promise<{ readonly draft: string; readonly file: string }> {
  requirePermission(actor, "manage_data");
  const { db, clock } = services;
  const draft = draftId === null ? null : await editableDraft(services, actor, draftId);
  if (draft) checkRoom(draft, 1);
  const id =
    draft?.id ?? (await insertDraft(db, { startedBy: actor.name, createdAt: new Date(clock.now() / 1000) }));
  const first = draft?.files[0] && parseMapping(draft.files[0].mapping);
  const zone = first?.zone ?? (await currentGeneration(db.pool)).timeZone;
  const source = first?.constants.source ?? "default";
  const name =
    file.name
      .replace(/^.*[\\/]/, "")
      .trim()
      .slice(0, 200) || "file";
  try {
    return { draft: id, file: await stageFile(services, id, name, file.bytes, { zone, source }) };
  } catch (error) {
    if (!draft) await deleteDraft(db, id);
    throw error;
  }
}

/**
 * Takes further sheets of an uploaded workbook into its draft, each as a file of its own.
 *
 * @throws AppError `missing_value` without any; `invalid_value` for one that it does not have; 400 for one without a table
 */
export async function addSheets(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
  sheets: readonly string[],
): Promise<void> {
  const draft = await editableDraft(services, actor, draftId);
  const file = fileOf(draft, fileId);
  if (sheets.length === 0) throw new AppError("missing_value", "Choose a sheet.", { parameter: "sheets" });
  checkRoom(draft, sheets.length);
  const known = file.sample ? openSample(services.keyring, file.sample).sheets : [];
  if (!sheets.every((sheet) => known.includes(sheet))) {
    throw new AppError("invalid_value", "The workbook has no such sheet.", { parameter: "sheets" });
  }
  const { zone, constants } = parseMapping(file.mapping);
  const shape = shapeSchema.parse(file.shape);
  for (const sheet of sheets) {
    const workbook = { ...file, draftId, shape };
    await stageSheet(services, workbook, sheet, { zone, source: constants.source ?? "default" });
  }
}

function checkRoom({ files }: StoredDraft, more: number): void {
  if (files.length + more <= MOST_FILES) return;
  throw new AppError("conflict", `A draft has room for ${counted(MOST_FILES, "file")}. Import these first.`);
}

/** A draft. @throws AppError `not_found` */
export async function oneDraft(
  { db }: Pick<IngestServices, "db">,
  actor: Actor,
  id: string,
): Promise<StoredDraft> {
  requirePermission(actor, "manage_data");
  const draft = UUID.test(id) ? await findDraft(db, id) : null;
  if (!draft)
    throw new AppError("not_found", "These files are gone: they were discarded, or kept for too long.");
  return draft;
}

/** Changes how a file is read, as its form says. */
export async function changeFile(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
  entered: (name: string) => string,
): Promise<void> {
  const file = await oneFile(services, actor, draftId, fileId);
  if (!file.sample) return;
  const sample = openSample(services.keyring, file.sample);
  const mapping = enteredMapping(parseMapping(file.mapping), sample, entered);
  await updateDraftFile(services.db, fileId, { mapping });
}

/** Sets what holds for all files: the time zone, the source, and where it is said the order of dates. */
export async function changeDefaults(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  entered: { readonly zone: string; readonly source: string; readonly order?: string },
): Promise<void> {
  const draft = await editableDraft(services, actor, draftId);
  const zone = entered.zone.trim();
  const source = entered.source.trim();
  if (!isTimeZone(zone)) {
    throw new AppError("invalid_value", "This is no time zone. Write it as Europe/Berlin.", {
      parameter: "zone",
    });
  }
  if (source === "" || source.length > 256) {
    throw new AppError("missing_value", "Enter the source, of at most 256 characters.", {
      parameter: "source",
    });
  }
  const order = DATE_ORDERS.find((one) => one === entered.order) ?? null;
  for (const { id, mapping } of draft.files) {
    await updateDraftFile(services.db, id, {
      mapping: withDefaults(parseMapping(mapping), { zone, source, order }),
    });
  }
}

/** Saves how a file is read under a name, for the wizard, the command line and the interface. */
export async function saveFileMapping(
  services: IngestServices,
  actor: PersonActor,
  draftId: string,
  fileId: string,
  entered: string,
): Promise<string> {
  const file = await oneFile(services, actor, draftId, fileId);
  const name = entered.trim();
  if (!/^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,79}$/u.test(name)) {
    throw new AppError(
      "invalid_value",
      "Give a name of letters, digits, spaces, dots and hyphens, of at most 80.",
      {
        parameter: "name",
      },
    );
  }
  const mapping: Mapping = parseMapping(file.mapping);
  const updatedAt = new Date(services.clock.now() / 1000);
  await saveMapping(services.db, { name, mapping, savedBy: actor.name, updatedAt });
  return name;
}

/** Deletes a saved mapping; what was imported by it stays. */
export async function removeMapping(services: IngestServices, actor: Actor, name: string): Promise<void> {
  requirePermission(actor, "manage_data");
  await deleteMapping(services.db, name);
}

/** The saved mapping of a name, for whoever may send records. @throws AppError `not_found` */
export async function namedMapping(
  { db }: Pick<IngestServices, "db">,
  actor: Actor,
  name: string,
): Promise<Mapping> {
  requirePermission(actor, "ingest");
  const saved = await findMapping(db, name);
  if (!saved) {
    throw new AppError("not_found", `There is no mapping named ${name}. The import wizard saves them.`, {
      parameter: "mapping",
    });
  }
  return parseMapping(saved.mapping);
}

/** Takes a file out of a draft; with its last file the draft goes. True when it has gone. */
export async function removeFile(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
): Promise<boolean> {
  const draft = await editableDraft(services, actor, draftId);
  await deleteDraftFile(services.db, draftId, fileId);
  const isEmpty = draft.files.every(({ id }) => id === fileId);
  if (isEmpty) await deleteDraft(services.db, draftId);
  return isEmpty;
}

/** Lets the files of a draft go; what is imported of them stays. */
export async function discardDraft(services: IngestServices, actor: Actor, id: string): Promise<void> {
  const draft = await oneDraft(services, actor, id);
  if (draft.state !== "stopped") await editableDraft(services, actor, id);
  await deleteDraft(services.db, id);
}

/** Says what importing would do; goes on beside the pages where there is much to read. */
export async function startCheck(services: IngestServices, actor: Actor, draftId: string): Promise<void> {
  await readyDraft(services, actor, draftId);
  const begun = await checkDraft(services, draftId);
  if (!begun) throw new AppError("conflict", "These files are being read already.");
  await Promise.race([begun.ended, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS))]);
}

/** Begins the import; it goes on beside the pages. */
export async function startImport(services: IngestServices, actor: Actor, draftId: string): Promise<void> {
  await readyDraft(services, actor, draftId);
  const begun = await importDraft(services, draftId);
  if (!begun) throw new AppError("conflict", "These files are being imported already.");
  await Promise.race([begun.ended, new Promise((resolve) => setTimeout(resolve, PATIENCE_MILLIS))]);
}

/** Stops what is done to a draft beside the pages; an import can go on later. */
export async function stopDraft(services: IngestServices, actor: PersonActor, id: string): Promise<void> {
  await oneDraft(services, actor, id);
  await stopWork(services.db.pool, id, actor.name);
}

async function readyDraft(services: IngestServices, actor: Actor, id: string): Promise<StoredDraft> {
  const draft = await oneDraft(services, actor, id);
  for (const { name, mapping } of draft.files) {
    const [problem] = mappingProblems(parseMapping(mapping));
    if (problem) throw new AppError("missing_value", `${name}: ${problem}`);
  }
  return draft;
}

/** Whether nothing is at work on a draft and nothing of it is imported. `now` in milliseconds. */
export function isEditable({ state, workAt }: Pick<StoredDraft, "state" | "workAt">, now: number): boolean {
  if (state === "open" || state === "checked") return true;
  // A check whose process died.
  return state === "checking" && now - (workAt?.getTime() ?? 0) > DRAFT_LEASE_SECONDS * 1000;
}

/** A draft that nothing is at work on. */
async function editableDraft(services: IngestServices, actor: Actor, id: string): Promise<StoredDraft> {
  const draft = await oneDraft(services, actor, id);
  if (!isEditable(draft, services.clock.now() / 1000)) {
    throw new AppError(
      "conflict",
      "These files cannot be changed any more: they are being read or imported.",
    );
  }
  return draft;
}

/** A file of a draft that can still be changed. @throws AppError */
export async function oneFile(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
): Promise<StoredDraftFile> {
  return fileOf(await editableDraft(services, actor, draftId), fileId);
}

function fileOf({ files }: StoredDraft, fileId: string): StoredDraftFile {
  const file = files.find(({ id }) => id === fileId);
  if (!file) throw new AppError("not_found", "This file is not there any more.");
  return file;
}
