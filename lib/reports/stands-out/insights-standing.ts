import type { Difference } from "@/lib/statistics/interval";
import { newcombe } from "@/lib/statistics/newcombe";
import { rateOf, type Share } from "@/lib/statistics/share";
import { wilson } from "@/lib/statistics/wilson";
import {
  type AttemptsLook,
  addShares,
  countsByType,
  type InsightEvidence,
  reviewedIndex,
  type TypeCounts,
  type TypeMetric,
} from "./insights-evidence";

/**
 * What is wrong with a query type every week:
 * `late`: most of its bot failures are handed off only after a second failed attempt.
 * `unheard`: most customers who ask for a person are not handed off within a minute.
 * `blind`: it hands off less than the others, and the few that it does are asked for details again more.
 * `loses`: it hands off more than the others, and is asked for details again more.
 */
export type StandingRule = "late" | "unheard" | "blind" | "loses";

/** Something that stands every week. */
export interface Standing {
  readonly kind: "standing";
  readonly rule: StandingRule;
  readonly queryType: string | null;
  /** How many went wrong, of how many: of the week for `late` and `unheard`, of all weeks for the others. */
  readonly wrong: Share;
  /** The same of all other query types together. */
  readonly others: Share;
  /** Weeks with data that it was looked for in, the reviewed one included. */
  readonly weeks: number;
  /** How the week differs from those before it, beyond chance; null where it does not, and for the others. */
  readonly change: "more" | "fewer" | null;
  /** For `late`, where it was looked into: how often the bot failed first. */
  readonly attempts: Attempts | null;
}

/** Failed attempts before a hand-off for bot failure. */
export interface Attempts {
  readonly mean: number;
  /** All numbers of attempts from two on that occur, to list their hand-offs. */
  readonly many: readonly string[];
}

/** Fewer hand-offs than this say too little about every week. */
const LEAST = 30;
/** Fewer weeks than this are not "every week". */
const LEAST_WEEKS = 4;

/**
 * What stands every week, the most hand-offs concerned first, one finding for a query type. `told` are query types that a
 * change is already put down to: that they lose details is then no news.
 */
export function findStanding(evidence: InsightEvidence, told: ReadonlySet<string | null>): Standing[] {
  const at = reviewedIndex(evidence.columns);
  if (at < 0) return [];
  const counts = (metric: TypeMetric) =>
    countsByType(evidence.byType, evidence.columns, metric).map(({ queryType, weeks }) => ({
      queryType,
      weeks: weeks.slice(0, at + 1),
    }));
  const found = [
    ...mostGoWrong("late", counts("one_failed_attempt_rate")),
    ...mostGoWrong("unheard", counts("demand_honoured_rate")),
    ...asksAgain(counts("hand_off_rate"), counts("repeat_information_rate")).filter(
      ({ queryType }) => !told.has(queryType),
    ),
  ];
  const perWeek = ({ rule, wrong, weeks }: Standing) =>
    rule === "late" || rule === "unheard" ? wrong.numerator : wrong.numerator / weeks;
  const taken = new Set<string | null>();
  return found
    .sort((a, b) => perWeek(b) - perWeek(a))
    .filter(({ queryType }) => !taken.has(queryType) && taken.add(queryType));
}

/** The query types whose failed attempts are worth a look, in the order of {@link findStanding}. */
export function lateTypes(evidence: InsightEvidence): readonly (string | null)[] {
  return findStanding(evidence, new Set()).flatMap(({ rule, queryType }) =>
    rule === "late" ? [queryType] : [],
  );
}

