import type { Actor } from "@/lib/access/actor";
import { checked, noSuch, OPTIONAL_DAY } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { findMetric, METRICS } from "@/lib/metrics/catalogue";
import type { Metric } from "@/lib/metrics/metric";
import type { Database } from "@/lib/store/database";
import { deleteTarget, readTargets, type StoredTarget, writeTarget } from "@/lib/store/targets";
import { checkedOwner } from "./owners";

/** What a metric should reach: `value` in its unit (a fraction for shares), an owner, and a day or null. */
export type Target = StoredTarget;

/** The metrics that can have a target: those of which a direction is better. */
export const TARGET_METRICS: readonly Metric[] = METRICS.filter((metric) => metric.better !== null);

/** The longest time that makes sense as a target. */
const DAY_IN_SECONDS = 86_400;

/** A target as typed: percent as `15`, scores as `4.2`, times in seconds; the day may be empty. */
export interface TargetInput {
  readonly metric: string;
  readonly value: string;
  readonly owner: string;
  readonly dueOn: string;
}

/** All targets, for cards and charts. Throws AppError 403 when the actor may not see reports. */
export async function listTargets(db: Database, actor: Actor): Promise<Target[]> {
  requirePermission(actor, "view_reports");
  return (await readTargets(db)).filter(({ metric }) => TARGET_METRICS.some(({ id }) => id === metric));
}

/**
 * Sets the target of a metric.
 *
 * @throws AppError 403; `not_found` for a metric that can have none; `invalid_value` about `value`, `owner` or `dueOn`
 */
export async function setTarget(db: Database, actor: Actor, input: TargetInput, clock: Clock): Promise<void> {
  requirePermission(actor, "set_targets");
  const metric = targetMetric(input.metric);
  const value = readTargetValue(metric, input.value);
  const dueOn = checked(OPTIONAL_DAY, "dueOn", input.dueOn);
  const ownerId = await checkedOwner(db, actor, input.owner);
  await writeTarget(db, { metric: metric.id, value, dueOn, ownerId, changedAt: dateOf(clock) });
}

/** Takes a target away. Throws AppError 403, or `not_found` when there is none. */
export async function removeTarget(db: Database, actor: Actor, metric: string): Promise<void> {
  requirePermission(actor, "set_targets");
  if (!(await deleteTarget(db, metric))) throw noSuch("target");
}

/** A metric that can have a target. @throws AppError `not_found` */
export function targetMetric(id: string): Metric {
  const metric = findMetric(id);
  if (!metric) throw new AppError("not_found", `There is no metric ${id}.`);
  if (metric.better === null) {
    throw new AppError("not_found", `${metric.label} has no better direction, and so no target.`);
  }
  return metric;
}

/** A typed target in the metric's unit: `15` or `15%` is 0.15. @throws AppError `invalid_value` about `value` */
export function readTargetValue(metric: Metric, typed: string): number {
  const text = typed.trim().replace(/\s*%$/, "").replace(",", ".");
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const refuse = (sentence: string) => new AppError("invalid_value", sentence, { parameter: "value" });
  switch (metric.unit) {
    case "percent":
      if (!(value >= 0 && value <= 100)) throw refuse("Give a share in percent, from 0 to 100.");
      // As people wrote it: 14.2 / 100 is not 0.142 to the last bit.
      return Number((value / 100).toPrecision(12));
    case "score":
      if (!(value >= 1 && value <= 5)) throw refuse("Give a score from 1 to 5.");
      return value;
    case "seconds":
      if (!(value > 0 && value <= DAY_IN_SECONDS)) throw refuse("Give a number of seconds, at most a day.");
      return value;
    case "count":
      if (!Number.isInteger(value)) throw refuse("Give a whole number.");
      return value;
  }
}
