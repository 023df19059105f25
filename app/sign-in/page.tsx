import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { Entry } from "@/components/page/entry";
import { Notice } from "@/components/page/notice";
import { accessConfiguration } from "@/lib/access/configuration";
import { currentActor } from "@/lib/access/current-actor";
import { ownPath } from "@/lib/access/own-path";
import { landingPage } from "@/lib/access/pages";
import { isFirstRun } from "@/lib/access/setup";
import { database } from "@/lib/store/database";
import { signIn } from "./actions";
import { signInProblem } from "./problems";

export const metadata: Metadata = { title: "Sign in" };

type Query = Promise<{ readonly next?: string | string[]; readonly error?: string | string[] }>;

/** Signing in. Whoever is signed in already goes on to the page that was wanted. */
export default async function SignInPage({ searchParams }: { searchParams: Query }) {
  const query = await searchParams;
  const next = ownPath(typeof query.next === "string" ? query.next : null);
  const actor = await currentActor();
  if (actor) redirect(landingPage(actor, next));
  if (await isFirstRun(database())) redirect("/first-run");
  const { oidc } = accessConfiguration();
  return (
    <Entry title="Sign in">
      {typeof query.error === "string" && <Notice>{signInProblem(query.error)}</Notice>}
      {oidc && (
        <form method="post" action="/sign-in/oidc" className="form">
          <input type="hidden" name="next" value={next} />
          <button className="btn wide" type="submit">
            Sign in with {oidc.name}
          </button>
        </form>
      )}
      {oidc && <p className="or">or</p>}
      <ActionForm
        action={signIn}
        submit="Sign in"
        busy="Signing in…"
        primary
        hidden={{ next }}
        fields={[
          { type: "email", name: "email", label: "E-mail address", autoComplete: "username" },
          { type: "password", name: "password", label: "Password", autoComplete: "current-password" },
        ]}
      />
      <p className="small ink3">Forgotten the password? An administrator can give you a new one.</p>
    </Entry>
  );
}
