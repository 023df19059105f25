import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { ImportTable } from "@/components/data/import-table";
import { RefusedGroups } from "@/components/data/refused-groups";
import { SourceDaysTable } from "@/components/data/source-days-table";
import { SourceTable } from "@/components/data/source-table";
import { WaitingTable } from "@/components/data/waiting-table";
import { ActionForm } from "@/components/forms/action-form";
import { Empty } from "@/components/page/empty";
import { WaysIn } from "@/components/page/first-records";
import { ListPages } from "@/components/page/list-pages";
import { Notice } from "@/components/page/notice";
import { Section } from "@/components/page/section";
import { Snippets } from "@/components/page/snippets";
import { TableFiles } from "@/components/page/table-files";
import { requirePage } from "@/lib/access/current-actor";
import { systemClock } from "@/lib/access/system-clock";
import { readSources, SOURCE_DAYS } from "@/lib/reports/data/data-quality";
import { prepareData } from "@/lib/reports/data/prepare-imports";
import { prepareSources } from "@/lib/reports/data/prepare-sources";
import { readDataOverview } from "@/lib/reports/data/read-import";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { joinForm } from "./quality/actions";

export const metadata: Metadata = { title: "Data" };

/** What came in, what was refused, what waits, and how to bring more in. */
export default async function DataPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("manage_data");
  const asked = (await searchParameters(searchParams)).get("imports_before") ?? "";
  const before = Number.isNaN(Date.parse(asked)) ? undefined : asked;
  const db = database();
  // Records come in in real time, also in the demo.
  const now = systemClock.now() / 1000;
  const [workspace, overview, sent] = await Promise.all([
    loadWorkspace(db),
    readDataOverview(db, actor, before),
    readSources(db, actor, now),
  ]);
  const view = prepareData(overview, workspace.timeZone, now);
  const sources = prepareSources(sent, overview.waiting, workspace.timeZone, now);
  const hasAny = view.imports.length > 0 || sources.lines.length > 0;
  return (
    <>
      <div className="head">
        <div>
          <h1>Data</h1>
          <p className="small ink3 under">
            What came in, what was refused, what still waits for its counterpart
          </p>
        </div>
        {hasAny && (
          <div className="acts">
            <Link className="btn" href="/data/connections/new">
              Connect a platform
            </Link>
            <Link className="btn primary" href="/data/import">
              Import files
            </Link>
          </div>
        )}
      </div>
      {sources.silences.length > 0 && (
        <Notice>
          <div>
            {sources.silences.map(({ key, claim, advice }) => (
              <p key={key}>
                <b className="semi">{claim}</b> {advice}
              </p>
            ))}
          </div>
        </Notice>
      )}
      {hasAny ? (
        <>
          <Section
            title="Sources"
            sub={<p className="sub">What each sent in the last {SOURCE_DAYS} days, by the day it came in.</p>}
            tools={sources.lines.length > 0 && <TableFiles files={tableFiles("sources")} name="Sources" />}
          >
            {sources.lines.length === 0 ? (
              <p className="ink2">Nothing came in.</p>
            ) : (
              <>
                <SourceTable rows={sources.lines} />
                <SourceDaysTable rows={sources.days} />
              </>
            )}
          </Section>
          <Section
            id="imports"
            title="Imports"
            tools={view.imports.length > 0 && <TableFiles files={tableFiles("imports")} name="Imports" />}
          >
            {view.imports.length === 0 ? (
              <p className="ink2">Nothing has been brought in yet.</p>
            ) : (
              <ImportTable rows={view.imports} />
            )}
            <ListPages
              label="Pages of imports"
              back={{ href: before ? "/data#imports" : null, text: "Newest" }}
              on={{
                href:
                  overview.older === null
                    ? null
                    : `/data?${new URLSearchParams({ imports_before: overview.older })}#imports`,
                text: "Older",
              }}
            />
          </Section>
          <Section
            id="refused"
            title="Refused records"
            tools={
              view.refused.length > 0 && <TableFiles files={tableFiles("refused")} name="Refused records" />
            }
            sub={
              view.refused.length > 0 && (
                <p className="sub">
                  {view.refusedCount} kept, each with its error. Download them from their import, mend them
                  and send them again; what was stored stays as it is.
                </p>
              )
            }
          >
            {view.refused.length === 0 ? (
              <p className="ink2">No record was refused.</p>
            ) : (
              <RefusedGroups groups={view.refused} />
            )}
          </Section>
          <Section
            title="Waiting"
            tools={
              view.waiting.length > 0 && <TableFiles files={tableFiles("waiting")} name="Waiting records" />
            }
            sub={
              <p className="sub">
                Kept and not counted until the conversation arrives. Order of arrival never matters.{" "}
                {sources.more}
              </p>
            }
          >
            {view.waiting.length === 0 ? (
              <p className="ink2">Nothing waits: every record has found its conversation.</p>
            ) : (
              <WaitingTable rows={view.waiting} />
            )}
            {sources.joins.map((join) => (
              <div key={`${join.sent} ${join.source}`} className="join">
                <p className="ink2">
                  {join.says}{" "}
                  <Link className="link" href={join.href}>
                    Records under {join.sent}
                  </Link>
                </p>
                {join.confirm === null ? (
                  <p className="small ink2">{join.instead}</p>
                ) : (
                  <ActionForm
                    action={joinForm}
                    submit={`Join ${join.sent} to ${join.source}`}
                    busy="Joining…"
                    hidden={{ sent: join.sent, source: join.source }}
                    confirm={join.confirm}
                  />
                )}
              </div>
            ))}
          </Section>
          <Section title="Bring more in">
            <Snippets />
          </Section>
        </>
      ) : (
        <Empty title="Nothing has been brought in yet">
          <p>Begin with one of these. Records may come in any order and from any number of systems.</p>
          <WaysIn />
        </Empty>
      )}
    </>
  );
}
