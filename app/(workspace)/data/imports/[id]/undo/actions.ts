"use server";
import { revalidatePath } from "next/cache";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { redoImport, undoImport } from "@/lib/reports/erasure/undo-import";
import { database } from "@/lib/store/database";

/** Takes an import back. */
export async function undoForm(_: FormState, form: FormData): Promise<FormState> {
  const id = text(form, "import");
  const result = await formResult(form, [], async () => {
    await undoImport(database(), await requireForm("manage_data"), id);
    return { done: "Undone." };
  });
  return leave(result, id);
}

/** Puts an import back. */
export async function redoForm(_: FormState, form: FormData): Promise<FormState> {
  const id = text(form, "import");
  const result = await formResult(form, [], async () => {
    await redoImport(database(), await requireForm("manage_data"), id);
    return { done: "Put back." };
  });
  return leave(result, id);
}

/** What was done is seen on the import's own page; what was not, here. */
function leave(result: FormState, id: string): FormState {
  if (result.done === undefined) return result;
  revalidatePath("/", "layout");
  redirect(`/data/imports/${id}`);
}
