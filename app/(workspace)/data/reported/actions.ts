"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { forgetReported, importReported, keepReported } from "@/lib/reports/data/reported";
import { database } from "@/lib/store/database";

const TYPED = ["source", "week", "product", "conversations", "handOffs"] as const;

/** Keeps what a platform reported for one week. */
export async function reportedForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, TYPED, async () => {
    const actor = await requireForm("manage_data");
    const [source, week, product, conversations, handOffs] = TYPED.map((name) => text(form, name));
    await keepReported({ db: database(), clock: systemClock }, actor, {
      source: source ?? "",
      week: week ?? "",
      product: product ?? "",
      conversations: conversations ?? "",
      handOffs: handOffs ?? "",
    });
    revalidatePath("/data/reported");
    return { done: `Kept: ${source}, ${week}.` };
  });
}

/** Keeps many weeks from pasted lines. */
export async function reportedCsvForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["csv"], async () => {
    const actor = await requireForm("manage_data");
    const kept = await importReported({ db: database(), clock: systemClock }, actor, text(form, "csv"));
    revalidatePath("/data/reported");
    return { done: `${counted(kept, "week")} ${oneOrMany(kept, "was", "were")} kept.` };
  });
}

/** Forgets a reported week. */
export async function forgetForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const key = { source: text(form, "source"), week: text(form, "week") };
    await forgetReported({ db: database() }, actor, key);
    revalidatePath("/data/reported");
    return { done: "Removed." };
  });
}
