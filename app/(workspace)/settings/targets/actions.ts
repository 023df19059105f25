"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { removeTarget, setTarget } from "@/lib/reports/notes/targets";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Sets the target of a metric, and goes back to the list of targets. */
export async function setTargetForm(_: FormState, form: FormData): Promise<FormState> {
  const state = await formResult(form, ["value", "owner", "dueOn"], async () => {
    const actor = await requireForm("set_targets");
    const input = {
      metric: text(form, "metric"),
      value: text(form, "value"),
      owner: text(form, "owner"),
      dueOn: text(form, "dueOn"),
    };
    const { clock } = await loadWorkspace(database());
    await setTarget(database(), actor, input, clock);
    return {};
  });
  return state.problem === undefined ? backToTargets() : state;
}

/** Takes the target of a metric away, and goes back to the list of targets. */
export async function removeTargetForm(_: FormState, form: FormData): Promise<FormState> {
  const state = await formResult(form, [], async () => {
    const actor = await requireForm("set_targets");
    await removeTarget(database(), actor, text(form, "metric"));
    return {};
  });
  return state.problem === undefined ? backToTargets() : state;
}

function backToTargets(): never {
  revalidatePath("/", "layout");
  redirect("/settings/targets");
}
