"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import type { PersonActor } from "@/lib/access/actor";
import { requireForm } from "@/lib/access/current-actor";
import { ownPath } from "@/lib/access/own-path";
import { addComment, changeComment, removeComment } from "@/lib/reports/notes/comments";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Comments on a metric in a week, or changes the comment that `comment` names. */
export async function saveCommentForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, ["metric", "text"], async (actor) => {
    const { clock } = await loadWorkspace(database());
    const input = { metric: text(form, "metric"), text: text(form, "text") };
    const id = text(form, "comment");
    if (id === "") await addComment(database(), actor, clock, text(form, "week"), input);
    else await changeComment(database(), actor, clock, id, input);
  });
}

/** Removes a comment. */
export async function removeCommentForm(_: FormState, form: FormData): Promise<FormState> {
  return done(form, [], (actor) => removeComment(database(), actor, text(form, "comment")));
}

/** Does it, and goes back to where the form stood, without the form. */
async function done(
  form: FormData,
  keep: readonly string[],
  work: (actor: PersonActor) => Promise<unknown>,
): Promise<FormState> {
  const state = await formResult(form, keep, async () => {
    await work(await requireForm("comment"));
    return {};
  });
  if (state.problem !== undefined) return state;
  revalidatePath("/", "layout");
  redirect(`${ownPath(text(form, "back"))}#comments`);
}
