import type { Actor } from "@/lib/access/actor";
import type { Day } from "@/lib/domain/day";
import { isProvisional, type Week, weekDays, weekOf } from "@/lib/domain/period";
import type { MetricValue, Withheld } from "@/lib/metrics/metric-value";
import { runReport } from "@/lib/reports/report/run-report";
import { weekAfter } from "@/lib/reports/weekly/weekly";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Difference } from "@/lib/statistics/interval";
import { newcombe } from "@/lib/statistics/newcombe";
import type { Database } from "@/lib/store/database";
import type { Action } from "./actions";
import { todayIn } from "./actions";

/** The full weeks around the day on which an action was done; the week of that day itself is in neither. */
export interface VerdictWeeks {
  readonly before: Week;
  readonly after: Week;
}

/**
 * What became of the number that an action should move: its last full week before the action was done against the
 * first full week after it.
 *
 * Not against the week in which the action was decided: that one was picked because it was bad, and the next is nearly
 * always better (regression to the mean).
 */
export type Verdict =
  | { readonly kind: "waiting"; readonly weeks: VerdictWeeks; readonly from: Day }
  | {
      readonly kind: "measured";
      readonly weeks: VerdictWeeks;
      readonly before: MetricValue;
      readonly after: MetricValue;
      readonly change: Difference;
      /** Late surveys may still change it. */
      readonly provisional: boolean;
    }
  | {
      readonly kind: "withheld";
      readonly weeks: VerdictWeeks;
      /** The week whose number is not shown. */
      readonly week: Week;
      readonly withheld: Withheld;
    };

/** The weeks that a verdict on something done that day compares. */
export function verdictWeeks(doneOn: Day): VerdictWeeks {
  const week = weekOf(doneOn);
  return { before: weekAfter(week, -1), after: weekAfter(week, 1) };
}

/**
 * The verdicts on all done actions, by id, from the same reports as every other number; the change comes with
 * Newcombe's interval. Throws AppError 403 when the actor may not see reports.
 */
export async function loadVerdicts(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  actions: readonly Action[],
): Promise<ReadonlyMap<string, Verdict>> {
  const done = actions.flatMap(({ doneOn, ...action }) => (doneOn === null ? [] : [{ ...action, doneOn }]));
  const verdicts = await Promise.all(
    done.map(async (action) => [action.id, await verdictOn(db, actor, workspace, action)] as const),
  );
  return new Map(verdicts);
}

async function verdictOn(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  action: Action & { readonly doneOn: Day },
): Promise<Verdict> {
  const weeks = verdictWeeks(action.doneOn);
  const after = weekDays(weeks.after);
  if (after.to >= todayIn(workspace)) {
    return { kind: "waiting", weeks, from: weekDays(weekAfter(weeks.after, 1)).from };
  }
  const read = async (week: Week): Promise<MetricValue | undefined> => {
    const report = await runReport(db, actor, workspace, {
      metrics: [action.metric],
      period: weekDays(week),
      by: [],
      filters: action.queryType === null ? [] : [{ dimension: "query_type", values: [action.queryType] }],
      compare: null,
    });
    return report.rows[0]?.values[action.metric];
  };
  const [earlier, later] = await Promise.all([read(weeks.before), read(weeks.after)]);
  const change = differenceOf(earlier, later);
  if (!earlier || !later || !change) {
    const isEarlier = earlier?.value == null;
    const withheld = (isEarlier ? earlier : later)?.withheld ?? "no_data";
    return { kind: "withheld", weeks, week: isEarlier ? weeks.before : weeks.after, withheld };
  }
  const { clock, maturityDays, timeZone } = workspace;
  const provisional = isProvisional(after, clock.now(), maturityDays, timeZone);
  return { kind: "measured", weeks, before: earlier, after: later, change, provisional };
}

function differenceOf(earlier: MetricValue | undefined, later: MetricValue | undefined): Difference | null {
  if (earlier?.value == null || later?.value == null) return null;
  if (earlier.numerator === null || !earlier.denominator) return null;
  if (later.numerator === null || !later.denominator) return null;
  return newcombe(
    { numerator: earlier.numerator, denominator: earlier.denominator },
    { numerator: later.numerator, denominator: later.denominator },
  );
}
