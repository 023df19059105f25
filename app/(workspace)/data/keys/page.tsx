import type { Metadata } from "next";
import Link from "next/link";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { listApiKeys } from "@/lib/access/api-keys";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import { createKeyForm } from "./actions";
import { KeyTable } from "./key-table";

export const metadata: Metadata = { title: "API keys" };

/** What the scopes of a key are good for, in words. */
const SCOPE_CHOICES = [
  { value: "ingest", label: "ingest: send records, and see what became of them" },
  {
    value: "read",
    label: "read: all reports and conversations, with the counts behind small numbers of ratings",
  },
  { value: "embed", label: "embed: make links for the panel in the agents’ desktop" },
];

/** The keys with which programs send records and read numbers. */
export default async function KeysPage() {
  await requirePage("manage_data");
  const db = database();
  const [keys, { timeZone }] = await Promise.all([listApiKeys(db), currentGeneration(db.pool)]);
  return (
    <>
      <div className="head">
        <div>
          <h1>API keys</h1>
          <p className="small ink3 under">For programs that send records, read numbers or make links</p>
        </div>
      </div>
      <Section
        title="Keys"
        sub={
          <p className="sub">
            Sent as Authorization: Bearer … by programs.{" "}
            <Link className="quiet-link" href="/developers">
              How programs use them
            </Link>
          </p>
        }
      >
        {keys.length === 0 ? (
          <p className="ink2">There are no keys yet.</p>
        ) : (
          <KeyTable keys={keys} timeZone={timeZone} now={new Date(systemClock.now() / 1000)} />
        )}
      </Section>
      <Section title="Make a key">
        <ActionForm
          action={createKeyForm}
          submit="Make key"
          busy="Making…"
          primary
          fields={[
            { type: "text", name: "name", label: "Name", hint: "The program that will use it." },
            {
              type: "choice",
              name: "expires",
              label: "Expires",
              options: [
                { value: "0", label: "Never" },
                { value: "30", label: "After 30 days" },
                { value: "90", label: "After 90 days" },
                { value: "365", label: "After a year" },
              ],
            },
            { type: "checks", name: "scopes", label: "Good for", options: SCOPE_CHOICES },
          ]}
        />
      </Section>
    </>
  );
}
