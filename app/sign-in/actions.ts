"use server";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireOwnForm } from "@/lib/access/current-actor";
import { signInHere } from "@/lib/access/form-sign-in";
import { ownPath } from "@/lib/access/own-path";
import { landingPage } from "@/lib/access/pages";

/** One answer for whatever went wrong, so that nobody learns which addresses exist. */
const REFUSED =
  "This e-mail address and password do not match, or there were too many wrong passwords. " +
  "After five, signing in pauses for 15 minutes.";

/** The sign-in form. */
export async function signIn(_: FormState, form: FormData): Promise<FormState> {
  let path = "";
  const state = await formResult(form, ["email"], async () => {
    await requireOwnForm();
    const actor = await signInHere(text(form, "email"), text(form, "password"));
    if (!actor) return { problem: REFUSED, values: { email: text(form, "email") } };
    path = landingPage(actor, ownPath(text(form, "next")));
    return {};
  });
  if (path !== "") redirect(path);
  return state;
}
