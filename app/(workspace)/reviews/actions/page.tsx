import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { TableFiles } from "@/components/page/table-files";
import { requirePage } from "@/lib/access/current-actor";
import { parseEditing } from "@/lib/reports/notes/editing";
import { loadActionNotes } from "@/lib/reports/notes/review-actions";
import { knownQueryTypes } from "@/lib/reports/query-types/known-query-types";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { ActionsSection } from "./actions-section";

export const metadata: Metadata = { title: "Actions" };

/** All actions, the done ones with what became of their number. */
export default async function ActionsPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_reports");
  const editing = parseEditing(await searchParameters(searchParams));
  const db = database();
  const workspace = await loadWorkspace(db);
  const notes = await loadActionNotes(db, actor, workspace, "all", {
    editing: editing?.what === "actions" ? editing.id : null,
    editHref: (id) => `/reviews/actions?edit=actions.${encodeURIComponent(id)}#actions`,
    back: "/reviews/actions",
    queryTypes: editing ? await knownQueryTypes(db, actor, workspace) : [],
  });
  return (
    <>
      <p className="crumbs">
        <Link href="/">Weekly review</Link>
      </p>
      <div className="head">
        <div>
          <h1>All actions</h1>
          <p className="small ink3 under">
            A done action is judged by the first full week after it, against the last full week before it
          </p>
        </div>
        <div className="acts tools">
          <TableFiles files={tableFiles("actions")} name="All actions" />
        </div>
      </div>
      <div className="sec actions-page">
        <ActionsSection notes={notes} />
      </div>
    </>
  );
}
