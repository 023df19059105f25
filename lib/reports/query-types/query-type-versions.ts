import type { Day } from "@/lib/domain/day";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { Report, ReportRow } from "@/lib/reports/report/report";
import type { Difference } from "@/lib/statistics/interval";
import { type MixAndRate, mixAndRate, type PartChange } from "@/lib/statistics/mix-rate";
import { newcombe } from "@/lib/statistics/newcombe";
import type { Share } from "@/lib/statistics/share";
import type { VersionName } from "./query-type-detail-address";

/** What versions are compared by. */
export const VERSION_METRICS = [
  "hand_off_rate",
  "containment_rate",
  "repeat_information_rate",
  "structured_pass_rate",
  "bot_failure_share",
  "one_failed_attempt_rate",
  "demand_honoured_rate",
  "post_hand_off_csat",
] as const;

/** Fewer conversations, and a version is not compared of its own accord. */
const LEAST_CONVERSATIONS = 30;

/** A version with its numbers for one query type. */
export interface VersionNumbers extends VersionName {
  /** The first day on which it had a conversation in the weeks looked at; of any query type. */
  readonly since: Day | null;
  readonly conversations: number;
  readonly values: { readonly [metric: string]: MetricValue };
}

/** One metric of two versions. */
export interface VersionChange {
  readonly metric: string;
  readonly before: MetricValue | undefined;
  readonly after: MetricValue | undefined;
  /** Null where either is withheld. */
  readonly difference: Difference | null;
  /** The difference split into what the mix of channels and languages did and what is left with the mix held still. */
  readonly split: MixAndRate | null;
}

/** The versions that had conversations, the newest first. */
export function versionsOf(byVersion: Report, byDay: Report): VersionNumbers[] {
  const firstDays = new Map<string, Day>();
  for (const { key, values } of byDay.rows) {
    const [version, day] = [key.bot_version, key.day];
    if (version == null || day == null || !values.conversations?.value) continue;
    const known = firstDays.get(version);
    if (known === undefined || day < known) firstDays.set(version, day);
  }
  return byVersion.rows
    .flatMap(({ key, values }): VersionNumbers[] => {
      const conversations = values.conversations?.value ?? 0;
      if (key.bot_version == null || conversations === 0) return [];
      const since = firstDays.get(key.bot_version) ?? null;
      return [{ bot: key.bot ?? null, version: key.bot_version, since, conversations, values }];
    })
    .sort(
      (a, b) =>
        compareTexts(b.since ?? "", a.since ?? "") ||
        compareTexts(b.version, a.version) ||
        compareTexts(a.bot ?? "", b.bot ?? ""),
    );
}

function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

/**
 * The two versions to compare: those asked for where they exist, else the newest with enough conversations and the one
 * before it of the same bot. Null where there are not two.
 */
export function pickVersions(
  versions: readonly VersionNumbers[],
  asked: { readonly before: VersionName | null; readonly after: VersionName | null },
): { readonly before: VersionNumbers; readonly after: VersionNumbers } | null {
  const find = (name: VersionName | null) =>
    name && versions.find((version) => version.bot === name.bot && version.version === name.version);
  const enough = versions.filter((version) => version.conversations >= LEAST_CONVERSATIONS);
  const after = find(asked.after) ?? enough[0];
  if (!after) return null;
  const older = enough.slice(enough.indexOf(after) + 1);
  const before =
    find(asked.before) ??
    older.find((version) => version.bot === after.bot) ??
    enough.find((version) => version !== after);
  return before && before !== after ? { before, after } : null;
}

/** How two versions differ, metric by metric. The cells are reports of each by channel and language. */
export function compareVersions(
  before: VersionNumbers,
  after: VersionNumbers,
  cells: { readonly before: Report; readonly after: Report },
): VersionChange[] {
  return VERSION_METRICS.map((metric) => {
    const [from, to] = [before.values[metric], after.values[metric]];
    const shown = from?.value != null && to?.value != null;
    return {
      metric,
      before: from,
      after: to,
      difference: shown ? newcombe(shareOf(from), shareOf(to)) : null,
      split: shown ? mixAndRate(partsOf(metric, cells.before.rows, cells.after.rows)) : null,
    };
  });
}

function partsOf(metric: string, before: readonly ReportRow[], after: readonly ReportRow[]): PartChange[] {
  const nameOf = ({ key }: ReportRow) => JSON.stringify([key.channel, key.language]);
  const names = new Set([...before, ...after].map(nameOf));
  const shareIn = (rows: readonly ReportRow[], name: string) =>
    shareOf(rows.find((row) => nameOf(row) === name)?.values[metric]);
  return [...names].map((name) => ({ before: shareIn(before, name), after: shareIn(after, name) }));
}

function shareOf(value: MetricValue | undefined): Share {
  return { numerator: value?.numerator ?? 0, denominator: value?.denominator ?? 0 };
}
