import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { ActionForm } from "@/components/forms/action-form";
import { OpenForm } from "@/components/forms/open-form";
import { Empty } from "@/components/page/empty";
import { ViewTable } from "@/components/saved-views/view-table";
import { requirePage } from "@/lib/access/current-actor";
import { prepareViews } from "@/lib/reports/notes/prepare-saved-views";
import { listViews } from "@/lib/reports/notes/saved-views";
import { database } from "@/lib/store/database";
import { changeViewForm, removeViewForm } from "./forms";

export const metadata: Metadata = { title: "Saved views" };

/** One's own saved views and those that others share. */
export default async function SavedViewsPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("save_views");
  const id = (await searchParameters(searchParams)).get("edit");
  const views = prepareViews(await listViews(database(), actor), actor, null);
  const edited = views.find((view) => view.id === id && (view.own || view.mayRemove));
  return (
    <>
      <div className="head">
        <div>
          <h1>Saved views</h1>
          <p className="small ink3 under">Pages with their filters, under a name</p>
        </div>
      </div>
      {views.length === 0 ? (
        <Empty title="No view is saved yet">
          <p>Filter the weekly review, then give it a name under “Views” in the row of filters.</p>
          <p>
            <Link className="link" href="/">
              Go to the weekly review
            </Link>
          </p>
        </Empty>
      ) : (
        <div className="sec">
          <ViewTable views={views} />
        </div>
      )}
      {edited && (
        <OpenForm
          key={edited.id}
          title={`${edited.own ? "Edit" : "Remove"} ${edited.name}`}
          closeHref="/saved-views"
        >
          {edited.own && (
            <ActionForm
              action={changeViewForm}
              submit="Save"
              hidden={{ view: edited.id }}
              fields={[
                { type: "text", name: "name", label: "Name", initial: edited.name },
                {
                  type: "choice",
                  name: "shared",
                  label: "For",
                  initial: edited.shared ? "shared" : "private",
                  options: [
                    { value: "private", label: "Only me" },
                    { value: "shared", label: "Everybody who sees reports" },
                  ],
                },
              ]}
            />
          )}
          <ActionForm
            action={removeViewForm}
            submit="Remove view"
            hidden={{ view: edited.id }}
            confirm={edited.shared ? "It disappears for everybody." : "The page itself stays."}
          />
        </OpenForm>
      )}
    </>
  );
}
