"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { createApiKey, endPreviousSecret, revokeApiKey, rotateApiKey } from "@/lib/access/api-keys";
import { requireForm } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { counted } from "@/lib/metrics/counted";
import { database } from "@/lib/store/database";

const DAY = 24 * 3600_000;

/** A choice of days; 0 = none. */
function daysOf(chosen: string): number {
  const days = Number(chosen);
  if (chosen !== "" && Number.isInteger(days) && days >= 0 && days <= 3650) return days;
  throw new AppError("invalid_value", "Choose one of the times in the list.");
}

/** Makes a key and shows it. */
export async function createKeyForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["name"], async () => {
    await requireForm("manage_data");
    const scopes = form.getAll("scopes").filter((scope) => typeof scope === "string");
    const days = daysOf(text(form, "expires"));
    const expiresAt = days === 0 ? null : new Date(systemClock.now() / 1000 + days * DAY);
    const { key } = await createApiKey(database(), { name: text(form, "name"), scopes, expiresAt });
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

/** Gives a key a new secret and shows it; the old one stays good for the days that were chosen. */
export async function rotateKeyForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    await requireForm("manage_data");
    const days = daysOf(text(form, "keep"));
    const { key } = await rotateApiKey(database(), text(form, "key"), days * DAY);
    revalidatePath("/data/keys");
    const old = days === 0 ? "The old one has ended." : `The old one goes on for ${counted(days, "day")}.`;
    return { done: `The new secret. It is shown only now: copy it to where it is used. ${old}`, secret: key };
  });
}

/** Ends the old secret of a rotated key before its time. */
export async function endPreviousForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    await requireForm("manage_data");
    await endPreviousSecret(database(), text(form, "key"));
    revalidatePath("/data/keys");
    return {};
  });
}
