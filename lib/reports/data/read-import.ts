import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import { type Keyring, KeyringError } from "@/lib/secrets/keyring";
import type { Database } from "@/lib/store/database";
import {
  type ImportPosition,
  type ImportSummary,
  listImports,
  type RejectionGroup,
  readImport,
  readImports,
  readRejectionGroups,
  readRejections,
  type StoredRejection,
} from "@/lib/store/read-imports";
import { readWaiting, type WaitingGroup } from "@/lib/store/waiting";

const REJECTIONS_AT_ONCE = 500;
/** So many imports are on a page. */
const IMPORTS_AT_ONCE = 20;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What came in, what was refused, what waits. */
export interface DataOverview {
  /** Newest first. */
  readonly imports: readonly ImportSummary[];
  /** Where older ones begin (ISO 8601); null where there are none. */
  readonly older: string | null;
  readonly rejections: readonly RejectionGroup[];
  readonly waiting: readonly WaitingGroup[];
}

/** The state of the data, with imports from before a time (ISO 8601). Throws AppError 403 for all but administrators. */
export async function readDataOverview(db: Database, actor: Actor, before?: string): Promise<DataOverview> {
  requirePermission(actor, "manage_data");
  const [found, rejections, waiting] = await Promise.all([
    readImports(db.pool, { limit: IMPORTS_AT_ONCE + 1, before }),
    readRejectionGroups(db.pool),
    readWaiting(db.pool),
  ]);
  const imports = found.slice(0, IMPORTS_AT_ONCE);
  const older = found.length > imports.length ? (imports.at(-1)?.startedAt ?? null) : null;
  return { imports, older, rejections, waiting };
}

/** One import; for an API key one that it sent itself. Throws AppError 404 where there is none of that id. */
export async function readImportStatus(db: Database, actor: Actor, id: string): Promise<ImportSummary> {
  requirePermission(actor, "view_import");
  const own = actor.kind === "key" ? { sentByKey: actor.id } : {};
  const found = UUID.test(id) ? await readImport(db.pool, id, own) : null;
  if (!found) throw new AppError("not_found", `There is no import ${id}.`);
  return found;
}

/** One page of a list, and where the next one starts; null on the last. */
export interface ListPage<Row, Position> {
  readonly rows: readonly Row[];
  readonly next: Position | null;
}

/** The imports, newest first; for an API key those that it sent itself. Throws AppError 403. */
export async function readImportList(
  db: Database,
  actor: Actor,
  page: { readonly after: ImportPosition | null; readonly limit: number },
): Promise<ListPage<ImportSummary, ImportPosition>> {
  requirePermission(actor, "view_import");
  const found = await listImports(db.pool, {
    after: page.after,
    limit: page.limit + 1,
    sentByKey: actor.kind === "key" ? actor.id : null,
  });
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ summary }) => summary),
    next: last && found.length > shown.length ? last.position : null,
  };
}

/** A page of the refused records of an import, each as {@link refusedRecords} has it; `next` is a line. */
export async function readRefusedPage(
  db: Database,
  actor: Actor,
  keyring: Pick<Keyring, "decrypt">,
  importId: string,
  page: { readonly after: number; readonly limit: number },
): Promise<ListPage<object, number>> {
  requirePermission(actor, "view_refused_input");
  await readImportStatus(db, actor, importId);
  const found = await readRejections(db.pool, importId, { after: page.after, limit: page.limit + 1 });
  const shown = found.slice(0, page.limit);
  return {
    rows: shown.map((rejection) => withError(rejection, keyring)),
    next: found.length > shown.length ? (shown.at(-1)?.line ?? null) : null,
  };
}

/**
 * The refused records of an import as lines of NDJSON, in order: each the record as it was sent, with its error under
 * `rejection` (which a second try ignores). What was no JSON object is under `input`, as text. Reads page by page, so
 * memory stays flat. Throws AppError 404 where there is no such import, 403 for all but those who may see input.
 */
export async function* refusedRecords(
  db: Database,
  actor: Actor,
  keyring: Pick<Keyring, "decrypt">,
  importId: string,
): AsyncGenerator<string> {
  requirePermission(actor, "view_refused_input");
  await readImportStatus(db, actor, importId);
  for (let after = 0; ; ) {
    const page = await readRejections(db.pool, importId, { after, limit: REJECTIONS_AT_ONCE });
    for (const rejection of page) yield `${JSON.stringify(withError(rejection, keyring))}\n`;
    const last = page.at(-1);
    if (!last || page.length < REJECTIONS_AT_ONCE) return;
    after = last.line;
  }
}

function withError(
  { input, line, code, path, message }: StoredRejection,
  keyring: Pick<Keyring, "decrypt">,
): object {
  const rejection = { line, code, path, message };
  try {
    const text = keyring.decrypt(input).toString("utf8");
    const record = parseObject(text);
    return record ? { ...record, rejection } : { input: text, rejection };
  } catch (error) {
    if (error instanceof KeyringError) return { input: null, rejection };
    throw error;
  }
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
