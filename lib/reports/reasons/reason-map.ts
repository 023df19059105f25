import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import {
  changedReasonMap,
  compareReasonMaps,
  EMPTY_REASON_MAP,
  foldRawReason,
  type ReasonMap,
  type ReasonMapChange,
  type ReasonMapDifference,
  rawReasonKey,
} from "@/lib/domain/reason-map";
import { finishMeasuringBesidePages } from "@/lib/ingest/measure/measure-again";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { shareMeasuredAfter } from "@/lib/store/generations";
import { countRawReasons, findExamples } from "@/lib/store/raw-reasons";
import {
  appendReasonMap,
  latestReasonMapVersion,
  readReasonMap,
  readReasonMapVersions,
} from "@/lib/store/reason-map";

/** At most so many raw reasons are listed, the most frequent first. */
const MOST_LISTED = 100;
const EXAMPLES = 3;
const VERSIONS_LISTED = 20;
/** As long as a string of a record may be (contract, section 1). */
const LONGEST_NAME = 256;
const MOST_ENTRIES = 5_000;

/** A raw reason with what it stands for, over all data. */
export interface RawReasonRow {
  readonly source: string;
  /** The first spelling in the records, or that of the map where the records have none. */
  readonly raw: string;
  readonly spellings: readonly string[];
  /** What it is mapped to; null while it waits. */
  readonly reason: ReasonMapDifference["after"];
  /** Bot hand-offs of eligible conversations that came with it and without a reason that Baton knows. */
  readonly handOffs: number;
  /** How many of them are the first of their conversation. */
  readonly firsts: number;
  /** Ids of the latest conversations in which it occurs. */
  readonly examples: readonly string[];
}

/** One change in the history of the map. */
export interface ReasonMapHistoryEntry {
  readonly version: number;
  readonly at: Date;
  /** Null when the person is gone. */
  readonly author: string | null;
  readonly restores: number | null;
  readonly differences: readonly ReasonMapDifference[];
  readonly entries: number;
}

/** The reason map with everything that waits for it. */
export interface ReasonMapOverview {
  readonly version: number;
  /** Most hand-offs first. */
  readonly waiting: readonly RawReasonRow[];
  /** How many wait that are not listed. */
  readonly moreWaiting: number;
  /** All that wait, listed or not. */
  readonly waitingHandOffs: number;
  readonly mapped: readonly RawReasonRow[];
  /** Newest first. */
  readonly history: readonly ReasonMapHistoryEntry[];
  /** How far measuring with the latest version has come, as a fraction; null when the numbers follow it. */
  readonly measured: number | null;
}

/** The reason map, what waits for it and its history. Throws AppError 403 when the actor may not see reports. */
export async function readReasonMapOverview(
  db: Database,
  actor: Actor,
  workspace: Pick<Workspace, "generation">,
): Promise<ReasonMapOverview> {
  requirePermission(actor, "view_reports");
  const { pool } = db;
  const version = await latestReasonMapVersion(pool);
  const selection = { generation: workspace.generation, period: null, filters: [] };
  const [map, waiting, counted, versions, measured] = await Promise.all([
    readReasonMap(db, version),
    countRawReasons(pool, selection, { reasonMapVersion: version, mapped: false }, MOST_LISTED),
    countRawReasons(pool, selection, { reasonMapVersion: version, mapped: true }, MOST_ENTRIES),
    readReasonMapVersions(pool, VERSIONS_LISTED + 1),
    shareMeasuredAfter(pool, workspace.generation),
  ]);
  const examples = await findExamples(
    pool,
    workspace.generation,
    [...waiting.shown, ...counted.shown.slice(0, MOST_LISTED)],
    EXAMPLES,
  );
  const row = (reason: (typeof counted.shown)[number]): RawReasonRow => {
    const key = rawReasonKey(reason.source, reason.folded);
    return {
      source: reason.source,
      raw: reason.spellings[0] ?? reason.folded,
      spellings: reason.spellings,
      reason: map.get(key)?.reason ?? null,
      handOffs: reason.handOffs,
      firsts: reason.firsts,
      examples: examples.get(key) ?? [],
    };
  };
  const inRecords = new Set(counted.shown.map((reason) => rawReasonKey(reason.source, reason.folded)));
  const withoutRecords = [...map].flatMap(([key, { source, raw, reason }]): RawReasonRow[] =>
    inRecords.has(key)
      ? []
      : [{ source, raw, spellings: [raw], reason, handOffs: 0, firsts: 0, examples: [] }],
  );
  return {
    version,
    waiting: waiting.shown.map(row),
    moreWaiting: waiting.reasons - waiting.shown.length,
    waitingHandOffs: waiting.handOffs,
    mapped: [...counted.shown.map(row), ...withoutRecords],
    history: versions.slice(0, VERSIONS_LISTED).map((entry, i) => ({
      version: entry.version,
      at: entry.createdAt,
      author: entry.author,
      restores: entry.restores,
      differences: compareReasonMaps(versions[i + 1]?.map ?? EMPTY_REASON_MAP, entry.map),
      entries: entry.map.size,
    })),
    measured,
  };
}

