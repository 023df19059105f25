"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { processIngest } from "@/lib/ingest/commit/services";
import { counted } from "@/lib/metrics/counted";
import { erase, previewErasure } from "@/lib/reports/erasure/erasures";
import { changeRetention, typedRetention } from "@/lib/reports/erasure/retention";
import { database } from "@/lib/store/database";

const KINDS = ["transcripts", "comments", "conversations", "refused"] as const;

/** Sets when things expire. */
export async function retentionForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, KINDS, async () => {
    const actor = await requireForm("manage_settings");
    const typed = {
      transcripts: text(form, "transcripts"),
      comments: text(form, "comments"),
      conversations: text(form, "conversations"),
      refused: text(form, "refused"),
    };
    await changeRetention(database(), actor, typedRetention(typed));
    revalidatePath("/data/retention");
    return { done: "Saved. What has expired goes every night.", values: typed };
  });
}

/** Says how many conversations a customer has; with the word typed, once they were found, erases the customer. */
export async function eraseForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["customerRef"], async () => {
    const actor = await requireForm("erase_customers");
    const services = await processIngest();
    const customerRef = text(form, "customerRef");
    const isConfirmed = text(form, "confirmation").trim().toLowerCase() === "erase";
    if (isConfirmed) {
      const done = await erase(services, actor, customerRef);
      revalidatePath("/", "layout");
      return {
        done: `Erased: ${counted(done?.records ?? 0, "record")} of ${counted(done?.conversations ?? 0, "conversation")}. What they counted stays, anonymous.`,
      };
    }
    const conversations = await previewErasure(services, actor, customerRef);
    if (conversations === 0) {
      return {
        done: "No conversation of this customer is here. Nothing was erased.",
        values: { customerRef },
      };
    }
    return {
      done: `${counted(conversations, "conversation")} of this customer. Nothing was erased yet.`,
      values: { customerRef, found: String(conversations) },
    };
  });
}
