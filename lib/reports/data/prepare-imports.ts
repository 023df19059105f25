import { whatToDo } from "@/lib/ingest/validate/rejection";
import { formatCount } from "@/lib/metrics/format";
import { formatMoment } from "@/lib/metrics/format-time";
import type { ImportSummary, RejectionGroup } from "@/lib/store/read-imports";
import type { WaitingGroup } from "@/lib/store/waiting";
import type { ImportDetail } from "./import-detail";
import { waitingAddress } from "./prepare-sources";
import type { DataOverview } from "./read-import";

/** One import as a line. */
export interface ImportRow {
  readonly id: string;
  readonly href: string;
  readonly started: string;
  readonly label: string;
  /** `NDJSON file`, `JSON over HTTP`. */
  readonly how: string;
  readonly by: string | null;
  readonly received: string;
  readonly stored: string;
  readonly refused: string;
  readonly hasRefused: boolean;
  readonly state: string;
  readonly isStopped: boolean;
}

/** Refused records of one kind. */
export interface RefusedGroup {
  readonly key: string;
  readonly code: string;
  readonly type: string | null;
  readonly path: string;
  readonly example: string;
  readonly count: string;
  readonly whatToDo: string;
  readonly href: string;
}

/** Records that wait for their conversation. */
export interface WaitingRow {
  readonly key: string;
  readonly records: string;
  readonly source: string;
  readonly count: string;
  readonly oldest: string;
  readonly note: string;
  /** Its records. */
  readonly href: string;
}

export interface DataView {
  readonly imports: readonly ImportRow[];
  readonly refused: readonly RefusedGroup[];
  readonly refusedCount: string;
  readonly waiting: readonly WaitingRow[];
}

const VIA = {
  api: "over HTTP",
  file: "file",
  demo: "demo",
  rating: "rated in Baton",
  connector: "connection",
} as const;

const RECORDS: { readonly [type: string]: string } = {
  conversation: "Conversations",
  handoff: "Hand-offs",
  survey: "Surveys",
  context_rating: "Context ratings",
  message: "Messages",
};

/** After so many days a waiting record is more likely lost than late. */
const LATE_DAYS = 14;
const DAY_MILLIS = 86_400_000;

/** The state of the data: what came in, what was refused, what waits. `now` in milliseconds. */
export function prepareData(overview: DataOverview, timeZone: string, now: number): DataView {
  const refused = overview.rejections.reduce((sum, group) => sum + group.count, 0);
  return {
    imports: overview.imports.map((summary) => importRow(summary, timeZone)),
    refused: overview.rejections.map(refusedGroup),
    refusedCount: formatCount(refused),
    waiting: overview.waiting.map((group) => waitingRow(group, timeZone, now)),
  };
}

function moment(text: string, timeZone: string): string {
  return formatMoment(Date.parse(text) * 1000, timeZone);
}

/** An import as a line of the list and the head of its own page. */
export function importRow(summary: ImportSummary, timeZone: string): ImportRow {
  return {
    id: summary.id,
    href: `/data/imports/${summary.id}`,
    started: moment(summary.startedAt, timeZone),
    label: summary.label,
    how: `${summary.format.toUpperCase()} ${VIA[summary.via]}`,
    by: summary.startedBy,
    received: formatCount(summary.received),
    stored: formatCount(summary.created + summary.updated),
    refused: formatCount(summary.rejected),
    hasRefused: summary.rejected > 0,
    state: stateOf(summary),
    isStopped: summary.state === "stopped",
  };
}

function stateOf({ state, problem, received, unchanged, stale }: ImportSummary): string {
  if (state === "running") return "Running";
  if (state === "undoing") return "Being undone";
  if (state === "undone") return "Undone";
  if (state === "redoing") return "Being put back";
  if (state === "stopped") return problem === null ? "Stopped" : `Stopped: ${problem}`;
  const nothingNew = unchanged + stale;
  return nothingNew > 0 && nothingNew === received
    ? `Done, all ${formatCount(received)} known already`
    : "Done";
}

