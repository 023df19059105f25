import type { Week } from "@/lib/domain/period";
import type { Report, ReportRow } from "@/lib/reports/report/report";
import type { WeekColumn } from "@/lib/reports/weekly/weekly";
import type { Share } from "@/lib/statistics/share";
import type { Release } from "./releases";

/** What the analysis judges, in the order of the page: what customers notice first. */
export const HEADLINE_METRICS = [
  "repeat_information_rate",
  "post_hand_off_csat",
  "contained_csat",
  "context_useful_rate",
  "hand_off_rate",
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
  "connection_rate",
  "unclassified_share",
] as const;

/** What is asked for every week and query type. Ratings are not: split that far, nearly all would be private. */
export const TYPE_METRICS = [
  "repeat_information_rate",
  "post_hand_off_csat",
  "contained_csat",
  "hand_off_rate",
  "bot_failure_share",
  "planned_escalation_share",
  "customer_demand_share",
  "connection_rate",
  "unclassified_share",
  "one_failed_attempt_rate",
  "demand_honoured_rate",
] as const;
export type TypeMetric = (typeof TYPE_METRICS)[number];

/** Whether a metric is asked for by week and query type. */
export function isTypeMetric(id: string): id is TypeMetric {
  return (TYPE_METRICS as readonly string[]).includes(id);
}

/** A closer look at one change, over the weeks shown. */
export interface CloserLook {
  readonly metric: string;
  /** The query type looked into (null = conversations without one); undefined = all of them together. */
  readonly queryType: string | null | undefined;
  /** The metric's own counts, by `week` and `bot_version`. */
  readonly versions: Report;
  /**
   * How captured details were passed and asked again, by `field` and `bot_version`: in the weeks before and in the
   * reviewed one. Null where that says nothing about the metric.
   */
  readonly fields: { readonly before: Report; readonly after: Report } | null;
}

/** How often the bot failed before it handed over: the reviewed week's bot failures by `failed_attempts`. */
export interface AttemptsLook {
  readonly queryType: string | null;
  readonly attempts: Report;
}

/** What is looked into once the numbers say where. */
export interface Looks {
  readonly causes: readonly CloserLook[];
  readonly attempts: readonly AttemptsLook[];
}

/** All that the analysis of a week is made from. */
export interface InsightEvidence {
  /** The reviewed week against the one before. */
  readonly total: ReportRow;
  /** The reviewed week is not over yet. */
  readonly running: boolean;
  readonly columns: readonly WeekColumn[];
  /** Rows by `week` and `query_type`, of the {@link TYPE_METRICS}. */
  readonly byType: Report;
  /** The same of the days that the week is compared with, by `query_type`, where it is not the week before. */
  readonly compared?: Report;
  readonly releases: readonly Release[];
  /** Weeks that late surveys may still change. */
  readonly provisional: readonly Week[];
}

/** The counts of one query type, a share per week (0 of 0 where nothing happened). */
export interface TypeCounts {
  readonly queryType: string | null;
  readonly weeks: readonly Share[];
}

const NOTHING: Share = { numerator: 0, denominator: 0 };

/** The counts of a share by query type, aligned with the columns. Counts below five are known here as well. */
export function countsByType(
  byType: Report,
  columns: readonly WeekColumn[],
  metric: TypeMetric,
): TypeCounts[] {
  const places = new Map(columns.map((column, index) => [column.week, index]));
  const types = new Map<string | null, Share[]>();
  for (const row of byType.rows) {
    const place = places.get(row.key.week ?? "");
    if (place === undefined) continue;
    const queryType = row.key.query_type ?? null;
    const weeks = types.get(queryType) ?? columns.map(() => NOTHING);
    types.set(queryType, weeks);
    weeks[place] = shareOf(row, metric);
  }
  return [...types].map(([queryType, weeks]) => ({ queryType, weeks }));
}

/** A share by query type in what the reviewed week is compared with and in the reviewed week; null without the former. */
export function comparedByType(
  { byType, columns, compared }: Pick<InsightEvidence, "byType" | "columns" | "compared">,
  metric: TypeMetric,
): { readonly queryType: string | null; readonly before: Share; readonly after: Share }[] | null {
  const at = reviewedIndex(columns);
  if (!compared && at < 1) return null;
  const types = countsByType(byType, columns, metric);
  const earlier =
    compared && new Map(compared.rows.map((row) => [row.key.query_type ?? null, shareOf(row, metric)]));
  const names = new Set([...types.map(({ queryType }) => queryType), ...(earlier?.keys() ?? [])]);
  return [...names].map((queryType) => {
    const weeks = types.find((type) => type.queryType === queryType)?.weeks ?? [];
    return {
      queryType,
      before: (earlier ? earlier.get(queryType) : weeks[at - 1]) ?? NOTHING,
      after: weeks[at] ?? NOTHING,
    };
  });
}

function shareOf(row: ReportRow, metric: TypeMetric): Share {
  const { numerator, denominator } = row.values[metric] ?? NOTHING;
  return { numerator: numerator ?? 0, denominator: denominator ?? 0 };
}

/** The place of the reviewed week among the columns; −1 where it is not among them. */
export function reviewedIndex(columns: readonly WeekColumn[]): number {
  return columns.findIndex((column) => column.state === "reviewed");
}

/** The sum of shares. */
export function addShares(shares: readonly Share[]): Share {
  return shares.reduce<Share>(
    (sum, share) => ({
      numerator: sum.numerator + share.numerator,
      denominator: sum.denominator + share.denominator,
    }),
    NOTHING,
  );
}

/** The part of the evidence that charts draw: plain data, so that closing a week can keep it. */
export interface ChartEvidence {
  readonly releases: readonly Release[];
  readonly provisional: readonly Week[];
  /** Handed-off conversations by query type, in what the week is compared with and in the reviewed week. */
  readonly handOffs: readonly {
    readonly queryType: string | null;
    readonly before: Share;
    readonly after: Share;
  }[];
}

/** Takes it out of the evidence. */
export function chartEvidence(evidence: InsightEvidence): ChartEvidence {
  const { releases, provisional, byType, columns } = evidence;
  const at = reviewedIndex(columns);
  return {
    releases,
    provisional,
    handOffs:
      comparedByType(evidence, "hand_off_rate") ??
      countsByType(byType, columns, "hand_off_rate").map(({ queryType, weeks }) => ({
        queryType,
        before: NOTHING,
        after: weeks[at] ?? NOTHING,
      })),
  };
}
