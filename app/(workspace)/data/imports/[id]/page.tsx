import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { ImportRefused } from "@/components/data/import-refused";
import { Notice } from "@/components/page/notice";
import { Section } from "@/components/page/section";
import { TableFiles } from "@/components/page/table-files";
import type { PersonActor } from "@/lib/access/actor";
import { requirePage } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { type ImportDetail, readImportDetail } from "@/lib/reports/data/import-detail";
import { prepareImport } from "@/lib/reports/data/prepare-imports";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { type Database, database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Import" };

type Params = Promise<{ readonly id: string }>;

/** One import: what became of its records, and the refused ones with their errors. */
export default async function ImportPage({ params }: { params: Params }) {
  const actor = await requirePage("manage_data");
  const db = database();
  const [workspace, detail] = await Promise.all([loadWorkspace(db), read(db, actor, (await params).id)]);
  const view = prepareImport(detail, workspace.timeZone);
  return (
    <>
      <p className="crumbs">
        <Link href="/data">Data</Link> / Import
      </p>
      <div className="head">
        <div>
          <h1>{view.row.label}</h1>
          <p className="small ink3 under">
            {view.row.how} · {view.row.started}
            {view.finished && view.finished !== view.row.started && ` to ${view.finished}`}
            {view.row.by && ` · ${view.row.by}`} · {view.row.state}
          </p>
        </div>
        {view.undo && (
          <div className="acts">
            <Link className="btn" href={view.undo.href}>
              {view.undo.label}
            </Link>
          </div>
        )}
      </div>
      {view.problem && <Notice>{view.problem}</Notice>}
      {view.undone && <Notice>{view.undone}</Notice>}
      <Section title="Records">
        <table className="tbl one roomy narrow">
          <tbody>
            {view.counts.map((count) => (
              <tr key={count.label}>
                <th scope="row">{count.label}</th>
                <td className="r">{count.count}</td>
                <td className="ink3">{count.meaning}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Section>
      {view.ignoredKeys.length > 0 && (
        <Section
          title="Keys left out"
          sub={
            <p className="sub">Baton does not know them, and they were no plain value that could be kept.</p>
          }
        >
          <table className="tbl one roomy narrow">
            <tbody>
              {view.ignoredKeys.map(({ key, count }) => (
                <tr key={key}>
                  <th scope="row">{key}</th>
                  <td className="r">{count}</td>
                  <td className="ink3">times</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Section>
      )}
      {view.download && (
        <Section
          title="Refused records"
          sub={
            <p className="sub">Mend them and send them again; what was stored stays as it is. {view.more}</p>
          }
          tools={
            <>
              <TableFiles files={tableFiles("refused", [["import", view.row.id]])} name="Refused records" />
              <a className="btn" href={view.download} download>
                Download {view.row.refused} as NDJSON
              </a>
            </>
          }
        >
          <ImportRefused view={view} />
        </Section>
      )}
    </>
  );
}

async function read(db: Database, actor: PersonActor, id: string): Promise<ImportDetail> {
  try {
    return await readImportDetail(db, actor, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
