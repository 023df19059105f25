import type { Week } from "@/lib/domain/period";
import type { MetricChange, MetricValue } from "@/lib/metrics/metric-value";
import type { Scope } from "@/lib/reports/conversations/rows-address";
import { weekAfter } from "@/lib/reports/weekly/weekly";
import type { Interval } from "@/lib/statistics/interval";
import type { Analysis } from "./insights";
import type { Change, Level } from "./insights-changes";
import { changeFinding, levelFinding } from "./what-stands-out-changes";
import type { Finding, Setting } from "./what-stands-out-finding";

/** A number of a week that is a signal by the rules of the weekly review. */
export interface WeekSignal {
  readonly metric: string;
  /** A change since the week before beyond chance, a point outside the control limits, or a run on one side. */
  readonly rule: "change" | "outside" | "run";
  readonly value: MetricValue;
  /** Against the week before; null where the rule is about more weeks. */
  readonly change: MetricChange | null;
  /** The control limits of the week; null without any. */
  readonly limits: Interval | null;
  /** The weeks that make it a signal, the latest first: told in one of them, it is not told again. */
  readonly weeks: readonly Week[];
  /** As the weekly review says it. */
  readonly finding: Finding;
}

/**
 * The signals of a week: those that stand out in the weekly review, found and worded by the same rules, and those that
 * found no room there. Causes, gaps and what stands every week are no signals.
 */
export function weekSignals({ evidence, insights }: Analysis, scope: Scope): WeekSignal[] {
  const { columns, releases, total } = evidence;
  const setting: Setting = { scope, columns, releases, contained: total.values.contained_csat };
  return [...insights.insights, ...insights.further].flatMap((insight): WeekSignal[] => {
    if (insight.kind === "change") return [ofChange(insight, setting)];
    return insight.kind === "level" ? [ofLevel(insight, setting)] : [];
  });
}

function ofChange(change: Change, setting: Setting): WeekSignal {
  return {
    metric: change.metric,
    rule: "change",
    value: change.value,
    change: change.change,
    limits: change.control?.limits ?? null,
    weeks: [setting.scope.week],
    finding: changeFinding(change, setting, false),
  };
}

function ofLevel(level: Level, setting: Setting): WeekSignal {
  return {
    metric: level.metric,
    rule: level.rule,
    value: level.value,
    change: null,
    limits: level.limits,
    weeks: Array.from({ length: level.weeks }, (_, back) => weekAfter(setting.scope.week, -back)),
    finding: levelFinding(level, setting),
  };
}
