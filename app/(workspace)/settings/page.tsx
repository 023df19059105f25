import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { PAGE_NAMES } from "@/lib/access/page-names";
import { people } from "@/lib/access/people";
import { ROLE_LABELS, ROLES } from "@/lib/access/permissions";
import { readWorkspaceSettings } from "@/lib/reports/workspace/workspace-settings";
import { database } from "@/lib/store/database";
import {
  addPersonForm,
  changeJourneyDaysForm,
  changeMaturityForm,
  changeRatingShareForm,
  changeTimeZoneForm,
} from "./actions";
import { PeopleTable } from "./people-table";

export const metadata: Metadata = { title: "Settings" };

/** People and their roles, and what is set for the whole workspace. */
export default async function SettingsPage() {
  const actor = await requirePage("manage_people");
  const db = database();
  const [everybody, settings] = await Promise.all([people(db, actor), readWorkspaceSettings(db, actor)]);
  return (
    <>
      <div className="head">
        <div>
          <h1>Settings</h1>
          <p className="small ink3 under">Who may sign in, and what is set for everybody</p>
        </div>
        <div className="acts">
          <Link className="btn" href="/settings/targets">
            Targets
          </Link>
          <Link className="btn" href="/settings/notifications">
            Digest and alerts
          </Link>
          <Link className="btn" href="/settings/phrases">
            {PAGE_NAMES["/settings/phrases"]}
          </Link>
          <Link className="btn" href="/data/retention">
            Retention and erasure
          </Link>
        </div>
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
      <Section
        title="Reporting time zone"
        sub={
          <p className="sub">
            The days and weeks of all numbers, in {settings.timeZone} now. Weeks run from Monday to Sunday.
          </p>
        }
      >
        {settings.nextTimeZone && (
          <p className="small ink2">
            Everything is being measured again in {settings.nextTimeZone}. The numbers change together when
            that is done.
          </p>
        )}
        <ActionForm
          action={changeTimeZoneForm}
          submit="Change time zone"
          confirm="Every conversation is measured again, so days and weeks of the past may change too."
          fields={[
            {
              type: "text",
              name: "timeZone",
              label: "Time zone",
              hint: "As in the IANA database, such as Europe/London.",
              initial: settings.nextTimeZone ?? settings.timeZone,
            },
          ]}
        />
      </Section>
      <Section
        title="Late surveys"
        sub={<p className="sub">A week counts as provisional until its surveys had time to come in.</p>}
      >
        <ActionForm
          action={changeMaturityForm}
          submit="Save"
          fields={[
            {
              type: "text",
              name: "maturityDays",
              label: "Days until a week is final",
              initial: String(settings.maturityDays),
            },
          ]}
        />
      </Section>
      <Section
        title="Journeys"
        sub={
          <p className="sub">
            A contact counts as a further contact of the same customer when it begins within so many days.
            Another window measures all data again, in the background.
          </p>
        }
      >
        <ActionForm
          action={changeJourneyDaysForm}
          submit="Change window"
          fields={[
            {
              type: "text",
              name: "journeyDays",
              label: "Journey window in days",
              initial: String(settings.journeyDays),
            },
          ]}
        />
      </Section>
      <Section
        title="Ratings asked for"
        sub={
          <p className="sub">
            Ratings that agents volunteer lean towards complaints. So some hand-offs are drawn at random and
            marked in the agents’ queue.
          </p>
        }
      >
        <ActionForm
          action={changeRatingShareForm}
          submit="Save"
          fields={[
            {
              type: "text",
              name: "ratingShare",
              label: "Share of hand-offs, in percent",
              hint: "A change counts for conversations that begin after it.",
              initial: String(Number((settings.ratingShare * 100).toFixed(3))),
            },
          ]}
        />
      </Section>
    </>
  );
}
