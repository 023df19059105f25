import type { Actor } from "@/lib/access/actor";
import type { Dimension } from "@/lib/metrics/dimensions";
import {
  askAs,
  comparedWith,
  type SelectedPeriod,
  selectPeriod,
} from "@/lib/reports/query-types/query-type-overview";
import type { ReportRow } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { ContextAddress } from "./context-address";
import { REPEAT_SOURCES } from "./prepare-repeat-sources";
/** What agents say. */
export const SENTIMENT = [
  "context_useful_rate",
  "context_partly_rate",
  "context_not_useful_rate",
  "context_used_rate",
  "context_skimmed_rate",
  "context_ignored_rate",
] as const;

/** How many hand-offs were rated, and of those that were asked for. */
export const COVERAGE = ["rating_coverage", "asked_rating_coverage"] as const;

/** What of the context reached the agents. */
export const ARRIVAL = [
  "arrived_context_rate",
  "arrived_transcript_rate",
  "arrived_summary_rate",
  "arrived_reason_rate",
  "structured_pass_rate",
  "arrived_in_time_rate",
] as const;

export const REPEAT_BY_CHANNEL = [
  "repeat_information_rate",
  "repeat_coverage",
  "customer_reported_repeat_rate",
] as const;
export const REPEAT_BY_FIELD = ["field_reask_rate", "structured_pass_rate"] as const;
export const BY_LOAD = ["hand_offs", "arrived_context_rate", "arrived_in_time_rate"] as const;

/** The ingredients of the context, each as the dimension that says whether it arrived with the first hand-off. */
export const INGREDIENTS = [
  "context_transcript",
  "context_summary",
  "context_reason",
  "context_fields",
  "context_timing",
] as const satisfies readonly Dimension[];
export type Ingredient = (typeof INGREDIENTS)[number];

/** All that the page of context shows of a period, as numbers. */
export interface ContextOverview extends SelectedPeriod {
  /** Compared with the days that the address says, or those before where the data reaches so far back. */
  readonly total: ReportRow;
  readonly sentiment: readonly ReportRow[];
  /** `context_useful_rate` and `repeat_information_rate` by each ingredient. */
  readonly ingredients: ReadonlyMap<Ingredient, readonly ReportRow[]>;
  /** The same within each query type, where the address holds them still; else null. */
  readonly held: ReadonlyMap<Ingredient, readonly ReportRow[]> | null;
  readonly fields: readonly ReportRow[];
  readonly channels: readonly ReportRow[];
  readonly arrivalByChannel: readonly ReportRow[];
  readonly arrivalByWeek: readonly ReportRow[];
  /** {@link BY_LOAD} by hour. */
  readonly hours: readonly ReportRow[];
  /** Hand-offs by hour without any filter: how busy everybody was. */
  readonly load: ReadonlyMap<string, number>;
}

/** What is asked of each ingredient. */
export const BY_INGREDIENT = ["context_useful_rate", "repeat_information_rate"] as const;

/**
 * Everything that the page of context shows of a period, from the same reports that the API answers with. Null while
 * there is no data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadContext(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: ContextAddress,
): Promise<ContextOverview | null> {
  const ask = askAs(db, actor, workspace);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const { period } = selected;
  const { filters, sentimentBy, isHeld } = address;
  const compare = comparedWith(workspace, period, address);
  const all = [
    ...SENTIMENT,
    ...COVERAGE,
    ...ARRIVAL,
    ...REPEAT_BY_CHANNEL,
    ...REPEAT_BY_FIELD,
    ...REPEAT_SOURCES,
    "hand_offs",
  ];
  const [
    total,
    sentiment,
    fields,
    channels,
    arrivalByChannel,
    arrivalByWeek,
    hours,
    everyHour,
    ...ingredients
  ] = await Promise.all([
    ask({
      metrics: [...new Set(all)],
      period,
      filters,
      compare,
    }),
    ask({ metrics: [...SENTIMENT, "rating_coverage"], period, filters, by: [sentimentBy] }),
    ask({ metrics: REPEAT_BY_FIELD, period, filters, by: ["field"] }),
    ask({ metrics: REPEAT_BY_CHANNEL, period, filters, by: ["channel"] }),
    ask({ metrics: ARRIVAL, period, filters, by: ["channel"] }),
    ask({ metrics: ARRIVAL, period, filters, by: ["week"] }),
    ask({ metrics: BY_LOAD, period, filters, by: ["hour"] }),
    filters.length === 0 ? null : ask({ metrics: ["hand_offs"], period, by: ["hour"] }),
    ...INGREDIENTS.map((ingredient) => ask({ metrics: BY_INGREDIENT, period, filters, by: [ingredient] })),
  ]);
  const held = isHeld
    ? await Promise.all(
        INGREDIENTS.map((ingredient) =>
          ask({ metrics: BY_INGREDIENT, period, filters, by: [ingredient, "query_type"] }),
        ),
      )
    : null;
  return {
    ...selected,
    total: total.rows[0] ?? { key: {}, values: {} },
    sentiment: sentiment.rows,
    fields: fields.rows,
    channels: channels.rows,
    arrivalByChannel: arrivalByChannel.rows,
    arrivalByWeek: arrivalByWeek.rows,
    hours: hours.rows,
    load: new Map(
      (everyHour ?? hours).rows.map((row) => [row.key.hour ?? "", row.values.hand_offs?.value ?? 0]),
    ),
    held: held && new Map(INGREDIENTS.map((ingredient, i) => [ingredient, held[i]?.rows ?? []])),
    ingredients: new Map(INGREDIENTS.map((ingredient, i) => [ingredient, ingredients[i]?.rows ?? []])),
  };
}
