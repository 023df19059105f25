import type { Metadata } from "next";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { people } from "@/lib/access/people";
import { ROLE_LABELS, ROLES } from "@/lib/access/permissions";
import { database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import { addPersonForm } from "./actions";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "Settings" };

/** People and their roles, and what is set for the whole workspace. */
export default async function SettingsPage() {
  const actor = await requirePage("manage_people");
  const db = database();
  const [everybody, { timeZone }] = await Promise.all([people(db, actor), currentGeneration(db.pool)]);
  return (
    <>
      <div className="head">
        <h1>Settings</h1>
      </div>
      <Section title="People" sub={<p className="sub">Who may sign in, and as what.</p>}>
        <PeopleTable people={everybody} now={new Date()} />
      </Section>
      <Section title="Add a person">
        <ActionForm
          action={addPersonForm}
          submit="Add person"
          busy="Adding…"
          primary
          fields={[
            { type: "text", name: "name", label: "Name" },
            { type: "email", name: "email", label: "E-mail address" },
            {
              type: "choice",
              name: "role",
              label: "Role",
              hint: "Agents see their own conversations, designers and managers all numbers, administrators everything.",
              initial: "agent",
              options: ROLES.map((role) => ({ value: role, label: ROLE_LABELS[role] })),
            },
          ]}
        />
      </Section>
      <Section title="Workspace">
        <dl className="facts">
          <dt>Reporting time zone</dt>
          <dd>
            {timeZone}
            <p className="small ink3">
              The days and weeks of all numbers. Set by REPORTING_TIME_ZONE when Baton was started for the
              first time.
            </p>
          </dd>
        </dl>
      </Section>
    </>
  );
}
