import { AppError } from "@/lib/domain/app-error";
import { FramingError } from "@/lib/ingest/validate/rejection";
import type { Keyring } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import {
  appendChunk,
  copyDraftFile,
  deleteDraftFile,
  insertDraftFile,
  readChunks,
  type StoredDraftFile,
  updateDraftFile,
} from "@/lib/store/import-drafts";
import { listMappings } from "@/lib/store/import-mappings";
import { type FileShape, readAs } from "./file-shape";
import { guessMapping } from "./guess-mapping";
import { lookAtShape, lookAtTable, rowsAboveIn, type TableSample } from "./look-at-table";
import { type Mapping, parseMapping } from "./mapping";
import { NoTableError } from "./no-table";

const CHUNK = 1024 * 1024;
/** So many saved mappings that read files in a way of their own are tried on a new file. */
const MOST_TRIED = 5;
/** No file is larger than this. */
export const LARGEST_FILE = 4 * 1024 * 1024 * 1024;

/** What is kept of a file to show it: its first rows, and what the person must be asked. */
export interface FileSample extends TableSample {
  readonly ambiguousDates: readonly string[];
  /** The saved mapping that fitted; null where the mapping was guessed. */
  readonly savedMapping: string | null;
}

interface Services {
  readonly db: Database;
  readonly keyring: Pick<Keyring, "encrypt" | "decrypt">;
}

/**
 * Takes an uploaded file in: keeps its bytes encrypted, streamed in pieces, and guesses what it is and what its
 * columns mean. A file that is no table leaves nothing behind.
 *
 * @param defaults the time zone and the source, as the draft has them already
 * @throws AppError when it cannot be read as a table, with a sentence that says why
 */
export async function stageFile(
  { db, keyring }: Services,
  draftId: string,
  name: string,
  source: AsyncIterable<Uint8Array>,
  defaults: Defaults,
): Promise<string> {
  const fileId = await insertDraftFile(db, draftId, name);
  return understood({ db, keyring }, { draftId, fileId, name }, defaults, async (open) => {
    const { size, isUtf8 } = await keep({ db, keyring }, fileId, source);
    await updateDraftFile(db, fileId, { size });
    return lookAtShape(open, isUtf8);
  });
}

/**
 * Takes another sheet of an uploaded workbook in, as a file of its own: it is mapped, checked and imported like one, and
 * neither needs the other.
 *
 * @throws AppError when there is no table on it
 */
export async function stageSheet(
  { db, keyring }: Services,
  workbook: Pick<StoredDraftFile, "id" | "name"> & { readonly draftId: string; readonly shape: FileShape },
  sheet: string,
  defaults: Defaults,
): Promise<string> {
  const { draftId, shape } = workbook;
  const own = ` (${shape.sheet})`;
  const name = `${workbook.name.endsWith(own) ? workbook.name.slice(0, -own.length) : workbook.name} (${sheet})`;
  const fileId = await copyDraftFile(db, workbook.id, name);
  return understood({ db, keyring }, { draftId, fileId, name }, defaults, async (open) => ({
    ...shape,
    sheet,
    above: await rowsAboveIn(open, { ...shape, sheet }),
  }));
}

interface Defaults {
  readonly zone: string;
  readonly source: string;
}

/** Guesses what a file means and keeps that with it; a file that is no table goes again. */
async function understood(
  { db, keyring }: Services,
  { draftId, fileId, name }: { readonly draftId: string; readonly fileId: string; readonly name: string },
  { zone, source }: Defaults,
  shapeOf: (open: () => AsyncIterable<Uint8Array>) => Promise<FileShape>,
): Promise<string> {
  try {
    const open = () => stagedBytes({ db, keyring }, fileId);
    const shape = await shapeOf(open);
    const { mapping, sample } = await firstLook(db, open, shape, zone);
    await updateDraftFile(db, fileId, {
      shape,
      mapping: { ...mapping, constants: { source, ...mapping.constants } },
      sample: sealSample(keyring, sample),
    });
    return fileId;
  } catch (error) {
    await deleteDraftFile(db, draftId, fileId);
    if (error instanceof FramingError || error instanceof NoTableError) {
      throw new AppError("malformed_body", `${name} cannot be read as a table. ${error.message}`);
    }
    throw error;
  }
}

