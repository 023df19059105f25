import type { Report } from "@/lib/reports/report/report";
import type { Difference, Interval } from "@/lib/statistics/interval";
import { newcombe } from "@/lib/statistics/newcombe";
import { rateOf, type Share } from "@/lib/statistics/share";
import type { Change } from "./insights-changes";
import {
  addShares,
  type CloserLook,
  countsByType,
  type InsightEvidence,
  isTypeMetric,
  reviewedIndex,
} from "./insights-evidence";
import type { TypePart } from "./insights-split";
import type { Release } from "./releases";
import { judgeShares, shareOf } from "./signals";

/** A share before and after, which differ beyond chance. */
interface Comparison {
  readonly before: Share;
  readonly after: Share;
}

/** A captured detail that is passed on, or asked again, more or less often than in the weeks before. */
export interface FieldDetail extends Comparison {
  readonly kind: "field";
  readonly field: string;
  readonly what: "passed" | "asked_again";
  /** Since when, where the versions show it. */
  readonly release: Release | null;
}

/** The number on a new version against the one before it. */
export interface ReleaseDetail extends Comparison {
  readonly kind: "release";
  readonly release: Release;
}

/** One query type behind a change. */
export interface TypeCause {
  readonly kind: "type_cause";
  readonly metric: string;
  readonly part: TypePart;
  /** What all other query types together add to the change. */
  readonly others: number;
  /** Set where it explains the change: the number without the type is back inside its limits. */
  readonly without: { readonly value: number; readonly limits: Interval } | null;
  readonly detail: FieldDetail | ReleaseDetail | null;
}

/** A captured detail or a new version behind a change that no single query type makes. */
export interface DetailCause {
  readonly kind: "detail_cause";
  readonly metric: string;
  readonly detail: FieldDetail | ReleaseDetail;
  /** How the share differs in the detail's own comparison. */
  readonly change: Difference;
}

export type Cause = TypeCause | DetailCause;

/** What has to be looked into to find a change's cause. */
export interface Suspicion {
  readonly metric: string;
  /** Undefined: all query types together. */
  readonly queryType: string | null | undefined;
  /** Whether captured details may say why. */
  readonly fields: boolean;
}

/** Where a closer look may find the cause of a change; null where there is nothing to look at. */
export function suspectCause(evidence: InsightEvidence, change: Change): Suspicion | null {
  const { metric, source } = change;
  const fields = metric === "repeat_information_rate";
  if (source?.kind === "type") return { metric, queryType: source.part.queryType, fields };
  return fields || newRelease(evidence) ? { metric, queryType: undefined, fields } : null;
}

/** The latest version that took over in the reviewed week or the one before. */
export function newRelease({ releases, columns }: InsightEvidence): Release | null {
  const at = reviewedIndex(columns);
  const [first, last] = [columns[at - 1]?.period.from, columns[at]?.period.to];
  if (first === undefined || last === undefined) return null;
  return releases.findLast(({ day }) => day >= first && day <= last) ?? null;
}

/** The cause of a change, where the records show one; null where there is no more to say than its source. */
export function findCause(
  evidence: InsightEvidence,
  change: Change,
  looks: readonly CloserLook[],
): Cause | null {
  const { metric, source } = change;
  const up = change.change.difference > 0;
  const look = looks.find(
    (known) => known.metric === metric && known.queryType === suspectCause(evidence, change)?.queryType,
  );
  if (source?.kind === "type") {
    const { part, others } = source;
    const without = change.control?.outside ? withoutType(evidence, metric, part.queryType) : null;
    const detail = look ? findDetail(evidence, look, up) : null;
    if (!without && !detail) return null;
    return { kind: "type_cause", metric, part, others, without, detail };
  }
  const detail = look ? findDetail(evidence, look, up) : null;
  const difference = detail && newcombe(detail.before, detail.after);
  return difference ? { kind: "detail_cause", metric, detail, change: difference } : null;
}

/** The number without one query type, where that is inside its own limits. */
function withoutType(
  { byType, columns }: InsightEvidence,
  metric: string,
  queryType: string | null,
): TypeCause["without"] {
  if (!isTypeMetric(metric)) return null;
  const own = countsByType(byType, columns, metric).find((type) => type.queryType === queryType);
  const rest = columns.map((column, i): Share | null => {
    const all = shareOf(column.values?.[metric]);
    const part = own?.weeks[i];
    if (!all || !part) return null;
    return {
      numerator: all.numerator - part.numerator,
      denominator: all.denominator - part.denominator,
    };
  });
  const point = judgeShares(rest, columns)?.points[reviewedIndex(columns)];
  return point && point.outside === null ? { value: point.value, limits: point.limits } : null;
}

