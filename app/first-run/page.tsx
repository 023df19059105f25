import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { Entry } from "@/components/page/entry";
import { PASSWORD_MIN_LENGTH } from "@/lib/access/password";
import { isFirstRun } from "@/lib/access/setup";
import { database } from "@/lib/store/database";
import { setUp } from "./actions";

export const metadata: Metadata = { title: "Set up" };

/** Makes the first administrator, for whoever has the token that the start printed. Not found ever after. */
export default async function FirstRunPage() {
  if (!(await isFirstRun(database()))) notFound();
  return (
    <Entry title="Set up Baton">
      <p className="ink2">
        You become the first administrator. The set-up token is in the output of the command that started
        Baton; each start prints a new one.
      </p>
      <ActionForm
        action={setUp}
        submit="Set up and sign in"
        busy="Setting up…"
        primary
        fields={[
          { type: "text", name: "token", label: "Set-up token" },
          { type: "text", name: "name", label: "Your name", autoComplete: "name" },
          { type: "email", name: "email", label: "E-mail address", autoComplete: "username" },
          {
            type: "password",
            name: "password",
            label: "Password",
            hint: `At least ${PASSWORD_MIN_LENGTH} characters. Several words in a row do well.`,
            autoComplete: "new-password",
            minLength: PASSWORD_MIN_LENGTH,
          },
        ]}
      />
    </Entry>
  );
}
