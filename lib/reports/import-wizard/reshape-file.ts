import type { Actor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import { isTimeZone } from "@/lib/domain/day";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import {
  ENCODINGS,
  type FileShape,
  readAs,
  type ShapeCorrection,
  shapeSchema,
} from "@/lib/ingest/mapping/file-shape";
import { type IdRule, idRuleSchema } from "@/lib/ingest/mapping/join-ids";
import { rowsAboveIn } from "@/lib/ingest/mapping/look-at-table";
import { DATE_ORDERS, type Mapping, parseMapping } from "@/lib/ingest/mapping/mapping";
import { DECIMALS } from "@/lib/ingest/mapping/read-value";
import {
  type FileSample,
  guessFrom,
  type Looked,
  openSample,
  sealSample,
  stagedBytes,
} from "@/lib/ingest/mapping/stage-file";
import { FramingError } from "@/lib/ingest/validate/rejection";
import { type StoredDraftFile, updateDraftFile } from "@/lib/store/import-drafts";
import { withDefaults } from "./entered-mapping";
import { namedMapping, oneFile } from "./import-drafts";

/** How a file is said to be read; an empty text where its form does not ask. */
export interface EnteredReading {
  readonly encoding: string;
  readonly delimiter: string;
  /** How many rows stand above the header. */
  readonly above: string;
  readonly sheet: string;
  readonly order: string;
  readonly decimal: string;
  readonly zone: string;
}

/**
 * Reads a file in another way than guessed: another encoding, delimiter, header or sheet. Where that gives other
 * columns, their meaning is guessed anew.
 *
 * @throws AppError where it gives no table
 */
export async function reshapeFile(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
  entered: EnteredReading,
): Promise<void> {
  const stored = await oneFile(services, actor, draftId, fileId);
  if (!stored.sample) return;
  const before = parseMapping(stored.mapping);
  const seen = shapeSchema.parse(stored.shape);
  const zone = entered.zone.trim() || before.zone;
  if (!isTimeZone(zone)) {
    throw new AppError("invalid_value", "This is no time zone. Write it as Europe/Berlin.", {
      parameter: "zone",
    });
  }
  const open = () => stagedBytes(services, fileId);
  const file = await correctionOf(open, seen, before, entered);
  const looked = isSame(file, before.file)
    ? { mapping: before, sample: openSample(services.keyring, stored.sample) }
    : await lookAgain(
        open,
        stored,
        readAs(seen, { file }),
        before,
        openSample(services.keyring, stored.sample),
      );
  const { decimal: _, file: __, ...rest } = looked.mapping;
  const decimal = DECIMALS.find((one) => one === entered.decimal);
  const mapping: Mapping = {
    ...rest,
    ...(decimal && { decimal }),
    ...(Object.keys(file).length > 0 && { file }),
  };
  const order = DATE_ORDERS.find((one) => one === entered.order) ?? null;
  const source = before.constants.source ?? "default";
  await updateDraftFile(services.db, fileId, {
    mapping: withDefaults(mapping, { zone, source, order }),
    sample: sealSample(services.keyring, looked.sample),
  });
}

/** Reads a file by a saved mapping; source and zone stay those of the draft. */
export async function readBySaved(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
  name: string,
): Promise<void> {
  const stored = await oneFile(services, actor, draftId, fileId);
  if (!stored.sample) return;
  const saved = await namedMapping(services, actor, name);
  const { zone, constants } = parseMapping(stored.mapping);
  const source = constants.source ?? "default";
  const shape = readAs(shapeSchema.parse(stored.shape), saved);
  const open = () => stagedBytes(services, fileId);
  const { sample } = await look(open, stored.name, shape, zone);
  await updateDraftFile(services.db, fileId, {
    mapping: withDefaults(saved, { zone, source, order: null }),
    sample: sealSample(services.keyring, { ...sample, ambiguousDates: [], savedMapping: name }),
  });
}

/** Says how the ids of a file are to be written, so that they are those of the conversations; null = as they are. */
export async function joinFile(
  services: IngestServices,
  actor: Actor,
  draftId: string,
  fileId: string,
  entered: string,
): Promise<void> {
  const { mapping: raw } = await oneFile(services, actor, draftId, fileId);
  const rule: IdRule | null = entered === "" ? null : idRuleSchema.parse(JSON.parse(entered));
  const mapping = parseMapping(raw);
  const columns = mapping.columns.map(({ ids: _, ...column }) =>
    rule && column.key === "conversationId" ? { ...column, ids: rule } : column,
  );
  await updateDraftFile(services.db, fileId, { mapping: { ...mapping, columns } });
}

/** What is corrected of how a file was seen; where that changes its rows, its header is looked for anew. */
async function correctionOf(
  open: () => AsyncIterable<Uint8Array>,
  seen: FileShape,
  before: Mapping,
  entered: EnteredReading,
): Promise<ShapeCorrection> {
  const now = readAs(seen, before);
  const encoding = ENCODINGS.find((one) => one === entered.encoding) ?? now.encoding;
  const delimiter = delimiterOf(entered.delimiter) ?? now.delimiter;
  const sheet = entered.sheet || now.sheet;
  const hasNewRows = encoding !== now.encoding || delimiter !== now.delimiter || sheet !== now.sheet;
  const said = /^\d{1,2}$/.test(entered.above) ? Math.min(Number(entered.above), 50) : now.above;
  const above = hasNewRows ? await rowsAboveIn(open, { ...seen, encoding, delimiter, sheet }) : said;
  return {
    ...(encoding !== seen.encoding && { encoding }),
    ...(delimiter !== null && delimiter !== seen.delimiter && { delimiter }),
    ...(sheet !== null && sheet !== seen.sheet && { sheet }),
    ...(above !== seen.above && { above }),
  };
}

function delimiterOf(entered: string): string | null {
  if (entered === "tab") return "\t";
  return entered.length === 1 ? entered : null;
}

async function lookAgain(
  open: () => AsyncIterable<Uint8Array>,
  { name }: StoredDraftFile,
  shape: FileShape,
  before: Mapping,
  sample: FileSample,
): Promise<Looked> {
  const looked = await look(open, name, shape, before.zone);
  const hasSame = isSame(looked.sample.columns, sample.columns);
  return hasSame ? { mapping: before, sample: looked.sample } : looked;
}

async function look(
  open: () => AsyncIterable<Uint8Array>,
  name: string,
  shape: FileShape,
  zone: string,
): Promise<Looked> {
  try {
    return await guessFrom(open, shape, zone);
  } catch (error) {
    if (!(error instanceof FramingError)) throw error;
    throw new AppError(
      "malformed_body",
      `Read so, ${name} is no table. ${error.message} Nothing was changed.`,
    );
  }
}

function isSame(a: unknown, b: unknown): boolean {
  const plain = (value: unknown) => JSON.stringify(value ?? {});
  return plain(a) === plain(b);
}
