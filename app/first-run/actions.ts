"use server";
import { redirect } from "next/navigation";
import { formResult, text } from "@/app/form-result";
import type { FormState } from "@/components/forms/form-state";
import { requireOwnForm } from "@/lib/access/current-actor";
import { signInHere } from "@/lib/access/form-sign-in";
import { createFirstAdministrator } from "@/lib/access/setup";
import { database } from "@/lib/store/database";

/** The set-up form: makes the first administrator and signs in. */
export async function setUp(_: FormState, form: FormData): Promise<FormState> {
  let done = false;
  const state = await formResult(form, ["token", "name", "email"], async () => {
    await requireOwnForm();
    const [email, password] = [text(form, "email"), text(form, "password")];
    await createFirstAdministrator(database(), {
      token: text(form, "token"),
      name: text(form, "name"),
      email,
      password,
    });
    await signInHere(email, password);
    done = true;
    return {};
  });
  if (done) redirect("/");
  return state;
}
