import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { FoundTable } from "@/components/data/found-table";
import { WaitingRecords } from "@/components/data/waiting-records";
import { ListPages } from "@/components/page/list-pages";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { qualityChoice, readQualityRecords } from "@/lib/reports/data/data-quality";
import { prepareQualityRecords } from "@/lib/reports/data/prepare-quality";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Records" };

/** The records behind a line about data quality. */
export default async function QualityRecordsPage({
  params,
  searchParams,
}: {
  params: Promise<{ readonly list: string }>;
  searchParams: PageQuery;
}) {
  const actor = await requirePage("manage_data");
  const db = database();
  const search = await searchParameters(searchParams);
  const choice = qualityChoice((await params).list, search);
  if (!choice) notFound();
  const cursor = search.get("cursor");
  const workspace = await loadWorkspace(db);
  const records = await readQualityRecords(db, actor, workspace, choice, cursor, systemClock.now() / 1000);
  const view = prepareQualityRecords(choice, cursor, records, workspace.timeZone);
  const count = view.found.length + view.waiting.length;
  return (
    <>
      <p className="crumbs">
        <Link href="/data/quality">Quality</Link> / Records
      </p>
      <div className="head">
        <div>
          <h1>{view.title}</h1>
          <p className="small ink3 under">{view.sub}</p>
        </div>
      </div>
      <div className="sec">
        {view.found.length > 0 && <FoundTable rows={view.found} label="Conversations, table" by={view.by} />}
        {view.waiting.length > 0 && <WaitingRecords rows={view.waiting} />}
        {count === 0 && <p className="small ink2">{view.empty}</p>}
      </div>
      <ListPages
        label="Pages of records"
        back={{ href: view.firstHref, text: "First" }}
        on={{ href: view.nextHref, text: "Next" }}
      />
    </>
  );
}