/** What the map is to become, on top of the version that its reader saw. */
export interface ReasonMapProposal {
  readonly basedOn: number;
  readonly changes: readonly ReasonMapChange[];
}

/**
 * A map with proposed changes, and where it differs.
 *
 * @throws AppError `conflict` when the map was changed meanwhile; `invalid_value` when nothing would change, or a name
 * is empty or too long
 */
export async function proposedReasonMap(
  db: Database,
  { basedOn, changes }: ReasonMapProposal,
): Promise<{ readonly before: ReasonMap; readonly after: ReasonMap }> {
  if ((await latestReasonMapVersion(db.pool)) !== basedOn) throw changedMeanwhile();
  for (const { source, raw } of changes) {
    if (![source, raw].every((name) => foldRawReason(name) !== "" && name.length <= LONGEST_NAME)) {
      throw new AppError("invalid_value", "A raw reason has a source and a text of at most 256 characters.");
    }
  }
  const before = await readReasonMap(db, basedOn);
  const after = changedReasonMap(before, changes);
  if (compareReasonMaps(before, after).length === 0) {
    throw new AppError("invalid_value", "Choose what at least one raw reason means.");
  }
  if (after.size > MOST_ENTRIES) {
    throw new AppError("invalid_value", `The reason map has room for ${MOST_ENTRIES} raw reasons.`);
  }
  return { before, after };
}

/** A change of the map that was made. */
export interface MadeVersion {
  readonly version: number;
  /** Settles when the numbers follow the new version; never rejects. */
  readonly followed: Promise<void>;
}

/**
 * Changes the reason map and answers at once with the new version: everything is measured again in the background,
 * and the numbers change together when that is done.
 *
 * @throws AppError 403, and what {@link proposedReasonMap} throws
 */
export async function editReasonMap(
  db: Database,
  actor: Actor,
  proposal: ReasonMapProposal,
  clock: Clock,
): Promise<MadeVersion> {
  requirePermission(actor, "edit_reason_map");
  const { after } = await proposedReasonMap(db, proposal);
  return append(db, actor, proposal.basedOn, { map: after, restores: null }, clock);
}

/**
 * Makes a new version that equals an earlier one (0 = nothing mapped), which undoes everything since. Answers as
 * {@link editReasonMap}.
 *
 * @throws AppError 403; `not_found` for a version that there is not; `conflict` when the map was changed meanwhile
 */
export async function restoreReasonMap(
  db: Database,
  actor: Actor,
  { basedOn, version }: { readonly basedOn: number; readonly version: number },
  clock: Clock,
): Promise<MadeVersion> {
  requirePermission(actor, "edit_reason_map");
  const latest = await latestReasonMapVersion(db.pool);
  if (latest !== basedOn) throw changedMeanwhile();
  if (!Number.isInteger(version) || version < 0 || version >= latest) {
    throw new AppError("not_found", `There is no earlier version ${version} of the reason map.`);
  }
  return append(db, actor, basedOn, { map: await readReasonMap(db, version), restores: version }, clock);
}

async function append(
  db: Database,
  actor: Actor,
  basedOn: number,
  next: { readonly map: ReasonMap; readonly restores: number | null },
  clock: Clock,
): Promise<MadeVersion> {
  const version = { ...next, authorId: actor.id, createdAt: dateOf(clock) };
  if (!(await appendReasonMap(db, basedOn, version))) throw changedMeanwhile();
  // A process that ends meanwhile takes it up again at its next start.
  const followed = finishMeasuringBesidePages(db).catch((error: unknown) =>
    console.error("Measuring again stopped.", error),
  );
  return { version: basedOn + 1, followed };
}

function changedMeanwhile(): AppError {
  return new AppError(
    "conflict",
    "Somebody changed the reason map meanwhile. Look at it again before you change it.",
  );
}
