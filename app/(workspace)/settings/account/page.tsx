import type { Metadata } from "next";
import { ActionForm } from "@/components/forms/action-form";
import { OwnMailsForm } from "@/components/notifications/own-mails-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { PASSWORD_MIN_LENGTH } from "@/lib/access/password";
import { hasOwnPassword } from "@/lib/access/people";
import { may, ROLE_LABELS } from "@/lib/access/permissions";
import { ownWishes } from "@/lib/notify/notification-settings";
import { database } from "@/lib/store/database";
import { changeOwnPasswordForm } from "../actions";
import { ownMailsForm } from "../notifications/forms";

export const metadata: Metadata = { title: "Account" };

/** What everybody sees of their own account, and the own password. */
export default async function AccountPage() {
  const actor = await requirePage("manage_own_account");
  const { name, email, role, agents } = actor;
  const wishes = may(actor, "receive_mails") ? await ownWishes(database(), actor) : null;
  const signsInByPassword = await hasOwnPassword(database(), actor);
  return (
    <>
      <div className="head">
        <h1>Account</h1>
      </div>
      <Section title="You">
        <dl className="facts">
          <dt>Name</dt>
          <dd>{name}</dd>
          <dt>E-mail address</dt>
          <dd>{email}</dd>
          <dt>Role</dt>
          <dd>{ROLE_LABELS[role]}</dd>
          {agents.length > 0 && <dt>Agent</dt>}
          {agents.length > 0 && <dd>{agents.map((one) => `${one.agentId} of ${one.source}`).join(", ")}</dd>}
        </dl>
      </Section>
      {wishes && (
        <Section title="E-mails">
          <OwnMailsForm action={ownMailsForm} {...wishes} />
        </Section>
      )}
      <Section title="Password">
        {signsInByPassword ? (
          <ActionForm
            action={changeOwnPasswordForm}
            submit="Change password"
            busy="Changing…"
            primary
            fields={[
              {
                type: "password",
                name: "current",
                label: "Current password",
                autoComplete: "current-password",
              },
              {
                type: "password",
                name: "password",
                label: "New password",
                hint: `At least ${PASSWORD_MIN_LENGTH} characters. Several words in a row do well.`,
                autoComplete: "new-password",
                minLength: PASSWORD_MIN_LENGTH,
              },
            ]}
          />
        ) : (
          <p className="ink2">You sign in through single sign-on and have no password here.</p>
        )}
      </Section>
    </>
  );
}
