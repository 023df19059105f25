import type { Actor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import { createDayOf } from "@/lib/domain/day";
import { type Week, weekDays } from "@/lib/domain/period";
import { metric } from "@/lib/metrics/catalogue";
import { type NumberText, prepareNumber } from "@/lib/reports/report/prepare-number";
import { runReport } from "@/lib/reports/report/run-report";
import { openingWeek, weekChoices } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { prepareTargets, type TargetText } from "./prepare-targets";
import { listTargets, TARGET_METRICS } from "./targets";

/** Every metric that can have a target, and where it stood in the latest complete week (null: no data at all). */
export interface TargetOverview {
  readonly week: Week | null;
  readonly rows: readonly { readonly target: TargetText; readonly now: NumberText }[];
}

/** Targets against the latest complete week, metrics that have one first. Throws AppError 403 when the actor may not see reports. */
export async function loadTargetOverview(
  db: Database,
  actor: Actor,
  workspace: Workspace,
): Promise<TargetOverview> {
  const ask = { by: [], filters: [], compare: null } as const;
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const [targets, byWeek] = await Promise.all([
    listTargets(db, actor),
    runReport(db, actor, workspace, { ...ask, metrics: ["conversations"], period: null, by: ["week"] }),
  ]);
  const week = openingWeek(weekChoices(byWeek, today));
  const metrics = TARGET_METRICS.map(({ id }) => id);
  const report =
    week === null ? null : await runReport(db, actor, workspace, { ...ask, metrics, period: weekDays(week) });
  const values = report?.rows[0]?.values ?? {};
  const texts = prepareTargets(metrics, values, targets, today, may(actor, "set_targets"));
  const scope = week === null ? null : { week, filters: [] };
  const rows = metrics.flatMap((id) => {
    const target = texts[id];
    if (!target) return [];
    return [{ target, now: prepareNumber(metric(id), values[id], scope) }];
  });
  const isSet = ({ target }: (typeof rows)[number]) => target.goal !== null;
  return { week, rows: [...rows.filter(isSet), ...rows.filter((row) => !isSet(row))] };
}
