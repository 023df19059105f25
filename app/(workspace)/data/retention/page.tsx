import type { Metadata } from "next";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { EraseForm } from "@/components/data/erase-form";
import { ErasureTable } from "@/components/data/erasure-table";
import { RetentionTable } from "@/components/data/retention-table";
import { ActionForm } from "@/components/forms/action-form";
import { Notice } from "@/components/page/notice";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { AppError } from "@/lib/domain/app-error";
import { readErasures } from "@/lib/reports/erasure/erasures";
import { prepareErasures } from "@/lib/reports/erasure/prepare-erasures";
import { askedRetention, readRetentionView } from "@/lib/reports/erasure/retention";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { eraseForm, retentionForm } from "./actions";

export const metadata: Metadata = { title: "Retention and erasure" };

/** For how long what is kept, how one customer is erased, and how everything is taken along. */
export default async function RetentionPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("manage_settings");
  const db = database();
  const asked = askedRetention(await searchParameters(searchParams));
  const read = (days: typeof asked) => readRetentionView(db, actor, systemClock.now(), days);
  let problem: string | null = null;
  const [workspace, erasures, view] = await Promise.all([
    loadWorkspace(db),
    readErasures(db, actor),
    read(asked).catch((error: unknown) => {
      if (!(error instanceof AppError)) throw error;
      problem = error.detail;
      return read(null);
    }),
  ]);
  const values = Object.fromEntries(view.rows.map((row) => [row.kind, row.days]));
  return (
    <>
      <div className="head">
        <div>
          <h1>Retention and erasure</h1>
          <p className="small ink3 under">What is kept for how long, and how a customer is erased</p>
        </div>
      </div>
      {problem && <Notice>{problem}</Notice>}
      <Section
        title="How long it is kept"
        sub={
          <p className="sub">
            In days since the conversation began; empty means for ever. Numbers and totals stay what they are.
            {view.final && ` ${view.final}`}
          </p>
        }
      >
        <RetentionTable view={view} />
        {view.isPreview && (
          <ActionForm
            action={retentionForm}
            submit="Keep it so from now on"
            busy="Saving…"
            primary
            hidden={values}
            confirm="What has expired goes tonight and every night after, for good."
          />
        )}
      </Section>
      <Section
        title="Erase a customer"
        sub={
          <p className="sub">
            First look the customer up, then erase. Every record, text, hash and refused input of the
            customer’s conversations goes, and comments and closed weeks no longer name them. What the
            conversations counted stays, anonymous. Records of theirs that are sent again are not taken; a
            conversation that begins after the erasure is.
          </p>
        }
      >
        <EraseForm action={eraseForm} />
      </Section>
      <Section
        title="Customers erased"
        sub={<p className="sub">Kept without the reference: a keyed hash only.</p>}
      >
        {erasures.length === 0 ? (
          <p className="ink2">No customer has been erased.</p>
        ) : (
          <ErasureTable rows={prepareErasures(erasures, workspace.timeZone)} />
        )}
      </Section>
      <Section
        title="Take everything along"
        sub={
          <p className="sub">
            Every record as NDJSON, with keyed hashes in place of customers and captured values. Imported
            under the same key file it gives the same numbers. For large amounts: npm run export --
            FILE.ndjson.gz
          </p>
        }
        tools={
          <a className="btn" href="/api/v1/export" download>
            Export all records
          </a>
        }
      >
        <p className="small ink2">
          Not in it: what has expired, was erased or undone. A backup is the database together with the key
          file.
        </p>
      </Section>
    </>
  );
}
