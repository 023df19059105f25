"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { addView, changeView, removeView } from "@/lib/reports/notes/saved-views";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Saves an address under a name. */
export async function saveViewForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["name"], async () => {
    const actor = await requireForm("save_views");
    const { clock } = await loadWorkspace(database());
    const also = form.getAll("also");
    await addView(database(), actor, clock, {
      name: text(form, "name"),
      address: text(form, "address"),
      keepWeek: also.includes("week"),
      shared: also.includes("shared"),
    });
    revalidatePath("/", "layout");
    return { done: `Saved as ${text(form, "name").trim()}.` };
  });
}

/** Renames a view, shares it or takes it back. */
export async function changeViewForm(_: FormState, form: FormData): Promise<FormState> {
  const state = await formResult(form, ["name", "shared"], async () => {
    const actor = await requireForm("save_views");
    const change = { name: text(form, "name"), shared: text(form, "shared") === "shared" };
    await changeView(database(), actor, text(form, "view"), change);
    return {};
  });
  return state.problem === undefined ? backToViews() : state;
}

/** Removes a view. */
export async function removeViewForm(_: FormState, form: FormData): Promise<FormState> {
  const state = await formResult(form, [], async () => {
    const actor = await requireForm("save_views");
    await removeView(database(), actor, text(form, "view"));
    return {};
  });
  return state.problem === undefined ? backToViews() : state;
}

function backToViews(): never {
  revalidatePath("/", "layout");
  redirect("/saved-views");
}
