import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ActionForm } from "@/components/forms/action-form";
import { Section } from "@/components/page/section";
import { requirePage } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { prepareUndo } from "@/lib/reports/erasure/prepare-undo";
import { previewUndo } from "@/lib/reports/erasure/undo-import";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { redoForm, undoForm } from "./actions";

export const metadata: Metadata = { title: "Undo an import" };

type Params = Promise<{ readonly id: string }>;

/** What taking an import back would do, and the button that does it. */
export default async function UndoPage({ params }: { params: Params }) {
  const actor = await requirePage("manage_data");
  const { id } = await params;
  const db = database();
  const [workspace, preview] = await Promise.all([
    loadWorkspace(db),
    previewUndo(db, actor, id).catch((error: unknown) => {
      if (error instanceof AppError && error.code === "not_found") notFound();
      throw error;
    }),
  ]);
  const view = prepareUndo(preview, workspace.timeZone);
  return (
    <>
      <p className="crumbs">
        <Link href="/data">Data</Link> / <Link href={view.href}>Import</Link> / {view.verb}
      </p>
      <div className="head">
        <h1>
          {view.verb} {view.label}
        </h1>
      </div>
      <Section title="What changes" sub={<p className="sub">{view.what}</p>}>
        <table className="tbl one roomy narrow">
          <tbody>
            {view.extent.map((row) => (
              <tr key={row.label}>
                <th scope="row">{row.label}</th>
                <td className="r">{row.count}</td>
                <td className="ink3">{row.meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      {view.isPossible ? (
        <ActionForm
          action={view.isRedo ? redoForm : undoForm}
          submit={view.button}
          busy="Working…"
          primary
          hidden={{ import: id }}
        />
      ) : (
        <p className="ink2">{view.why}</p>
      )}
    </>
  );
}
