"use server";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireOwnForm } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { processKeyring } from "@/lib/ingest/commit/services";
import { stopMailOf } from "@/lib/notify/notification-settings";
import { readStopToken } from "@/lib/notify/stop-mail";
import { database } from "@/lib/store/database";

/** Ends an e-mail for whoever holds the link to it. */
export async function stopMailForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    await requireOwnForm();
    const stop = readStopToken(await processKeyring(), text(form, "token"));
    if (!stop)
      throw new AppError("not_found", "This link does not work. End the e-mail on your account page.");
    await stopMailOf(database(), stop.personId, stop.mail);
    return { done: stop.mail === "digest" ? "The digest is not sent to you any more." : "No more alerts." };
  });
}
