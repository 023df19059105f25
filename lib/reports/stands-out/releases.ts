import { compareCodePoints } from "@/lib/domain/code-point-order";
import type { Day } from "@/lib/domain/day";
import type { Report } from "@/lib/reports/report/report";

/** A bot version taking over, as the records show it. */
export interface Release {
  readonly version: string;
  /** The bot; null where the records do not say, or several bots have a version of that name. */
  readonly bot: string | null;
  /** The first day on which the version answered at least one conversation in twenty. */
  readonly day: Day;
  /** The version that had most of the bot's conversations on the days before; null where it is not known. */
  readonly previous: string | null;
}

/** A version runs on a day when at least this share of the day's conversations are its own. Below it, it is tried out. */
const RUNNING_SHARE = 0.05;
/** A version that had no conversation on so many days before is new, or back again. */
const DAYS_WITHOUT = 3;

/** Whose version it is; null where the records do not say, or several bots have a version of that name. */
export type VersionOwners = ReadonlyMap<string, string | null>;

/** The bot of every version, from a report of conversations by bot and version. */
export function ownersByBot(byBot: Report): VersionOwners {
  const owners = new Map<string, string | null>();
  for (const { key } of byBot.rows) {
    const version = key.bot_version ?? null;
    if (version === null) continue;
    const bot = key.bot ?? null;
    owners.set(version, owners.has(version) && owners.get(version) !== bot ? null : bot);
  }
  return owners;
}

/** The same where there is only one bot, from a report of conversations by version and anything else. */
export function ownedBy(bot: string | null, byVersion: Report): VersionOwners {
  return new Map(
    byVersion.rows.flatMap(({ key }): [string, string | null][] =>
      key.bot_version == null ? [] : [[key.bot_version, bot]],
    ),
  );
}

/**
 * When bot versions took over, oldest first, from a report of conversations by day and version. What runs on the first
 * days of the data was there before them and is no release.
 */
export function findReleases(byDay: Report, owners: VersionOwners): readonly Release[] {
  const releases = [...new Set(owners.values())].flatMap((bot) => {
    const isOwn = (version: string | null): version is string =>
      version !== null && (owners.get(version) ?? null) === bot;
    return releasesOf(bot, daysOf(byDay, isOwn));
  });
  return releases.sort((a, b) => compareCodePoints(a.day, b.day) || compareCodePoints(a.version, b.version));
}

/** Conversations by version, day by day, in order of the days. */
function daysOf(
  byDay: Report,
  isOwn: (version: string | null) => version is string,
): readonly (readonly [Day, ReadonlyMap<string, number>])[] {
  const days = new Map<Day, Map<string, number>>();
  for (const row of byDay.rows) {
    const version = row.key.bot_version ?? null;
    const count = row.values.conversations?.value ?? 0;
    if (row.key.day == null || !isOwn(version) || count === 0) continue;
    const versions = days.get(row.key.day) ?? new Map<string, number>();
    days.set(row.key.day, versions.set(version, count));
  }
  return [...days].sort(([a], [b]) => (a < b ? -1 : 1));
}

function releasesOf(
  bot: string | null,
  days: readonly (readonly [Day, ReadonlyMap<string, number>])[],
): Release[] {
  const releases: Release[] = [];
  const lastSeen = new Map<string, number>();
  // Versions that are running, so that one that grows slowly after its first day is one release, not two.
  const running = new Set<string>();
  days.forEach(([day, versions], index) => {
    const all = [...versions.values()].reduce((sum, count) => sum + count, 0);
    for (const [version, count] of versions) {
      const unseen = index - (lastSeen.get(version) ?? Number.NEGATIVE_INFINITY) - 1;
      if (unseen >= DAYS_WITHOUT) running.delete(version);
      lastSeen.set(version, index);
      if (running.has(version) || count < RUNNING_SHARE * all) continue;
      running.add(version);
      if (index >= DAYS_WITHOUT) {
        releases.push({ version, bot, day, previous: leader(days, index, version) });
      }
    }
  });
  return releases;
}

/** The other version with most conversations on the days just before a place. */
function leader(
  days: readonly (readonly [Day, ReadonlyMap<string, number>])[],
  index: number,
  version: string,
): string | null {
  const counts = new Map<string, number>();
  for (const [, versions] of days.slice(Math.max(0, index - DAYS_WITHOUT), index)) {
    for (const [other, count] of versions) {
      if (other !== version) counts.set(other, (counts.get(other) ?? 0) + count);
    }
  }
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0] ?? null;
}
