import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Beside } from "@/components/conversation/beside";
import { Brief } from "@/components/conversation/brief";
import { Timeline } from "@/components/conversation/timeline";
import { Notice } from "@/components/page/notice";
import type { PersonActor } from "@/lib/access/actor";
import { requirePage } from "@/lib/access/current-actor";
import { AppError } from "@/lib/domain/app-error";
import { prepareConversation } from "@/lib/reports/prepare-conversation";
import { readRatingSums } from "@/lib/reports/rating-sums";
import { type ConversationDetail, readConversation } from "@/lib/reports/read-conversation";
import { loadWorkspace } from "@/lib/reports/workspace";
import { type Database, database } from "@/lib/store/database";

export const metadata: Metadata = { title: "Conversation" };

type Params = Promise<{ readonly source: string; readonly id: string }>;

/** One conversation: the brief on top, then who said what, survey and rating beside it. */
export default async function ConversationPage({ params }: { params: Params }) {
  const actor = await requirePage("view_conversations");
  const { source, id } = await params;
  const db = database();
  const [workspace, detail] = await Promise.all([
    loadWorkspace(db),
    read(db, actor, decodeURIComponent(source), decodeURIComponent(id)),
  ]);
  const sums = detail.privateRatings > 0 ? await readRatingSums(db, actor, workspace, detail) : null;
  const view = prepareConversation(detail, workspace.timeZone);
  return (
    <>
      <p className="crumbs">
        <Link href="/conversations">Conversations</Link>
        {" / "}
        {view.queryType && (
          <>
            <Link href={view.queryType.href}>{view.queryType.text}</Link>
            {" / "}
          </>
        )}
        <span className="num">{view.id}</span>
      </p>
      <h1 className="brief">{view.summary.text}</h1>
      <p className="small ink3 under-title">{view.line}</p>
      {view.notCounted && <Notice calm>{view.notCounted}</Notice>}
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
            <Timeline items={view.timeline} />
          )}
        </section>
        <Beside view={view} sums={sums} />
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
