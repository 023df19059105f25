import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { arrivedAmong, someArrived } from "@/lib/store/held-payloads";
import { type IdSet, idNumber } from "./id-set";
import { type IdRule, idRules, writeId } from "./join-ids";

/** Why ids of a file find no conversation, and what would help. */
export interface JoinHint {
  /** An id of the file that finds none. */
  readonly example: string;
  /** An id of a conversation; null where none is known at all. */
  readonly known: string | null;
  /** How the ids would have to be written; null where no way was found. */
  readonly rule: IdRule | null;
  /** So many of those looked at would be found then. */
  readonly found: number;
  readonly looked: number;
}

/** So many ids of conversations show how these are written. */
export const IDS_LOOKED_AT = 500;
/** A rule that helps fewer of the ids found them by chance. */
const ENOUGH = 0.2;

/**
 * Looks for a way to write ids that find no conversation, so that they do.
 *
 * @param unmatched some of them
 * @param known some ids of conversations in the files; without any, those stored are looked at
 */
export async function suggestJoin(
  { db }: Pick<IngestServices, "db">,
  source: string,
  unmatched: readonly string[],
  known: readonly string[],
  inFiles: IdSet,
): Promise<JoinHint | null> {
  const [example] = unmatched;
  if (example === undefined) return null;
  const stored = known.length > 0 ? known : await someArrived(db.pool, source, IDS_LOOKED_AT);
  const nothing = { example, known: stored[0] ?? null, rule: null, found: 0, looked: unmatched.length };
  let best: JoinHint = nothing;
  for (const rule of idRules(unmatched, stored)) {
    const written = unmatched.map((id) => writeId(id, rule));
    const arrived = await arrivedAmong(db.pool, source, written);
    const found = written.filter((id) => arrived.has(id) || inFiles.has(idNumber(source, id))).length;
    if (found > best.found) best = { ...nothing, rule, found };
  }
  return best.found >= unmatched.length * ENOUGH ? best : nothing;
}