function refusedGroup(group: RejectionGroup): RefusedGroup {
  return {
    key: `${group.code} ${group.type} ${group.path}`,
    code: group.code,
    type: group.type,
    path: group.path,
    example: group.example,
    count: formatCount(group.count),
    whatToDo: whatToDo(group.code) ?? "See the message.",
    href: `/data/imports/${group.importId}`,
  };
}

function waitingRow(group: WaitingGroup, timeZone: string, now: number): WaitingRow {
  const isLate = now - Date.parse(group.oldest) > LATE_DAYS * DAY_MILLIS;
  return {
    key: `${group.type} ${group.source}`,
    records: RECORDS[group.type] ?? group.type,
    source: group.source,
    count: formatCount(group.count),
    oldest: moment(group.oldest, timeZone),
    note: isLate
      ? `The oldest waits for more than ${LATE_DAYS} days: check whether both systems use the same source and conversation id`
      : "They count from the moment their conversation arrives",
    href: waitingAddress(group.source),
  };
}

/** One import with what became of its records. */
export interface ImportView {
  readonly row: ImportRow;
  readonly finished: string | null;
  readonly problem: string | null;
  readonly counts: readonly { readonly label: string; readonly count: string; readonly meaning: string }[];
  readonly ignoredKeys: readonly { readonly key: string; readonly count: string }[];
  readonly refused: readonly {
    readonly line: string;
    readonly type: string | null;
    readonly conversationId: string | null;
    readonly code: string;
    readonly path: string;
    readonly message: string;
    readonly whatToDo: string;
  }[];
  /** `100 of 1,204 are listed here`; null when all are. */
  readonly more: string | null;
  /** All refused records, ready to be mended; null when there are none. */
  readonly download: string | null;
  /** Who undid it and when; null where nobody did. */
  readonly undone: string | null;
  /** Where it is taken back, or put back; null while neither is possible. */
  readonly undo: { readonly href: string; readonly label: string } | null;
}

/** An import as its own page shows it. */
export function prepareImport({ summary, refused }: ImportDetail, timeZone: string): ImportView {
  const count = (label: string, value: number, meaning: string) => ({
    label,
    count: formatCount(value),
    meaning,
  });
  return {
    row: importRow(summary, timeZone),
    finished: summary.finishedAt === null ? null : moment(summary.finishedAt, timeZone),
    problem: summary.problem,
    counts: [
      count("Received", summary.received, "records, and lines that should have been one"),
      count("Created", summary.created, "new: never seen before"),
      count("Updated", summary.updated, "changed something that was known"),
      count("Unchanged", summary.unchanged, "known already, word for word"),
      count("Stale", summary.stale, "older than what was known, so nothing changed"),
      count("Refused", summary.rejected, "kept with their error"),
    ],
    ignoredKeys: Object.entries(summary.ignoredKeys)
      .sort(([, a], [, b]) => b - a)
      .map(([key, times]) => ({ key, count: formatCount(times) })),
    refused: refused.map((rejection) => ({
      ...rejection,
      line: formatCount(rejection.line),
      whatToDo: whatToDo(rejection.code) ?? "See the message.",
    })),
    more:
      summary.rejected > refused.length
        ? `The first ${formatCount(refused.length)} of ${formatCount(summary.rejected)} are listed; all are in the download.`
        : null,
    undone: undoneText(summary, timeZone),
    undo: undoOf(summary),
    download: summary.rejected > 0 ? `/api/v1/imports/${summary.id}/rejections` : null,
  };
}

function undoneText({ state, undoneAt, undoneBy }: ImportSummary, timeZone: string): string | null {
  if (undoneAt === null) return null;
  const asked = `${undoneBy ?? "Somebody"} took this import back on ${moment(undoneAt, timeZone)}.`;
  if (state === "undoing") return `${asked} Its records are leaving the numbers, a few thousand at a time.`;
  if (state === "redoing") return `${asked} It is being put back, a few thousand records at a time.`;
  return `${asked} Its records count nowhere; the numbers are what they would be without it.`;
}

function undoOf({ id, state, via }: ImportSummary): ImportView["undo"] {
  const href = `/data/imports/${id}/undo`;
  if (state === "undone") return { href, label: "Put back" };
  return (state === "done" || state === "stopped") && via !== "rating" ? { href, label: "Undo" } : null;
}
