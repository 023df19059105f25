import { z } from "zod";
import type { Actor, PersonActor } from "@/lib/access/actor";
import { checked, checkedId, LABEL } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import type { Period } from "@/lib/domain/period";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { addSourceRule, applySourceRules, removeSourceRule } from "@/lib/ingest/imports/source-rules";
import { FINDING_KINDS, type FindingKind } from "@/lib/metrics/data-findings";
import type { MeasureSums } from "@/lib/metrics/evaluate";
import { readListCursor, writeListCursor } from "@/lib/reports/workspace/list-cursor";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import {
  countFindings,
  type FindingGroup,
  type FoundConversation,
  listFindings,
  listStartedAfter,
} from "@/lib/store/data-findings";
import type { Database } from "@/lib/store/database";
import { readSums } from "@/lib/store/report-sums";
import { onOneSnapshot } from "@/lib/store/snapshot";
import { readSourceHours, type SourceHourRow } from "@/lib/store/source-hours";
import { readSourceRules, type SourceRule } from "@/lib/store/source-rules";
import {
  countWaiting,
  type Elsewhere,
  listWaiting,
  readElsewhere,
  type WaitingRecord,
} from "@/lib/store/waiting";

const DAY = 86_400_000;
/** Findings of conversations that began so many days ago are counted. */
export const FINDING_DAYS = 28;
/** Sources are shown by the hours of so many days. */
export const SOURCE_DAYS = 14;
const LISTED = 50;
/** The quality page shows so many of those ahead of the clock. */
const SHOWN_AHEAD = 10;
/** So many conversations are moved while somebody waits for the answer; the rest is a job's. */
const MOVED_AT_ONCE = 5_000;

/** What the sources send: hours of receipt, and what waits although it is there under another source. */
export interface SourcesOverview {
  readonly hours: readonly SourceHourRow[];
  readonly elsewhere: readonly Elsewhere[];
  readonly waiting: number;
}

/** The state of the sources at `now` (ms). Throws AppError 403. */
export async function readSources(db: Database, actor: Actor, now: number): Promise<SourcesOverview> {
  requirePermission(actor, "manage_data");
  const [hours, elsewhere, waiting] = await Promise.all([
    readSourceHours(db.pool, new Date(now - SOURCE_DAYS * DAY)),
    readElsewhere(db.pool),
    countWaiting(db.pool),
  ]);
  return { hours, elsewhere, waiting };
}

const COVERED = [
  "hand_offs",
  "unclassified_hand_offs",
  "handed_off",
  "reached_hand_offs",
  "assessable_hand_offs",
  "transcript_came",
  "summary_came",
  "post_answered",
  "rated_hand_offs",
] as const;

/** How much is known of the hand-offs of one source. */
export interface SourceCoverage {
  readonly source: string;
  readonly sums: MeasureSums;
}

/** What cannot be right, and what is not known. */
export interface QualityOverview {
  readonly coverage: readonly SourceCoverage[];
  readonly findings: readonly FindingGroup[];
  /** Conversations that began after now, the furthest ahead first: the first {@link SHOWN_AHEAD}. */
  readonly ahead: readonly FoundConversation[];
  readonly moreAhead: boolean;
  readonly rules: readonly SourceRule[];
}

/** The quality of what came in: hand-offs of `period`, findings of the last weeks before `now` (ms). Throws AppError 403. */
export async function readQuality(
  db: Database,
  actor: Actor,
  { generation }: Pick<Workspace, "generation">,
  period: Period,
  now: number,
): Promise<QualityOverview> {
  requirePermission(actor, "manage_data");
  const [rows, findings, ahead, rules] = await Promise.all([
    onOneSnapshot(db.pool, (client) =>
      readSums(client, { generation, period, filters: [] }, ["source"], COVERED),
    ),
    countFindings(db.pool, findingsSince(now)),
    listStartedAfter(db.pool, generation, new Date(now), null, SHOWN_AHEAD + 1),
    readSourceRules(db.pool),
  ]);
  const coverage = rows
    .map(({ key, sums }) => ({ source: key[0] ?? "", sums }))
    .sort((a, b) => (b.sums.hand_offs ?? 0) - (a.sums.hand_offs ?? 0));
  return {
    coverage,
    findings,
    ahead: ahead.slice(0, SHOWN_AHEAD),
    moreAhead: ahead.length > SHOWN_AHEAD,
    rules,
  };
}

