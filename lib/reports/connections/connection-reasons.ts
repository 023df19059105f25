import type { Actor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import type { Reason } from "@/lib/domain/reason";
import { rawReasonKey } from "@/lib/domain/reason-map";
import type { Connector } from "@/lib/ingest/connectors/connector";
import { editReasonMap } from "@/lib/reports/reasons/reason-map";
import type { Database } from "@/lib/store/database";
import { latestReasonMapVersion, readReasonMap } from "@/lib/store/reason-map";

/** A meaning that a platform's documentation fixes, and what the reason map says of it now. */
export interface SuggestedReason {
  readonly raw: string;
  readonly suggested: Reason;
  /** Null while the map says nothing. */
  readonly mapped: Reason | null;
}

/** What a connector suggests for a source, beside the map as it is. */
export async function suggestedReasons(
  db: Database,
  connector: Pick<Connector, "reasons">,
  source: string,
): Promise<SuggestedReason[]> {
  const map = await readReasonMap(db, await latestReasonMapVersion(db.pool));
  return connector.reasons.map(({ raw, reason }) => ({
    raw,
    suggested: reason,
    mapped: map.get(rawReasonKey(source, raw))?.reason ?? null,
  }));
}

/**
 * Takes over into the reason map what a connector suggests and the map does not say yet; what somebody mapped stays.
 * Answers how many lines that made; none makes no version.
 *
 * @throws AppError 403; `conflict` when the map was changed meanwhile
 */
export async function takeOverReasons(
  db: Database,
  actor: Actor,
  connector: Pick<Connector, "reasons">,
  source: string,
  clock: Clock,
): Promise<number> {
  const basedOn = await latestReasonMapVersion(db.pool);
  const open = (await suggestedReasons(db, connector, source)).filter(
    ({ mapped, suggested }) => mapped === null && suggested !== "unclassified",
  );
  if (open.length === 0) return 0;
  const changes = open.map(({ raw, suggested }) => ({ source, raw, reason: suggested }));
  await editReasonMap(db, actor, { basedOn, changes }, clock);
  return changes.length;
}

/** As {@link takeOverReasons}, right after a connection was added: a change by somebody else in between is no failure. */
export async function takeOverReasonsQuietly(...args: Parameters<typeof takeOverReasons>): Promise<number> {
  try {
    return await takeOverReasons(...args);
  } catch (error) {
    if (error instanceof AppError && error.code === "conflict") return 0;
    throw error;
  }
}
