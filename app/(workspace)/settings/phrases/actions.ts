"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { editPhraseList, restorePhraseLists } from "@/lib/reports/phrases/phrase-lists";
import { database } from "@/lib/store/database";

const KEPT = ["subject", "names", "looseNames", "questions"] as const;

/** Replaces the phrases of one subject. */
export async function editPhrasesForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, KEPT, async () => {
    const actor = await requireForm("edit_phrase_lists");
    const input = {
      basedOn: Number(text(form, "basedOn")),
      language: text(form, "language"),
      subject: text(form, "subject"),
      names: text(form, "names"),
      looseNames: text(form, "looseNames"),
      questions: text(form, "questions"),
    };
    const { version } = await editPhraseList(database(), actor, input, systemClock);
    revalidatePath("/", "layout");
    return { done: `Version ${version} is in force. The transcripts are being read again with it.` };
  });
}

/** Goes back to an earlier version of all lists. */
export async function restorePhrasesForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("edit_phrase_lists");
    const target = { basedOn: Number(text(form, "basedOn")), version: Number(text(form, "version")) };
    const { version } = await restorePhraseLists(database(), actor, target, systemClock);
    revalidatePath("/", "layout");
    return { done: `Version ${version} is in force; it is the same as version ${target.version}.` };
  });
}
