import type { Metadata } from "next";
import Link from "next/link";
import { QuietForm } from "@/components/forms/quiet-form";
import { UploadFiles } from "@/components/import-wizard/upload-files";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { prepareImportStart, readImportStart } from "@/lib/reports/import-wizard/import-start";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { removeMappingForm, uploadForm } from "./actions";
import "@/components/import-wizard/import-wizard.css";

export const metadata: Metadata = { title: "Import files" };

/** Where files are dropped; what was begun and not finished; the mappings that are saved. */
export default async function ImportStartPage() {
  const actor = await requirePage("manage_data");
  const db = database();
  const [workspace, start] = await Promise.all([loadWorkspace(db), readImportStart(db, actor)]);
  const view = prepareImportStart(start, workspace.timeZone);
  return (
    <>
      <p className="crumbs">
        <Link href="/data">Data</Link> / Import files
      </p>
      <div className="head">
        <div>
          <h1>Import files</h1>
          <p className="small ink3 under">
            Exports of the bot, the agent desktop and the survey tool, as they are. Baton joins them by
            conversation id; nothing is imported before you have seen what it would do.
          </p>
        </div>
      </div>
      <UploadFiles action={uploadForm} draft={null} />
      {view.drafts.length > 0 && (
        <Section title="Not finished" sub={<p className="sub">Kept encrypted for three days.</p>}>
          <table className="tbl one roomy narrow">
            <tbody>
              {view.drafts.map((draft) => (
                <tr key={draft.id}>
                  <th scope="row">
                    <Link className="link" href={`/data/import/${draft.id}`}>
                      {draft.files}
                    </Link>
                  </th>
                  <td className="ink2">{draft.by}</td>
                  <td className="num ink2">{draft.when}</td>
                  <td className="ink2">{draft.state}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {view.mappings.length > 0 && (
        <Section
          title="Saved mappings"
          sub={
            <p className="sub">
              Used by itself when a file has all its columns; also by npm run import -- FILE --mapping NAME
              and POST /api/v1/records?mapping=NAME.
            </p>
          }
        >
          <table className="tbl one roomy narrow">
            <tbody>
              {view.mappings.map((mapping) => (
                <tr key={mapping.name}>
                  <th scope="row">{mapping.name}</th>
                  <td className="ink2">{mapping.what}</td>
                  <td className="ink2">{mapping.by}</td>
                  <td className="r">
                    <QuietForm
                      action={removeMappingForm}
                      hidden={{ mapping: mapping.name }}
                      label={`Delete ${mapping.name}`}
                    >
                      Delete
                    </QuietForm>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
    </>
  );
}
