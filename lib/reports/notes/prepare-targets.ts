import type { Day } from "@/lib/domain/day";
import { findMetric, metric as metricOf } from "@/lib/metrics/catalogue";
import { formatChangeSize, formatValue } from "@/lib/metrics/format";
import { formatFullDay } from "@/lib/metrics/format-time";
import type { Metric } from "@/lib/metrics/metric";
import type { MetricValue } from "@/lib/metrics/metric-value";
import type { Target } from "./targets";

/** How a number stands to its target: `uncertain` while its 95 % interval contains the target. */
export type TargetState = "met" | "missed" | "uncertain" | "unknown";

/** A metric's target on a card. */
export interface TargetText {
  readonly metric: string;
  readonly label: string;
  /** `≤ 15%`; null when there is none. */
  readonly goal: string | null;
  /** `10.7 pts above`, `met, 1.2 pts below`, `0.4 pts above, not certain`; why there is no target where none can be. */
  readonly distance: string | null;
  readonly state: TargetState;
  /** `Tom Okafor, by 31 Dec 2026`; null without a target. */
  readonly who: string | null;
  /** The day has passed without the target being met. */
  readonly overdue: boolean;
  /** Where it is set; null for those who may not, and where there can be none. */
  readonly href: string | null;
}

/** What a metric should be: at most, or at least. */
export function goalSign(metric: Pick<Metric, "better">): "≤" | "≥" {
  return metric.better === "lower" ? "≤" : "≥";
}

/** A target's value without needless decimals: `15%`, `4.2`, `1 min 30 s`. */
export function formatTargetValue({ unit }: Pick<Metric, "unit">, value: number): string {
  if (unit === "percent") return `${String(Number((value * 100).toFixed(2))).replace("-", "−")}%`;
  return unit === "score" ? String(Number(value.toFixed(2))) : formatValue(unit, value);
}

/** A target's value as it is typed in a form: `15` for 15%, `4.2`, `90` for seconds. */
export function typedTargetValue({ unit }: Pick<Metric, "unit">, value: number): string {
  return String(Number((unit === "percent" ? value * 100 : value).toFixed(4)));
}

/** A target for a chart: its value in the metric's unit (a fraction for shares), and `target 15%` to write beside it. */
export interface ChartTarget {
  readonly value: number;
  readonly text: string;
}

/** The target of a metric as a chart draws it; null without one. */
export function chartTarget(metric: Metric, targets: readonly Target[]): ChartTarget | null {
  const target = targets.find((one) => one.metric === metric.id);
  return target ? { value: target.value, text: `target ${formatTargetValue(metric, target.value)}` } : null;
}

/** The address at which the target of a metric is set. */
export function targetHref(metric: string): string {
  return `/settings/targets/${encodeURIComponent(metric)}`;
}

/**
 * The target of every metric that is asked for, as text.
 *
 * @param today decides whether a target is overdue
 * @param mayEdit gives every target the address at which it is set
 */
export function prepareTargets(
  metrics: readonly string[],
  values: { readonly [metric: string]: MetricValue },
  targets: readonly Target[],
  today: Day,
  mayEdit: boolean,
): { readonly [metric: string]: TargetText } {
  return Object.fromEntries(
    metrics
      .filter((id) => findMetric(id))
      .map((id) => {
        const target = targets.find((one) => one.metric === id) ?? null;
        return [id, prepareTarget(metricOf(id), values[id], target, today, mayEdit)];
      }),
  );
}

function prepareTarget(
  metric: Metric,
  value: MetricValue | undefined,
  target: Target | null,
  today: Day,
  mayEdit: boolean,
): TargetText {
  const base = { metric: metric.id, label: metric.label, goal: null, who: null, overdue: false };
  if (metric.better === null) {
    return { ...base, distance: "no better direction", state: "unknown", href: null };
  }
  const href = mayEdit ? targetHref(metric.id) : null;
  if (!target) return { ...base, distance: null, state: "unknown", href };
  const state = stateOf(metric, value, target.value);
  const overdue = target.dueOn !== null && target.dueOn < today && state === "missed";
  return {
    ...base,
    goal: `${goalSign(metric)} ${formatTargetValue(metric, target.value)}`,
    distance: distanceText(metric, value, target.value, state),
    state,
    who: [
      target.owner?.name ?? "No owner",
      target.dueOn && `${overdue ? "was due" : "by"} ${formatFullDay(target.dueOn)}`,
    ]
      .filter(Boolean)
      .join(", "),
    overdue,
    href,
  };
}

function stateOf(metric: Metric, value: MetricValue | undefined, goal: number): TargetState {
  if (value?.value == null) return "unknown";
  const { interval } = value;
  if (interval && interval.low <= goal && goal <= interval.high && value.value !== goal) return "uncertain";
  const reached = metric.better === "lower" ? value.value <= goal : value.value >= goal;
  return reached ? "met" : "missed";
}

function distanceText(
  metric: Metric,
  value: MetricValue | undefined,
  goal: number,
  state: TargetState,
): string | null {
  if (value?.value == null) return null;
  const size = formatChangeSize(metric.unit, value.value - goal);
  if (!/[1-9]/.test(size)) return "on target";
  const side = `${size} ${value.value > goal ? "above" : "below"}`;
  if (state === "met") return `met, ${side}`;
  return state === "uncertain" ? `${side}, not certain` : side;
}
