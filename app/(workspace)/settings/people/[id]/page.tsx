import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { people } from "@/lib/access/people";
import { ROLE_LABELS, ROLES } from "@/lib/access/permissions";
import { database } from "@/lib/store/database";
import {
  changeRoleForm,
  deactivateForm,
  linkAgentForm,
  reactivateForm,
  resetPasswordForm,
  signOutEverywhereForm,
  unlinkAgentForm,
} from "../../actions";
import { personState } from "../../people-table";

export const metadata: Metadata = { title: "Person" };

/** One person: role, agents, and the ways in. */
export default async function PersonPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await requirePage("manage_people");
  const { id } = await params;
  const person = (await people(database(), actor)).find((one) => one.id === id);
  if (!person) notFound();
  const hidden = { person: id };
  return (
    <>
      <p className="crumbs">
        <Link href="/settings">Settings</Link> / {person.name}
      </p>
      <div className="head">
        <div>
          <h1>{person.name}</h1>
          <p className="ink2">
            {person.email} · {personState(person, new Date())}
          </p>
        </div>
      </div>
      <Section title="Role">
        <ActionForm
          action={changeRoleForm}
          submit="Change role"
          hidden={hidden}
          fields={[
            {
              type: "choice",
              name: "role",
              label: "Role",
              initial: person.role,
              options: ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] })),
            },
          ]}
        />
      </Section>
      <Section
        title="Agents"
        sub={
          <p className="sub">An agent sees the conversations that were handed to these ids, and no others.</p>
        }
      >
        {person.agents.length > 0 && (
          <ul className="links">
            {person.agents.map(({ source, agentId }) => (
              <li key={`${source} ${agentId}`}>
                <span>
                  {agentId} <span className="ink3">of {source}</span>
                </span>
                <ActionForm
                  action={unlinkAgentForm}
                  submit="Unlink"
                  hidden={{ person: id, source, agentId }}
                />
              </li>
            ))}
          </ul>
        )}
        <ActionForm
          action={linkAgentForm}
          submit="Link agent"
          hidden={hidden}
          fields={[
            { type: "text", name: "source", label: "Source", hint: "As in the records, such as default." },
            { type: "text", name: "agentId", label: "Agent id in that source" },
          ]}
        />
      </Section>
      <Section title="Signing in">
        <div className="deeds">
          <ActionForm
            action={resetPasswordForm}
            submit="New password"
            hidden={hidden}
            confirm="The present password stops working, all sessions end, and a lock is lifted."
          />
          <ActionForm action={signOutEverywhereForm} submit="Sign out everywhere" hidden={hidden} />
          {person.deactivatedAt ? (
            <ActionForm action={reactivateForm} submit="Reactivate" hidden={hidden} />
          ) : (
            <ActionForm
              action={deactivateForm}
              submit="Deactivate"
              hidden={hidden}
              confirm={`${person.name} is signed out at once and not let in any more. Nothing is deleted.`}
            />
          )}
        </div>
      </Section>
    </>
  );
}