function findDetail(
  evidence: InsightEvidence,
  look: CloserLook,
  up: boolean,
): FieldDetail | ReleaseDetail | null {
  return findField(evidence, look, up) ?? compareReleases(evidence, look, up);
}

/**
 * The captured detail that is behind more repeats (`worse`) or fewer: passed in a field less often than before and asked
 * again more often. With the versions where they show it, else the reviewed week against the weeks before.
 */
function findField(evidence: InsightEvidence, look: CloserLook, worse: boolean): FieldDetail | null {
  if (!look.fields) return null;
  const { before, after } = look.fields;
  const release = newRelease(evidence);
  const sign = worse ? 1 : -1;
  const names = new Set(after.rows.flatMap(({ key }) => (key.field == null ? [] : [key.field])));
  const found = [...names].flatMap((field): (FieldDetail & { readonly size: number })[] => {
    const compare = (metric: string, on: Release | null): Comparison => ({
      before: sumOf(before, metric, { field, ...versionBefore(on) }),
      after: sumOf(after, metric, { field, ...(on && { bot_version: on.version }) }),
    });
    const asked = differenceOf(compare("field_reask_rate", null));
    if (asked === null || sign * asked.difference <= 0) return [];
    for (const on of release ? [release, null] : [null]) {
      const passed = compare("structured_pass_rate", on);
      const change = differenceOf(passed);
      if (change?.signal && -sign * change.difference > 0) {
        const size = Math.abs(change.difference) * passed.after.denominator;
        return [{ kind: "field", field, what: "passed", release: on, ...passed, size }];
      }
    }
    if (!asked.signal) return [];
    const answers = compare("field_reask_rate", null);
    const size = Math.abs(asked.difference) * answers.after.denominator;
    return [{ kind: "field", field, what: "asked_again", release: null, ...answers, size }];
  });
  // A detail that no longer arrives says more than one that is asked again more often.
  const [first] = found.sort(
    (a, b) => Number(a.what === "asked_again") - Number(b.what === "asked_again") || b.size - a.size,
  );
  if (!first) return null;
  const { size: _, ...detail } = first;
  return detail;
}

function versionBefore(release: Release | null): { readonly bot_version?: string } {
  return release?.previous ? { bot_version: release.previous } : {};
}

/**
 * The number on a version that took over lately against the version before it, in the weeks before. Where the version ran
 * in the week before already, its own number must not have changed since: then the change is not its doing.
 */
function compareReleases(evidence: InsightEvidence, look: CloserLook, up: boolean): ReleaseDetail | null {
  const release = newRelease(evidence);
  if (!release?.previous) return null;
  const { metric, versions } = look;
  const at = reviewedIndex(evidence.columns);
  const weeks = evidence.columns.map((column) => column.week);
  const on = (version: string, asked: readonly string[]) =>
    addShares(asked.map((week) => sumOf(versions, metric, { week, bot_version: version })));
  const comparison = {
    before: on(release.previous, weeks.slice(0, at)),
    after: on(release.version, weeks.slice(at, at + 1)),
  };
  const change = differenceOf(comparison);
  const since = differenceOf({
    before: on(release.version, weeks.slice(at - 1, at)),
    after: comparison.after,
  });
  if (!change?.signal || change.difference > 0 !== up || since?.signal) return null;
  return { kind: "release", release, ...comparison };
}

/** The counts of all rows whose key has these values. */
function sumOf(report: Report, metric: string, key: { readonly [dimension: string]: string }): Share {
  return addShares(
    report.rows.flatMap((row) => {
      const value = row.values[metric];
      const wanted = Object.entries(key).every(([dimension, asked]) => row.key[dimension] === asked);
      if (!wanted || !value) return [];
      return [{ numerator: value.numerator ?? 0, denominator: value.denominator ?? 0 }];
    }),
  );
}

/** Fewer than this many, and a share is not shown. */
const TOO_FEW = 5;

function differenceOf({ before, after }: Comparison): Difference | null {
  if (Math.min(before.denominator, after.denominator) < TOO_FEW) return null;
  return rateOf(before) === null ? null : newcombe(before, after);
}