/** The bytes of an uploaded file. */
export async function* stagedBytes({ db, keyring }: Services, fileId: string): AsyncGenerator<Buffer> {
  for await (const body of readChunks(db.pool, fileId)) yield keyring.decrypt(body);
}

/** A file's sample as it was kept. */
export function openSample(keyring: Pick<Keyring, "decrypt">, sealed: Uint8Array): FileSample {
  return JSON.parse(keyring.decrypt(sealed).toString("utf8")) as FileSample;
}

/** A file's sample, encrypted to be kept. */
export function sealSample(keyring: Pick<Keyring, "encrypt">, sample: FileSample): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(keyring.encrypt(Buffer.from(JSON.stringify(sample))));
}

/** How a file is to be read, and its first rows read so. */
export interface Looked {
  readonly mapping: Mapping;
  readonly sample: FileSample;
}

/** Reads the first rows of a file and guesses what its columns mean. @throws FramingError where there are none */
export async function guessFrom(
  open: () => AsyncIterable<Uint8Array>,
  shape: FileShape,
  zone: string,
): Promise<Looked> {
  const { sample, rows } = await lookAtTable(open, shape);
  if (sample.columns.length === 0) throw new FramingError("empty_body");
  const { mapping, ambiguousDates } = guessMapping(sample.columns, rows, zone);
  return { mapping, sample: { ...sample, ambiguousDates, savedMapping: null } };
}

/** By a saved mapping where one has every column of the file, of several the one with the most; else guessed. */
async function firstLook(
  db: Database,
  open: () => AsyncIterable<Uint8Array>,
  shape: FileShape,
  zone: string,
): Promise<Looked> {
  const saved = (await listMappings(db))
    .map(({ name, mapping }) => ({ name, mapping: parseMapping(mapping) }))
    .filter(({ mapping }) => mapping.reads === "columns" && mapping.columns.length > 1)
    .sort((a, b) => b.mapping.columns.length - a.mapping.columns.length);
  const guessed = await guessFrom(open, shape, zone);
  let tried = 0;
  for (const { name, mapping } of saved) {
    // A mapping that says how the file is read shows other columns than the guess.
    if (mapping.file && ++tried > MOST_TRIED) continue;
    const sample = mapping.file ? await sampleAs(open, readAs(shape, mapping)) : guessed.sample;
    const has = new Set(sample?.columns);
    if (!sample || !mapping.columns.every(({ column }) => has.has(column))) continue;
    return { mapping, sample: { ...sample, ambiguousDates: [], savedMapping: name } };
  }
  return guessed;
}

async function sampleAs(
  open: () => AsyncIterable<Uint8Array>,
  shape: FileShape,
): Promise<TableSample | null> {
  try {
    return (await lookAtTable(open, shape)).sample;
  } catch {
    return null;
  }
}

async function keep(
  { db, keyring }: Services,
  fileId: string,
  source: AsyncIterable<Uint8Array>,
): Promise<{ size: number; isUtf8: boolean }> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  let parts: Uint8Array[] = [];
  let held = 0;
  let size = 0;
  let number = 0;
  const flush = async () => {
    await appendChunk(db.pool, fileId, number++, keyring.encrypt(Buffer.concat(parts)));
    parts = [];
    held = 0;
  };
  for await (const bytes of source) {
    if (isUtf8) isUtf8 = isValid(decoder, bytes);
    parts.push(bytes);
    held += bytes.length;
    size += bytes.length;
    if (size > LARGEST_FILE) throw new AppError("too_large", "The file is larger than 4 GiB.");
    if (held >= CHUNK) await flush();
  }
  if (held > 0) await flush();
  return { size, isUtf8: isUtf8 && isValid(decoder, null) };
}

function isValid(decoder: TextDecoder, bytes: Uint8Array | null): boolean {
  try {
    if (bytes) decoder.decode(bytes, { stream: true });
    else decoder.decode();
    return true;
  } catch {
    return false;
  }
}
