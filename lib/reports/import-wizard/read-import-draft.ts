import type { PersonActor } from "@/lib/access/actor";
import { createDayOf } from "@/lib/domain/day";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { mappedBy } from "@/lib/ingest/mapping/apply-mapping";
import type { CheckedDraft } from "@/lib/ingest/mapping/check-draft";
import { type FileShape, shapeSchema } from "@/lib/ingest/mapping/file-shape";
import { type Mapping, parseMapping } from "@/lib/ingest/mapping/mapping";
import { type FileSample, openSample } from "@/lib/ingest/mapping/stage-file";
import { redact } from "@/lib/ingest/redact/redact";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import { isObject } from "@/lib/ingest/validate/validate-value";
import type { Report } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import type { StoredDraft } from "@/lib/store/import-drafts";
import { listMappings } from "@/lib/store/import-mappings";
import { type ImportSummary, readImport } from "@/lib/store/read-imports";
import { oneDraft } from "./import-drafts";

/** A record as a row of the file would give it, or why it would be refused. */
export interface PreviewedRecord {
  readonly row: number;
  readonly type: string;
  readonly keys: readonly (readonly [key: string, value: string])[];
  readonly refused: string | null;
}

/** A file of a draft with what is shown of it. */
export interface DraftFile {
  readonly id: string;
  readonly name: string;
  readonly size: number;
  readonly shape: FileShape;
  readonly mapping: Mapping;
  readonly sample: FileSample;
  readonly preview: readonly PreviewedRecord[];
  readonly imported: ImportSummary | null;
}

/** A draft with all that its page shows. */
export interface DraftDetail {
  readonly draft: StoredDraft;
  readonly files: readonly DraftFile[];
  readonly checked: CheckedDraft | null;
  readonly savedMappings: readonly string[];
  /** What is in the numbers about the imported conversations, once all is done. */
  readonly report: Report | null;
}

/** The metrics that say what an import brought. */
export const IMPORTED_METRICS = [
  "conversations",
  "hand_offs",
  "hand_off_rate",
  "unclassified_share",
  "repeat_information_rate",
  "post_hand_off_csat",
  "survey_response_rate",
] as const;
const ROWS_SHOWN = 5;
const LONGEST_VALUE = 80;

/** Reads a draft for its page. @throws AppError `not_found` */
export async function readImportDraft(
  services: IngestServices,
  actor: PersonActor,
  id: string,
): Promise<DraftDetail> {
  const draft = await oneDraft(services, actor, id);
  const files = await Promise.all(
    draft.files.map(async (file): Promise<DraftFile> => {
      const mapping = parseMapping(file.mapping);
      const sample = openSample(services.keyring, file.sample ?? new Uint8Array());
      return {
        id: file.id,
        name: file.name,
        size: file.size,
        shape: shapeSchema.parse(file.shape),
        mapping,
        sample,
        preview: previewOf(services, mapping, sample),
        imported: file.importId ? await readImport(services.db.pool, file.importId) : null,
      };
    }),
  );
  const checked = draft.checked as CheckedDraft | null;
  return {
    draft,
    files,
    checked,
    savedMappings: (await listMappings(services.db)).map(({ name }) => name),
    report: draft.state === "done" && checked ? await reportOf(services, actor, files, checked) : null,
  };
}

function previewOf(
  services: IngestServices,
  mapping: Mapping,
  sample: FileSample,
): readonly PreviewedRecord[] {
  const recordsOf = mappedBy(mapping);
  const context = {
    keyring: services.keyring,
    redact,
    defaultSource: mapping.constants.source ?? "default",
  };
  return sample.rows.slice(0, ROWS_SHOWN).flatMap((row, i) =>
    recordsOf(row).map((record): PreviewedRecord => {
      const result = normaliseRecord(record, context);
      const { type, source: _, ...keys } = record;
      return {
        row: i + 1,
        type: String(type),
        keys: shownKeys(keys),
        refused: result.ok ? null : result.rejection.message,
      };
    }),
  );
}

/** The keys of a record one by one, those inside its context too. */
function shownKeys(record: { readonly [key: string]: unknown }): (readonly [string, string])[] {
  return Object.entries(record).flatMap(([key, value]): (readonly [string, string])[] => {
    if (key === "context" && isObject(value)) return shownKeys(value);
    if (key === "fields" && Array.isArray(value)) {
      return value.map(
        (field: { readonly name: string; readonly value?: string; readonly reasked?: boolean }) => {
          const again =
            field.reasked === undefined ? "" : field.reasked ? ", asked again" : ", not asked again";
          return [field.name, `${field.value ?? "captured"}${again}`.slice(0, LONGEST_VALUE)] as const;
        },
      );
    }
    const text = typeof value === "string" ? value : JSON.stringify(value);
    return [[key, text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text] as const];
  });
}

async function reportOf(
  { db }: IngestServices,
  actor: PersonActor,
  files: readonly DraftFile[],
  { first, last }: CheckedDraft,
): Promise<Report | null> {
  if (first === null || last === null) return null;
  const workspace = await loadWorkspace(db);
  const dayOf = createDayOf(workspace.timeZone);
  const sources = [...new Set(files.map(({ mapping }) => mapping.constants.source ?? "default"))];
  return runReport(db, actor, workspace, {
    metrics: IMPORTED_METRICS,
    period: { from: dayOf(first), to: dayOf(last) },
    by: [],
    filters: [{ dimension: "source", values: sources }],
    compare: null,
  });
}
