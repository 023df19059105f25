import { metric } from "@/lib/metrics/catalogue";
import { counted } from "@/lib/metrics/counted";
import { formatPoints } from "@/lib/metrics/format";
import { formatDay, formatDays } from "@/lib/metrics/format-time";
import { type PeriodScope, withFilter } from "@/lib/reports/conversations/rows-address";
import {
  type ChangeText,
  type NumberText,
  prepareChange,
  prepareNumber,
} from "@/lib/reports/report/prepare-number";
import { queryTypePath } from "./query-type-address";
import type { VersionComparison } from "./query-type-detail";
import { type QueryTypeAddress, queryTypeParameters, versionText } from "./query-type-detail-address";
import type { VersionChange, VersionNumbers } from "./query-type-versions";

/** A version that can be compared. */
export interface VersionOption {
  readonly value: string;
  readonly name: string;
}

/** One metric of the two versions. */
export interface VersionRow {
  readonly metric: string;
  readonly label: string;
  readonly before: NumberText;
  readonly after: NumberText;
  readonly change: ChangeText | null;
  /** `+4.90` with the mix of channels and languages held still, and `+0.31` by the mix; null where there is no change. */
  readonly sameMix: string | null;
  readonly mix: string | null;
}

export interface VersionTable {
  /** `Wren 46`. */
  readonly before: string;
  readonly after: string;
  readonly beforeNote: string;
  readonly afterNote: string;
  readonly rows: readonly VersionRow[];
  readonly options: readonly VersionOption[];
  readonly form: {
    readonly action: string;
    readonly before: string;
    readonly after: string;
    readonly hidden: readonly (readonly [string, string])[];
  };
  /** `24 Aug – 15 Nov 2026`. */
  readonly days: string;
}

/** Two versions side by side. Null where there are not two. */
export function prepareVersions(
  { period, versions, pair }: VersionComparison,
  address: QueryTypeAddress,
  own: PeriodScope,
): VersionTable | null {
  if (!pair) return null;
  const scope: PeriodScope = {
    period,
    filters: withFilter(withFilter(own.filters, "bot_version", null), "bot", null),
  };
  const severalBots = new Set(versions.map((version) => version.bot)).size > 1;
  const name = ({ bot, version }: VersionNumbers) =>
    severalBots && bot !== null ? `${bot} ${version}` : version;
  const { before, after } = pair;
  return {
    before: name(before),
    after: name(after),
    beforeNote: noteOf(before),
    afterNote: noteOf(after),
    rows: pair.changes.map((change) => rowOf(change, scopeOf(scope, before), scopeOf(scope, after))),
    options: versions.map((version) => ({
      value: versionText(version),
      name: `${name(version)}, ${noteOf(version)}`,
    })),
    form: {
      action: queryTypePath(address.queryType),
      before: versionText(before),
      after: versionText(after),
      hidden: queryTypeParameters({ ...address, before: null, after: null }),
    },
    days: formatDays(period.from, period.to),
  };
}

function noteOf({ conversations, since }: VersionNumbers): string {
  const count = counted(conversations, "conversation");
  return since === null ? count : `${count}, from ${formatDay(since)}`;
}

function scopeOf(scope: PeriodScope, { bot, version }: VersionNumbers): PeriodScope {
  return {
    ...scope,
    filters: withFilter(withFilter(scope.filters, "bot", [bot]), "bot_version", [version]),
  };
}

function rowOf(change: VersionChange, before: PeriodScope, after: PeriodScope): VersionRow {
  const definition = metric(change.metric);
  return {
    metric: change.metric,
    label: definition.label,
    before: prepareNumber(definition, change.before, before),
    after: prepareNumber(definition, change.after, after),
    change: prepareChange(definition, change.difference),
    sameMix: change.split ? formatPoints(change.split.rateEffect) : null,
    mix: change.split ? formatPoints(change.split.mixEffect) : null,
  };
}
