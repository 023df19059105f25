import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { parseMapping } from "@/lib/ingest/mapping/mapping";
import { counted } from "@/lib/metrics/counted";
import type { Database } from "@/lib/store/database";
import { type DraftState, listOpenDrafts } from "@/lib/store/import-drafts";
import { listMappings, type StoredMapping } from "@/lib/store/import-mappings";

/** What the first page of the import wizard shows. */
export interface ImportStart {
  readonly drafts: Awaited<ReturnType<typeof listOpenDrafts>>;
  readonly mappings: readonly StoredMapping[];
}

const MOST_DRAFTS = 20;
const STATES: { readonly [S in DraftState]: string } = {
  open: "To be looked at",
  checking: "Being read",
  checked: "Ready to import",
  importing: "Being imported",
  stopped: "Stopped",
  done: "Done",
};

/** Reads what was begun and not finished, and the saved mappings. */
export async function readImportStart(db: Database, actor: Actor): Promise<ImportStart> {
  requirePermission(actor, "manage_data");
  const [drafts, mappings] = await Promise.all([listOpenDrafts(db, MOST_DRAFTS), listMappings(db)]);
  return { drafts, mappings };
}

/** The same in words. */
export function prepareImportStart({ drafts, mappings }: ImportStart, timeZone: string) {
  const time = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone });
  return {
    drafts: drafts.map(({ id, files, startedBy, createdAt, state }) => ({
      id,
      files: files.map(({ name }) => name).join(", "),
      by: startedBy,
      when: time.format(createdAt),
      state: STATES[state],
    })),
    mappings: mappings.map(({ name, mapping, savedBy, updatedAt }) => ({
      name,
      what: counted(parseMapping(mapping).columns.length, "column"),
      by: `${savedBy}, ${time.format(updatedAt)}`,
    })),
  };
}
