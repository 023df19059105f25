import type { Actor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import { foldBodies } from "@/lib/domain/fold-records";
import type { ReasonMap } from "@/lib/domain/reason-map";
import type { ConversationFacts, MessageBody } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import type { Database } from "@/lib/store/database";
import { findConversation } from "@/lib/store/find-conversation";
import { currentGeneration } from "@/lib/store/generations";
import { readReasonMap } from "@/lib/store/reason-map";
import { readMessages, readRecords } from "@/lib/store/record-log";

/** A line of the transcript. */
export type Message = MessageBody & { readonly sequence: number };

/** A hand-off as its record says it. */
export type Handoff = ConversationFacts["handoffs"][number];

/** One conversation with all that is known of it. */
export interface ConversationDetail {
  readonly facts: ConversationFacts;
  /** In order of the transcript. */
  readonly messages: readonly Message[];
  /** The reason map that the numbers were measured with; `facts` say what was sent. */
  readonly reasonMap: ReasonMap;
  /** Ratings that this actor may not see were left out of `facts`; how many. */
  readonly privateRatings: number;
}

/**
 * One conversation by the ids that its source uses. Single ratings are left out for everybody but their authors;
 * API keys are trusted programs and get them. Throws AppError 404 where there is none, also for an agent who had no
 * hand-off of it (who must not learn that it exists).
 */
export async function readConversation(
  db: Database,
  actor: Actor,
  source: string,
  conversationId: string,
): Promise<ConversationDetail> {
  requirePermission(actor, "view_conversations");
  const id = await findConversation(db.pool, source, conversationId);
  const [log, messages] = id
    ? await Promise.all([readRecords(db.pool, [id]), readMessages(db.pool, id)])
    : [new Map(), []];
  const facts = new ConversationState(source, conversationId, id ? log.get(id) : []).facts();
  if (!id || !mayOpen(actor, facts)) {
    throw new AppError(
      "not_found",
      `There is no conversation ${conversationId} from ${source} that you can open.`,
    );
  }
  // What it counted goes on counting; a list of rows may still lead here.
  if (!log.has(id) && messages.length === 0) {
    throw new AppError(
      "not_found",
      `The records of ${conversationId} from ${source} have expired, or were erased.`,
    );
  }
  const visible = facts.ratings.filter(
    (rating) => actor.kind === "key" || isOwn(actor, source, rating.agentId),
  );
  const { reasonMapVersion } = await currentGeneration(db.pool);
  return {
    facts: { ...facts, ratings: visible },
    messages: transcriptOf(messages),
    reasonMap: await readReasonMap(db, reasonMapVersion),
    privateRatings: facts.ratings.length - visible.length,
  };
}

function isOwn(
  actor: Extract<Actor, { kind: "person" }>,
  source: string,
  agentId: string | undefined,
): boolean {
  return actor.agents.some((agent) => agent.source === source && agent.agentId === agentId);
}

/** Agents open what was handed to them, everybody else all. */
function mayOpen(actor: Actor, facts: ConversationFacts): boolean {
  if (actor.kind === "key" || actor.role !== "agent") return true;
  return facts.handoffs.some((handoff) => isOwn(actor, facts.source, handoff.agentId));
}

function transcriptOf(
  records: readonly { part: string; version: number | null; body: MessageBody }[],
): Message[] {
  const bySequence = new Map<string, (typeof records)[number][]>();
  for (const record of records) bySequence.set(record.part, [...(bySequence.get(record.part) ?? []), record]);
  return [...bySequence]
    .map(([part, versions]) => ({ ...foldBodies(versions), sequence: Number(part) }))
    .sort((a, b) => a.sequence - b.sequence);
}
