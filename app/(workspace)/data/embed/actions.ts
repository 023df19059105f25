"use server";
import { revalidatePath } from "next/cache";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireForm } from "@/lib/access/current-actor";
import { changeOrigins } from "@/lib/access/embed-origins";
import { systemClock } from "@/lib/access/system-clock";
import { processIngest } from "@/lib/ingest/commit/services";
import { endEmbedLink } from "@/lib/reports/embed/embed-links";
import { database } from "@/lib/store/database";

/** Says which sites may show the panels of a key. */
export async function changeOriginsForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, ["origins"], async () => {
    const actor = await requireForm("manage_data");
    const origins = await changeOrigins(database(), actor, text(form, "key"), text(form, "origins"));
    revalidatePath("/data/embed");
    return {
      done:
        origins.length === 0 ? "No site may show its panels now." : "Saved, for panels opened from now on.",
      values: { origins: origins.join("\n") },
    };
  });
}

/** Ends a link at once. */
export async function revokeLinkForm(_: FormState, form: FormData): Promise<FormState> {
  return formResult(form, [], async () => {
    const actor = await requireForm("manage_data");
    await endEmbedLink({ ...(await processIngest()), clock: systemClock }, actor, text(form, "link"));
    revalidatePath("/data/embed");
    return {};
  });
}
