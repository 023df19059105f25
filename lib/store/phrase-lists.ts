import type pg from "pg";
import { SHIPPED_PHRASES } from "@/lib/repeats/phrases/shipped";
import { PHRASE_LANGUAGES, type PhraseLists, type SubjectPhrases } from "@/lib/repeats/phrases/subject";
import type { Database } from "./database";
import { beginGeneration, changeGenerations } from "./generations";

/** What people have changed: language, then subject or field name; each replaces Baton's own list of that subject. */
export type PhraseChanges = { readonly [language: string]: { readonly [subject: string]: SubjectPhrases } };

/** A version of the phrase lists as the history shows it. */
export interface PhraseListVersion {
  readonly version: number;
  /** The version whose lists it took over again, 0 for Baton's own; null for any other change. */
  readonly restores: number | null;
  readonly createdAt: Date;
  /** Null when the person is gone. */
  readonly author: string | null;
  readonly changes: PhraseChanges;
}

const known = new WeakMap<pg.Pool, Map<number, PhraseChanges>>();

/** What people had changed in a version, as it was and always will be: read once in a process; nothing in version 0. */
export async function readPhraseChanges(
  db: Pick<Database, "pool">,
  version: number,
  client: pg.Pool | pg.PoolClient = db.pool,
): Promise<PhraseChanges> {
  if (version === 0) return {};
  const versions = known.get(db.pool) ?? new Map<number, PhraseChanges>();
  known.set(db.pool, versions);
  const found = versions.get(version);
  if (found) return found;
  const { rows } = await client.query<{ lists: PhraseChanges }>(
    "SELECT lists FROM phrase_list_version WHERE version = $1",
    [version],
  );
  const changes = rows[0]?.lists ?? {};
  versions.set(version, changes);
  return changes;
}

/** Baton's own lists with what people have changed. */
export function phraseListsWith(changes: PhraseChanges): PhraseLists {
  return Object.fromEntries(
    PHRASE_LANGUAGES.map((language) => [
      language,
      { ...SHIPPED_PHRASES[language], ...(changes[language] ?? {}) },
    ]),
  ) as PhraseLists;
}

/** The number of the lists that hold; 0 = Baton's own. */
export async function latestPhraseListVersion(client: pg.Pool | pg.PoolClient): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT coalesce(max(version), 0) AS version FROM phrase_list_version",
  );
  return rows[0]?.version ?? 0;
}

/** The latest versions, newest first. */
export async function readPhraseListVersions(
  client: pg.Pool | pg.PoolClient,
  limit: number,
): Promise<PhraseListVersion[]> {
  const { rows } = await client.query<PhraseListVersion>(
    `SELECT v.version, v.restores, v.created_at AS "createdAt", p.name AS author, v.lists AS changes
     FROM phrase_list_version AS v LEFT JOIN person AS p ON p.id = v.author_id
     ORDER BY v.version DESC LIMIT $1`,
    [limit],
  );
  return rows;
}

/**
 * Makes the next version, and the generation that reads transcripts with it, at once. Only on top of the version that
 * holds now: false when `basedOn` is not that any more.
 */
export async function appendPhraseLists(
  db: Database,
  basedOn: number,
  next: {
    readonly changes: PhraseChanges;
    readonly restores: number | null;
    readonly authorId: string;
    readonly createdAt: Date;
  },
): Promise<boolean> {
  let appended = false;
  await changeGenerations(db, async (client) => {
    if ((await latestPhraseListVersion(client)) !== basedOn) return;
    await client.query(
      `INSERT INTO phrase_list_version (version, restores, created_at, author_id, lists)
       VALUES ($1, $2, $3, $4, $5)`,
      [basedOn + 1, next.restores, next.createdAt, next.authorId, JSON.stringify(next.changes)],
    );
    await beginGeneration(client);
    appended = true;
  });
  return appended;
}
