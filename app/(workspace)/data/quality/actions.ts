"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { processIngest } from "@/lib/ingest/commit/services";
import { counted } from "@/lib/metrics/counted";
import { joinSources, partSources } from "@/lib/reports/data/data-quality";

/** Joins what waits under one source to another, from now on. */
export async function joinForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["sent", "source"], async () => {
    const actor = await requireForm("manage_data");
    const asked = { sent: text(form, "sent"), source: text(form, "source") };
    const moved = await joinSources(await processIngest(), actor, asked);
    revalidatePath("/", "layout");
    return {
      done: `Joined. ${countText(moved)} moved to ${asked.source}, and what comes under ${asked.sent} follows.`,
    };
  });
}

/** Ends a rule and gives back what it moved. */
export async function partForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    const moved = await partSources(await processIngest(), actor, text(form, "rule"));
    revalidatePath("/", "layout");
    return { done: `Ended. ${countText(moved)} went back.` };
  });
}

function countText(conversations: number): string {
  return `What ${counted(conversations, "conversation")} had`;
}
