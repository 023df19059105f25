"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import type { PersonActor } from "@/lib/access/actor";
import { requireForm } from "@/lib/access/current-actor";
import { ownPath } from "@/lib/access/own-path";
import { addAnnotation, changeAnnotation, removeAnnotation } from "@/lib/reports/notes/annotations";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Annotates a day, or changes the annotation that `annotation` names. */
export async function saveAnnotationForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, ["day", "text"], async (actor) => {
    const workspace = await loadWorkspace(database());
    const input = { day: text(form, "day"), text: text(form, "text") };
    const id = text(form, "annotation");
    if (id === "") await addAnnotation(database(), actor, workspace, input);
    else await changeAnnotation(database(), actor, workspace, id, input);
  });
}

/** Removes an annotation. */
export async function removeAnnotationForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, [], (actor) => removeAnnotation(database(), actor, text(form, "annotation")));
}

/** Does it, and goes back to where the form stood, without the form. */
async function done(
  form: FormData,
  keep: readonly string[],
  work: (actor: PersonActor) => Promise<unknown>,
): Promise<FormState> {
  const state = await formResult(form, keep, async () => {
    await work(await requireForm("annotate"));
    return {};
  });
  if (state.problem !== undefined) return state;
  revalidatePath("/", "layout");
  redirect(`${ownPath(text(form, "back"))}#annotations`);
}
