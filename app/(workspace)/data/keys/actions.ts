"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { createApiKey, revokeApiKey } from "@/lib/access/api-keys";
import { requireForm } from "@/lib/access/current-actor";
import { database } from "@/lib/store/database";

/** Makes a key and shows it. */
export async function createKeyForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["name"], async () => {
    await requireForm("manage_data");
    const scopes = form.getAll("scopes").filter((scope) => typeof scope === "string");
    const { key } = await createApiKey(database(), { name: text(form, "name"), scopes });
    revalidatePath("/data/keys");
    return { done: "The new key. It is shown only now: copy it to where it is used.", secret: key };
  });
}

/** Ends a key. */
export async function revokeKeyForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    await requireForm("manage_data");
    await revokeApiKey(database(), text(form, "key"));
    revalidatePath("/data/keys");
    return {};
  });
}
