"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { closeWeek } from "@/lib/reports/notes/frozen-review";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

/** Closes the week that `search` (the address of the weekly review) shows, and leads to what was kept. */
export async function closeWeekForm(_: FormState, form: FormData): Promise<FormState> {
  let closed = "";
  const state = await formResult(form, [], async () => {
    const actor = await requireForm("freeze_reviews");
    const workspace = await loadWorkspace(database());
    closed = await closeWeek(database(), actor, workspace, new URLSearchParams(text(form, "search")));
    return {};
  });
  if (closed === "") return state;
  revalidatePath("/", "layout");
  redirect(`/reviews/${closed}`);
}
