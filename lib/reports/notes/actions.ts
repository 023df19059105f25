import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { checked, checkedId, DAY, LINE, noSuch, OPTIONAL_DAY } from "@/lib/access/checked-input";
import { requirePermission } from "@/lib/access/permissions";
import { dateOf } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { createDayOf, type Day } from "@/lib/domain/day";
import { METRICS } from "@/lib/metrics/catalogue";
import type { Metric } from "@/lib/metrics/metric";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import {
  type ActionContent,
  closeOpenAction,
  deleteAction,
  insertAction,
  readActions,
  type StoredAction,
  updateAction,
} from "@/lib/store/actions";
import type { Database } from "@/lib/store/database";
import { checkedOwner } from "./owners";

/** Who does what by when, and the number that it should move. */
export type Action = StoredAction;

/** The metrics that an action can be meant to move: shares, whose change has an interval. */
export const ACTION_METRICS: readonly Metric[] = METRICS.filter((metric) => metric.kind === "share");

/** An action as typed; `queryType` empty = all query types, `doneOn` empty = not done. */
export interface ActionInput {
  readonly text: string;
  readonly owner: string;
  readonly dueOn: string;
  readonly metric: string;
  readonly queryType: string;
  readonly doneOn: string;
}

const QUERY_TYPE = z
  .string()
  .trim()
  .max(256, "A query type has at most 256 characters.")
  .transform((text) => text || null);

/** Open actions first, the earliest due first; then the done ones, the latest first. Throws AppError 403. */
export async function listActions(db: Database, actor: Actor): Promise<Action[]> {
  requirePermission(actor, "view_reports");
  return (await readActions(db)).filter(({ metric }) => ACTION_METRICS.some(({ id }) => id === metric));
}

/** Adds an action and answers its id. @throws AppError 403; `invalid_value` about the field that is wrong */
export async function addAction(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  input: ActionInput,
): Promise<string> {
  requirePermission(actor, "manage_actions");
  const content = await readInput(db, actor, workspace, input);
  return insertAction(db, content, dateOf(workspace.clock));
}

/** Changes an action. @throws AppError 403; `not_found`; `invalid_value` about the field that is wrong */
export async function changeAction(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  id: string,
  input: ActionInput,
): Promise<void> {
  requirePermission(actor, "manage_actions");
  const action = (await readActions(db)).find((one) => one.id === id);
  if (!action) throw noSuch("action");
  // Whoever has it may keep it, even after leaving.
  const keeps = action.owner !== null && action.owner.id === input.owner;
  const content = await readInput(db, actor, workspace, input, keeps);
  if (!(await updateAction(db, id, content))) throw noSuch("action");
}

/** Closes an action today; one that is closed already stays as it is. @throws AppError 403; `not_found` */
export async function closeAction(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  id: string,
): Promise<void> {
  requirePermission(actor, "manage_actions");
  if (!(await closeOpenAction(db, checkedId("action", id), todayIn(workspace)))) throw noSuch("action");
}

/** Removes an action. @throws AppError 403; `not_found` */
export async function removeAction(db: Database, actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "manage_actions");
  if (!(await deleteAction(db, checkedId("action", id)))) throw noSuch("action");
}

/** The calendar day of the present in the workspace. */
export function todayIn({ timeZone, clock }: Pick<Workspace, "timeZone" | "clock">): Day {
  return createDayOf(timeZone)(clock.now());
}

async function readInput(
  db: Database,
  actor: Actor,
  workspace: Workspace,
  input: ActionInput,
  keepsOwner = false,
): Promise<ActionContent> {
  const doneOn = checked(OPTIONAL_DAY, "doneOn", input.doneOn);
  if (doneOn !== null && doneOn > todayIn(workspace)) {
    throw new AppError("invalid_value", "What is done was done today at the latest.", {
      parameter: "doneOn",
    });
  }
  const metric = ACTION_METRICS.find(({ id }) => id === input.metric);
  if (!metric) {
    throw new AppError("invalid_value", "Choose the number that it should move.", { parameter: "metric" });
  }
  return {
    text: checked(LINE, "text", input.text),
    dueOn: checked(DAY, "dueOn", input.dueOn),
    metric: metric.id,
    queryType: checked(QUERY_TYPE, "queryType", input.queryType),
    doneOn,
    ownerId: keepsOwner ? input.owner : await checkedOwner(db, actor, input.owner),
  };
}