/** A finding with what the closer look at its failed attempts showed. */
export function withAttempts(standing: Standing, looks: readonly AttemptsLook[]): Standing {
  const look = looks.find(({ queryType }) => queryType === standing.queryType);
  if (standing.rule !== "late" || !look) return standing;
  const counts = look.attempts.rows.flatMap((row) => {
    const attempts = row.key.failed_attempts;
    const handOffs = row.values.bot_failure_share?.numerator ?? 0;
    return attempts == null || handOffs === 0 ? [] : [{ attempts, handOffs }];
  });
  const handOffs = counts.reduce((sum, count) => sum + count.handOffs, 0);
  if (handOffs === 0) return standing;
  const failed = counts.reduce((sum, count) => sum + Number(count.attempts) * count.handOffs, 0);
  const many = counts.flatMap(({ attempts }) => (Number(attempts) >= 2 ? [attempts] : []));
  return { ...standing, attempts: { mean: failed / handOffs, many } };
}

/** What went right, as what went wrong. */
function inverse({ numerator, denominator }: Share): Share {
  return { numerator: denominator - numerator, denominator };
}

function weeksWithData(weeks: readonly Share[]): number {
  return weeks.filter((week) => week.denominator > 0).length;
}

/** Query types in which more than half goes wrong, this week and in the weeks before, each beyond chance. */
function mostGoWrong(rule: "late" | "unheard", types: readonly TypeCounts[]): Standing[] {
  return types.flatMap(({ queryType, weeks }): Standing[] => {
    const week = weeks.at(-1);
    const before = addShares(weeks.slice(0, -1));
    if (!week || !isMostWrong(week) || !isMostWrong(before) || weeksWithData(weeks) < LEAST_WEEKS) return [];
    const others = addShares(weekOfOthers(types, queryType, weeks.length - 1));
    return [
      {
        kind: "standing",
        rule,
        queryType,
        wrong: inverse(week),
        others: inverse(others),
        weeks: weeksWithData(weeks),
        change: changeOf(newcombe(inverse(before), inverse(week))),
        attempts: null,
      },
    ];
  });
}

function changeOf(difference: Difference | null): Standing["change"] {
  if (!difference?.signal) return null;
  return difference.difference > 0 ? "more" : "fewer";
}

function isMostWrong(right: Share): boolean {
  const interval = wilson(right);
  return right.denominator >= LEAST && interval !== null && interval.high < 0.5;
}

/**
 * Query types with more repeats than all others, beyond chance in both halves of the weeks, so that what was mended does
 * not stand any more: the two readings of the quadrant that are bad.
 */
function asksAgain(rates: readonly TypeCounts[], repeats: readonly TypeCounts[]): Standing[] {
  return repeats.flatMap(({ queryType, weeks }): Standing[] => {
    const others = weeks.map((_, i) => addShares(weekOfOthers(repeats, queryType, i)));
    const half = Math.floor(weeks.length / 2);
    const repeated = addShares(weeks);
    if (repeated.denominator < LEAST || weeksWithData(weeks) < LEAST_WEEKS) return [];
    if (!isHigher(addShares(weeks.slice(0, half)), addShares(others.slice(0, half)))) return [];
    if (!isHigher(addShares(weeks.slice(half)), addShares(others.slice(half)))) return [];
    const own = addShares(rates.find((type) => type.queryType === queryType)?.weeks ?? []);
    const rest = addShares(rates.flatMap((type) => (type.queryType === queryType ? [] : type.weeks)));
    const rule = isHigher(rest, own) ? "blind" : isHigher(own, rest) ? "loses" : null;
    if (rule === null) return [];
    return [
      {
        kind: "standing",
        rule,
        queryType,
        wrong: repeated,
        others: addShares(others),
        weeks: weeksWithData(weeks),
        change: null,
        attempts: null,
      },
    ];
  });
}

function weekOfOthers(types: readonly TypeCounts[], queryType: string | null, week: number): Share[] {
  return types.flatMap((type) => (type.queryType === queryType ? [] : (type.weeks[week] ?? [])));
}

/** Whether a share is higher than another beyond chance. */
function isHigher(share: Share, than: Share): boolean {
  return rateOf(share) !== null && (newcombe(than, share)?.low ?? 0) > 0;
}
