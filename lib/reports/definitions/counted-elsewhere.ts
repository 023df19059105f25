import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import type { Period } from "@/lib/domain/period";
import { metric } from "@/lib/metrics/catalogue";
import { countElsewhere, ELSEWHERE, type ElsewhereRule } from "@/lib/metrics/counted-elsewhere";
import { evaluate } from "@/lib/metrics/evaluate";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { ReportFilter } from "@/lib/reports/report/report";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { readSums } from "@/lib/store/report-sums";
import { onOneSnapshot } from "@/lib/store/snapshot";

/** Our hand-off rate, and what the rules of other products give on the same conversations. */
export interface CountedElsewhere {
  readonly own: MetricValue;
  readonly others: readonly { readonly rule: ElsewhereRule; readonly value: MetricValue }[];
}

/** Counts by every rule over one period. Throws AppError 403 when the actor may not see reports. */
export async function readCountedElsewhere(
  db: Database,
  actor: Actor,
  workspace: Pick<Workspace, "generation">,
  period: Period,
  filters: readonly ReportFilter[],
): Promise<CountedElsewhere> {
  requirePermission(actor, "view_reports");
  const measures = ELSEWHERE.flatMap(({ numerator, denominator }) => [numerator, denominator]);
  const selection = { generation: workspace.generation, period, filters };
  const [row] = await onOneSnapshot(db.pool, (client) =>
    readSums(client, selection, [], ["handed_off", ...measures]),
  );
  const sums = row?.sums ?? {};
  return {
    own: evaluate(metric("hand_off_rate"), { sums }),
    others: ELSEWHERE.map((rule) => ({ rule, value: countElsewhere(rule, sums) })),
  };
}
