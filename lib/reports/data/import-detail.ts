import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Database } from "@/lib/store/database";
import { type ImportSummary, readRejections, type StoredRejection } from "@/lib/store/read-imports";
import { readImportStatus } from "./read-import";

/** Refused records that the page lists; all of them are in the download. */
const LISTED = 100;

/** An import with its first refused records, without what was sent. */
export interface ImportDetail {
  readonly summary: ImportSummary;
  readonly refused: readonly Omit<StoredRejection, "input">[];
}

/** One import for its page. Throws AppError 404 where there is none, 403 for all but administrators. */
export async function readImportDetail(db: Database, actor: Actor, id: string): Promise<ImportDetail> {
  requirePermission(actor, "manage_data");
  const summary = await readImportStatus(db, actor, id);
  const stored = await readRejections(db.pool, id, { after: 0, limit: LISTED });
  return { summary, refused: stored.map(({ input: _, ...rejection }) => rejection) };
}
