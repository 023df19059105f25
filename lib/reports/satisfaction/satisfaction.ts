import type { Actor } from "@/lib/access/actor";
import { askAs, type SelectedPeriod, selectPeriod } from "@/lib/reports/query-types/query-type-overview";
import type { ReportRow } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { SatisfactionAddress } from "./satisfaction-address";

/** What is asked of both arms. */
export const CSAT_METRICS = [
  "post_hand_off_csat",
  "contained_csat",
  "survey_response_rate",
  "contained_survey_response_rate",
] as const;

const TOTAL = [
  ...CSAT_METRICS,
  "post_hand_off_csat_mean",
  "contained_csat_mean",
  "customer_reported_repeat_rate",
  "conversations",
] as const;

/** The metrics that are kept by score. */
export const SCORE_METRICS = ["post_hand_off_csat", "contained_csat"] as const;

/** All that the page of satisfaction shows of a period, as numbers; the comments apart. */
export interface SatisfactionOverview extends SelectedPeriod {
  readonly total: ReportRow;
  readonly types: readonly ReportRow[];
  readonly weeklyRows: readonly ReportRow[];
  /** By whole points of the score on 1–5. */
  readonly scores: readonly ReportRow[];
}

/**
 * Everything that the page of satisfaction shows of a period, from the same reports that the API answers with. Null
 * while there is no data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadSatisfaction(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: SatisfactionAddress,
): Promise<SatisfactionOverview | null> {
  const ask = askAs(db, actor, workspace);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const { period } = selected;
  const { filters } = address;
  const [total, types, weeklyRows, scores] = await Promise.all([
    ask({ metrics: TOTAL, period, filters }),
    ask({ metrics: CSAT_METRICS, period, filters, by: ["query_type"] }),
    ask({ metrics: CSAT_METRICS, period, filters, by: ["week"] }),
    ask({ metrics: SCORE_METRICS, period, filters, by: ["csat_score"] }),
  ]);
  return {
    ...selected,
    total: total.rows[0] ?? { key: {}, values: {} },
    types: types.rows,
    weeklyRows: weeklyRows.rows,
    scores: scores.rows,
  };
}
