import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { REPEAT_RULES, type RepeatRule } from "@/lib/domain/transcript";
import { changeRejection } from "@/lib/ingest/measure/reject-finding";
import type { Database } from "@/lib/store/database";

/** A finding as a form names it. */
export interface NamedFinding {
  readonly source: string;
  readonly conversationId: string;
  readonly handoffId: string;
  readonly field: string;
  readonly sequence: string;
  readonly rule: string;
}

/**
 * Says that a finding is no repeat, so that it counts nowhere, or takes that back. Throws AppError: 403 for those who
 * may not, 404 where there is no such finding.
 */
export async function rejectFinding(
  db: Database,
  actor: Actor,
  finding: NamedFinding,
  rejected: boolean,
  clock: Clock,
): Promise<void> {
  requirePermission(actor, "reject_findings");
  const { sequence, rule, ...rest } = finding;
  if (actor.kind !== "person" || !isRule(rule) || !/^-?\d{1,15}$/.test(sequence)) {
    throw new AppError("not_found", "There is no such finding.");
  }
  const by = rejected ? { person: actor.id, at: dateOf(clock) } : null;
  await changeRejection(db, { ...rest, sequence: Number(sequence), rule }, by);
}

function isRule(rule: string): rule is RepeatRule {
  return (REPEAT_RULES as readonly string[]).includes(rule);
}
