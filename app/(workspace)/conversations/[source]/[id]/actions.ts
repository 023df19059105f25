"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { rejectFinding } from "@/lib/reports/conversation/reject-finding";
import { database } from "@/lib/store/database";

/** Says that a finding in the timeline is no repeat, or takes that back; the numbers follow at once. */
export async function rejectFindingForm(
  source: string,
  conversationId: string,
  _: FormState,
  form: FormData,
): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("reject_findings");
    const finding = {
      source,
      conversationId,
      handoffId: text(form, "handoff"),
      field: text(form, "field"),
      sequence: text(form, "sequence"),
      rule: text(form, "rule"),
    };
    await rejectFinding(database(), actor, finding, text(form, "rejected") !== "true", systemClock);
    revalidatePath("/", "layout");
    return {};
  });
}
