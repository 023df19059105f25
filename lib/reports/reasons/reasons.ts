import type { Actor } from "@/lib/access/actor";
import { type Week, weekDays, weekOf } from "@/lib/domain/period";
import {
  askAs,
  comparedWith,
  type SelectedPeriod,
  selectPeriod,
} from "@/lib/reports/query-types/query-type-overview";
import type { ReportRow } from "@/lib/reports/report/report";
import {
  FAMILY_SHARES,
  WEEKS_SHOWN,
  type WeekColumn,
  weekAfter,
  weekColumns,
} from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import type { ReasonsAddress } from "./reasons-address";

/** How well reasons are known and followed. */
export const REASON_RATES = [
  "unclassified_share",
  "reason_agreement",
  "one_failed_attempt_rate",
  "demand_honoured_rate",
] as const;

/** What is told of each reason. Its conversations are the numerator of the hand-off rate. */
export const REASON_METRICS = ["hand_off_rate", "repeat_information_rate", "post_hand_off_csat"] as const;

const OVER_TIME_METRICS = ["hand_offs", "unclassified_share", ...Object.values(FAMILY_SHARES)];

/** All that the page of reasons shows of a period, as numbers. */
export interface ReasonsOverview extends SelectedPeriod {
  /** {@link REASON_METRICS} and {@link REASON_RATES}; compared with the period before where the data reaches so far back. */
  readonly total: ReportRow;
  /** By reason of the first hand-off: {@link REASON_METRICS} and `reason_agreement`. */
  readonly families: readonly ReportRow[];
  /** By reason and code. */
  readonly codes: readonly ReportRow[];
  /** By reason, code and raw reason. */
  readonly raws: readonly ReportRow[];
  /** Weeks up to the last one of the period. */
  readonly columns: readonly WeekColumn[];
  readonly lastWeek: Week;
}

/**
 * Everything that the page of reasons shows of a period, from the same reports that the API answers with. Null while
 * there is no data at all. Throws AppError 403 when the actor may not see reports.
 */
export async function loadReasons(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  address: ReasonsAddress,
): Promise<ReasonsOverview | null> {
  const ask = askAs(db, actor, workspace);
  const selected = await selectPeriod(db, actor, workspace, address);
  if (!selected) return null;
  const { period } = selected;
  const { filters } = address;
  const compare = comparedWith(workspace, period, address);
  const lastWeek = weekOf(period.to);
  const shown = {
    from: weekDays(weekAfter(lastWeek, 1 - WEEKS_SHOWN)).from,
    to: weekDays(weekAfter(lastWeek, 1)).to,
  };
  const [total, families, codes, raws, byWeek] = await Promise.all([
    ask({ metrics: [...REASON_METRICS, ...REASON_RATES], period, filters, compare }),
    ask({ metrics: [...REASON_METRICS, "reason_agreement"], period, filters, by: ["reason"], compare }),
    ask({ metrics: REASON_METRICS, period, filters, by: ["reason", "reason_code"], compare }),
    ask({ metrics: ["hand_off_rate"], period, filters, by: ["reason", "reason_code", "reason_raw"] }),
    ask({ metrics: OVER_TIME_METRICS, period: shown, filters, by: ["week"] }),
  ]);
  return {
    ...selected,
    total: total.rows[0] ?? { key: {}, values: {} },
    families: families.rows,
    codes: codes.rows,
    raws: raws.rows,
    columns: weekColumns(lastWeek, byWeek, selected.weeks),
    lastWeek,
  };
}
