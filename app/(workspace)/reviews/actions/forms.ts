"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import type { PersonActor } from "@/lib/access/actor";
import { requireForm } from "@/lib/access/current-actor";
import { ownPath } from "@/lib/access/own-path";
import { addAction, changeAction, closeAction, removeAction } from "@/lib/reports/notes/actions";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/*
 * The forms of actions. Each asks for the permission here, and what it calls in lib/reports asks again: a form action
 * is an address that anybody can send anything to.
 */

const FIELDS = ["text", "owner", "dueOn", "metric", "queryType", "doneOn"] as const;

/** Adds an action, or changes the one that `action` names. */
export async function saveActionForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, FIELDS, async (actor, workspace) => {
    const input = {
      text: text(form, "text"),
      owner: text(form, "owner"),
      dueOn: text(form, "dueOn"),
      metric: text(form, "metric"),
      queryType: text(form, "queryType"),
      doneOn: text(form, "doneOn"),
    };
    const id = text(form, "action");
    if (id === "") await addAction(database(), actor, workspace, input);
    else await changeAction(database(), actor, workspace, id, input);
  });
}

/** Closes an action today. */
export async function closeActionForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, [], (actor, workspace) =>
    closeAction(database(), actor, workspace, text(form, "action")),
  );
}

/** Removes an action. */
export async function removeActionForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, [], (actor) => removeAction(database(), actor, text(form, "action")));
}

/** Does it, and goes back to where the form stood, without the form. */
async function done(
  form: FormData,
  keep: readonly string[],
  work: (actor: PersonActor, workspace: Workspace) => Promise<unknown>,
): Promise<FormState> {
  const state = await formResult(form, keep, async () => {
    const actor = await requireForm("manage_actions");
    await work(actor, await loadWorkspace(database()));
    return {};
  });
  if (state.problem !== undefined) return state;
  revalidatePath("/", "layout");
  redirect(`${ownPath(text(form, "back"))}#actions`);
}
