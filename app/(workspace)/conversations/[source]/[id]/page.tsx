import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { type PageQuery, searchParameters } from "@/app/search-parameters";
import { Beside } from "@/components/conversation/beside";
import { Brief } from "@/components/conversation/brief";
import { CopyText } from "@/components/conversation/copy-text";
import { ListSteps } from "@/components/conversation/list-steps";
import { Timeline } from "@/components/conversation/timeline";
import { Notice } from "@/components/page/notice";
import { Tabs } from "@/components/page/tabs";
import type { PersonActor } from "@/lib/access/actor";
import { requirePage } from "@/lib/access/current-actor";
import { may } from "@/lib/access/permissions";
import { publicAddress } from "@/lib/access/public-address";
import { AppError } from "@/lib/domain/app-error";
import { readConversationFindings } from "@/lib/reports/conversation/conversation-findings";
import { prepareConversation } from "@/lib/reports/conversation/prepare-conversation";
import { type ConversationDetail, readConversation } from "@/lib/reports/conversation/read-conversation";
import { readListPlace } from "@/lib/reports/conversations/list-place";
import { conversationHref } from "@/lib/reports/conversations/prepare-conversations";
import { prepareJourney } from "@/lib/reports/journeys/prepare-journey";
import { readJourney } from "@/lib/reports/journeys/read-journey";
import { readRatingSums } from "@/lib/reports/privacy/rating-sums";
import { QUEUE_DAYS } from "@/lib/reports/rating/prepare-rate";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { type Database, database } from "@/lib/store/database";
import { rejectFindingForm } from "./actions";

export const metadata: Metadata = { title: "Conversation" };

interface PageProps {
  readonly params: Promise<{ readonly source: string; readonly id: string }>;
  readonly searchParams: PageQuery;
}

/** One conversation: the brief on top, then who said what, survey and rating beside it. */
export default async function ConversationPage({ params, searchParams }: PageProps) {
  const actor = await requirePage("view_conversations");
  const { source: sourcePart, id: idPart } = await params;
  const [source, id] = [decodeURIComponent(sourcePart), decodeURIComponent(idPart)];
  const search = await searchParameters(searchParams);
  const handoffId = search.get("handoff") ?? undefined;
  const list = search.get("list");
  const db = database();
  const [workspace, detail, address] = await Promise.all([
    loadWorkspace(db),
    read(db, actor, source, id),
    publicAddress(),
  ]);
  const [findings, journey, place] = await Promise.all([
    readConversationFindings(db, actor, source, id),
    readJourney(db, actor, source, id),
    list === null ? null : readListPlace(db, actor, workspace, list, { source, conversationId: id }),
  ]);
  const sums = detail.privateRatings > 0 ? await readRatingSums(db, actor, workspace, detail) : null;
  const view = prepareConversation(detail, workspace.timeZone, { handoffId, findings });
  const { conversation } = detail.facts;
  const contacts =
    journey && prepareJourney(journey, conversation, workspace.clock.now(), workspace.timeZone);
  return (
    <>
      <p className="crumbs">
        <Link href={place?.listHref ?? "/conversations"}>Conversations</Link>
        {" / "}
        {view.queryType && (
          <>
            <Link href={view.queryType.href}>{view.queryType.text}</Link>
            {" / "}
          </>
        )}
        <span className="num">{view.id}</span>
      </p>
      <div className="conv-head">
        <h1 className="brief">{view.summary.text}</h1>
        <div className="acts">
          {place && <ListSteps place={place} />}
          <CopyText text={`${address}${conversationHref(source, id)}`} label="Copy link" />
          {view.ticket && <CopyText text={view.ticket} label="Copy for a ticket" />}
        </div>
      </div>
      <p className="small ink3 under-title">{view.line}</p>
      {view.notCounted && <Notice calm>{view.notCounted}</Notice>}
      {view.briefs.length > 0 && (
        <Tabs
          label="Brief of"
          tabs={view.briefs.map((link) => ({
            ...link,
            href: list === null ? link.href : `${link.href}&${new URLSearchParams({ list })}`,
          }))}
        />
      )}
      {view.brief && <Brief brief={view.brief} lineHref={({ sequence }) => `#line-${sequence}`} />}
      <div className="cv">
        <section aria-label="Timeline">
          <div className="sh">
            <h2>Timeline</h2>
            {view.span && <span className="small ink3 num">{view.span}</span>}
          </div>
          {view.timeline.length === 0 ? (
            <p className="small ink3">No message and no hand-off of this conversation has arrived.</p>
          ) : (
            <Timeline
              runs={view.runs}
              brackets={view.brackets}
              reject={findings.mayReject ? rejectFindingForm.bind(null, source, id) : undefined}
            />
          )}
        </section>
        <Beside
          view={view}
          sums={sums}
          journey={contacts}
          rateHref={may(actor, "rate") && view.brief ? `/rate?days=${Math.max(...QUEUE_DAYS)}` : null}
        />
      </div>
    </>
  );
}

async function read(
  db: Database,
  actor: PersonActor,
  source: string,
  id: string,
): Promise<ConversationDetail> {
  try {
    return await readConversation(db, actor, source, id);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") notFound();
    throw error;
  }
}
