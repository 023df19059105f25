import type { Metadata } from "next";
import Link from "next/link";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { ConversationTable } from "@/components/conversation/conversation-table";
import { ListHead } from "@/components/conversation/list-head";
import { ShowPicker } from "@/components/conversation/show-picker";
import { FilterRow } from "@/components/filters/filter-row";
import { Empty } from "@/components/page/empty";
import { FirstRecords } from "@/components/page/first-records";
import { ListPages } from "@/components/page/list-pages";
import { TableFiles } from "@/components/page/table-files";
import { PeriodPicker } from "@/components/query-types/period-picker";
import type { PersonActor } from "@/lib/access/actor";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import {
  type ConversationsAddress,
  conversationsHref,
  conversationsParameters,
  LIST_PAGE,
  parseConversationsAddress,
} from "@/lib/reports/conversations/conversations-address";
import { loadListChoice, prepareListControls } from "@/lib/reports/conversations/list-choice";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import { prepareShows } from "@/lib/reports/conversations/list-shows";
import { readTitles } from "@/lib/reports/conversations/list-titles";
import { prepareConversations } from "@/lib/reports/conversations/prepare-conversations";
import { runReport } from "@/lib/reports/report/run-report";
import { tableFiles } from "@/lib/reports/tables/table-address";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { database } from "@/lib/store/database";
import { SavedViews } from "../saved-views/saved-views";

export const metadata: Metadata = { title: "Conversations" };

/** The conversations behind a number, or all of them: what the address asks for, as in the API. */
export default async function ConversationsPage({ searchParams }: { searchParams: PageQuery }) {
  const actor = await requirePage("view_conversations");
  const search = await searchParameters(searchParams);
  try {
    return await conversations(actor, parseConversationsAddress(search));
  } catch (error) {
    if (!(error instanceof AppError) || error.status >= 500) throw error;
    return (
      <>
        <h1>Conversations</h1>
        <Empty title={error.code === "forbidden" ? "No list behind this number" : error.title}>
          <p>{error.detail}</p>
          <p>
            <Link className="link" href="/conversations">
              Show all conversations
            </Link>
          </p>
        </Empty>
      </>
    );
  }
}

async function conversations(actor: PersonActor, asked: ConversationsAddress) {
  const db = database();
  const workspace = await loadWorkspace(db);
  // Agents see their own conversations only: what all others could be filtered by is not theirs to know.
  const choice = may(actor, "view_reports") ? await loadListChoice(db, actor, workspace, asked) : null;
  const address = choice?.address ?? asked;
  const { metric, part, period, filters, cursor } = address;
  const [page, report] = await Promise.all([
    listConversations(db, actor, workspace, {
      metric: metric?.id ?? null,
      part,
      period,
      filters,
      cursor,
      limit: LIST_PAGE,
    }),
    metric && may(actor, "view_reports")
      ? runReport(db, actor, workspace, { metrics: [metric.id], period, by: [], filters, compare: null })
      : null,
  ]);
  const value = (metric && report?.rows[0]?.values[metric.id]) ?? null;
  const parameters = conversationsParameters({ ...address, cursor: null, past: [] });
  const own = !may(actor, "view_reports");
  const controls = choice && prepareListControls(choice, asked, workspace, value);
  const titles = await readTitles(db, page);
  const list = prepareConversations(page, address, value, { timeZone: workspace.timeZone, own, titles });
  if (controls === null && !own) {
    return (
      <>
        <h1>Conversations</h1>
        <FirstRecords mayBringIn={may(actor, "ingest")} />
      </>
    );
  }
  return (
    <>
      <ListHead
        list={list}
        bar={
          controls && (
            <FilterRow controls={controls} action="/conversations">
              <SavedViews actor={actor} address={conversationsHref(asked, { cursor: null, past: [] })} />
              <ShowPicker control={prepareShows(asked)} />
              <PeriodPicker controls={controls} />
            </FilterRow>
          )
        }
      />
      {list.rows.length === 0 ? (
        <Empty title="No conversations">
          <p>
            {own
              ? "No conversation has been handed to you that matches this, or your agent id is not linked to your account yet. An administrator links it in the settings."
              : "None matches this address. Take a filter off, or choose another week."}
          </p>
        </Empty>
      ) : (
        <>
          <div className="tools list-files">
            <TableFiles files={tableFiles("conversations", parameters)} name="All of these conversations" />
          </div>
          <ConversationTable list={list} />
        </>
      )}
      <ListPages
        label="Pages"
        back={{ href: list.previousHref, text: "Newer" }}
        on={{ href: list.nextHref, text: "Older" }}
      />
    </>
  );
}