function findingsSince(now: number): Date {
  return new Date(now - FINDING_DAYS * DAY);
}

/** Which records a list shows: those of a finding, those that wait, or conversations ahead of the clock. */
export type QualityChoice =
  | { readonly list: "finding"; readonly kind: FindingKind; readonly source: string }
  | { readonly list: "waiting"; readonly source: string }
  | { readonly list: "ahead" };

/** The list that an address asks for; null for one that there is not. */
export function qualityChoice(list: string, search: URLSearchParams): QualityChoice | null {
  if (list === "ahead") return { list };
  const source = search.get("source");
  if (source === null) return null;
  if (list === "waiting") return { list, source };
  const kind = FINDING_KINDS.find((one) => one === search.get("kind"));
  return list === "finding" && kind ? { list, kind, source } : null;
}

/** Some of the records behind a line. */
export interface QualityRecords {
  readonly found: readonly FoundConversation[];
  readonly waiting: readonly WaitingRecord[];
  /** Where the next page begins; null on the last. */
  readonly next: string | null;
}

const ID = z.string().regex(/^\d{1,19}$/);
const FOUND_CURSOR = z.tuple([z.iso.datetime({ precision: 6 }), ID]);
const WAITING_CURSOR = z.tuple([ID, ID]);

/** The records behind a line, a page of them. Throws AppError 403, 400 for a cursor that is none. */
export async function readQualityRecords(
  db: Database,
  actor: Actor,
  { generation }: Pick<Workspace, "generation">,
  choice: QualityChoice,
  cursor: string | null,
  now: number,
): Promise<QualityRecords> {
  requirePermission(actor, "manage_data");
  if (choice.list === "waiting") {
    const place = readListCursor(cursor, WAITING_CURSOR);
    const after = place && { conversation: place[0], record: place[1] };
    const rows = await listWaiting(db.pool, choice.source, after, LISTED + 1);
    const { page, last } = pageOf(rows);
    const next = last && writeListCursor([last.position.conversation, last.position.record]);
    return { found: [], waiting: page, next };
  }
  const place = readListCursor(cursor, FOUND_CURSOR);
  const after = place && { startedAt: place[0], id: place[1] };
  const rows =
    choice.list === "ahead"
      ? await listStartedAfter(db.pool, generation, new Date(now), after, LISTED + 1)
      : await listFindings(db.pool, { ...choice, since: findingsSince(now) }, after, LISTED + 1);
  const { page, last } = pageOf(rows);
  return {
    found: page,
    waiting: [],
    next: last && writeListCursor([last.position.startedAt, last.position.id]),
  };
}

/** A page of rows of which one more than a page was read; `last` is null where nothing follows. */
function pageOf<Row>(rows: readonly Row[]): { readonly page: readonly Row[]; readonly last: Row | null } {
  const page = rows.slice(0, LISTED);
  return { page, last: rows.length > LISTED ? (page.at(-1) ?? null) : null };
}

type Services = Pick<IngestServices, "db" | "keyring" | "clock">;

function millis({ clock }: Services): Date {
  return new Date(clock.now() / 1000);
}

/**
 * Puts what is sent under one source under another from now on, and moves what waits; a job moves what is left.
 * Answers how many conversations were moved. Throws AppError 403, 409.
 */
export async function joinSources(
  services: Services,
  actor: PersonActor,
  asked: { readonly sent: string; readonly source: string },
): Promise<number> {
  requirePermission(actor, "manage_data");
  const [sent, source] = [checked(LABEL, "sent", asked.sent), checked(LABEL, "source", asked.source)];
  await addSourceRule(services, { sent, source, by: actor.name, at: millis(services) });
  return applySourceRules(services, { most: MOVED_AT_ONCE });
}

/** Ends a rule and gives back what it had moved. Throws AppError 403, 404. */
export async function partSources(services: Services, actor: PersonActor, id: string): Promise<number> {
  requirePermission(actor, "manage_data");
  await removeSourceRule(services, { id: checkedId("rule", id), by: actor.name, at: millis(services) });
  return applySourceRules(services, { most: MOVED_AT_ONCE });
}
