import type { PersonActor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { addDays, createDayOf, type Day } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import { applyReasonMap } from "@/lib/domain/reason-map";
import type { ContextRatingBody, ConversationBody, Micros, RatingKey } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { loadIsAskedFor } from "@/lib/ingest/ratings/rating-sample";
import { botHandOffs, type HandOff } from "@/lib/metrics/hand-off-facts";
import type { IsAskedFor } from "@/lib/metrics/measure-conversation";
import { summaryOf } from "@/lib/reports/conversation/brief-summary";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import type { Database } from "@/lib/store/database";
import { currentGeneration } from "@/lib/store/generations";
import { listRows } from "@/lib/store/list-rows";
import { readReasonMap } from "@/lib/store/reason-map";
import { readRecords } from "@/lib/store/record-log";

/** A hand-off that went to one of an agent's own identities, with what the agent said of it. */
export interface OwnHandOff {
  readonly key: RatingKey;
  readonly conversation: ConversationBody;
  /** What it was about, in one line. */
  readonly title: string;
  readonly handOff: HandOff;
  /** When it reached the agent, as far as that is known. */
  readonly at: Micros;
  /** Null: the agent has not rated it. */
  readonly rating: ContextRatingBody | null;
  /** The lot fell on it: a rating is asked for. */
  readonly isAskedFor: boolean;
}

/** An agent's hand-offs of some days, newest first. */
export interface OwnHandOffs {
  readonly handOffs: readonly OwnHandOff[];
  readonly period: Period;
  /** There were more in these days; the newest are here. */
  readonly isCut: boolean;
}

/** No agent has more hand-offs in four weeks, unless a program shares one identity. */
const MOST_CONVERSATIONS = 2_000;

/** The days up to the present, or up to the last one with data where that lies further back. */
export function lastDays(workspace: Pick<Workspace, "clock" | "timeZone" | "data">, days: number): Period {
  const today = createDayOf(workspace.timeZone)(workspace.clock.now());
  const last: Day = workspace.data && workspace.data.to < today ? workspace.data.to : today;
  return { from: addDays(last, 1 - days), to: last };
}

/**
 * The hand-offs of eligible conversations that reached one of the actor's own identities in some days. Only the
 * actor's own ratings are in them. Throws AppError 403 for everybody but agents.
 */
export async function readOwnHandOffs(
  db: Database,
  actor: PersonActor,
  workspace: Workspace,
  period: Period,
): Promise<OwnHandOffs> {
  requirePermission(actor, "rate");
  if (actor.agents.length === 0) return { handOffs: [], period, isCut: false };
  const rows = await listRows(db.pool, {
    selection: { generation: workspace.generation, period, filters: [] },
    measure: "reached_hand_offs",
    agents: actor.agents,
    after: null,
    limit: MOST_CONVERSATIONS + 1,
  });
  const shown = rows.slice(0, MOST_CONVERSATIONS);
  const [logs, isAskedFor, { reasonMapVersion }] = await Promise.all([
    readRecords(
      db.pool,
      shown.map(({ position }) => position.id),
    ),
    loadIsAskedFor(db),
    currentGeneration(db.pool),
  ]);
  const reasonMap = await readReasonMap(db, reasonMapVersion);
  const handOffs = shown.flatMap(({ source, conversationId, position }) => {
    const state = new ConversationState(source, conversationId, logs.get(position.id));
    return ownOf(actor, applyReasonMap(state.facts(), reasonMap), isAskedFor);
  });
  return {
    handOffs: handOffs.sort((a, b) => b.at - a.at),
    period,
    isCut: rows.length > shown.length,
  };
}

function ownOf(
  actor: PersonActor,
  facts: ReturnType<ConversationState["facts"]>,
  isAskedFor: IsAskedFor,
): OwnHandOff[] {
  const { source, conversationId, conversation } = facts;
  if (!conversation) return [];
  return botHandOffs(facts).flatMap((handOff) => {
    const { handoffId, body, reached } = handOff;
    const agentId = body.agentId;
    const isOwn = actor.agents.some((own) => own.source === source && own.agentId === agentId);
    if (handoffId === null || agentId === undefined || !reached || !isOwn) return [];
    const rating = handOff.ratings.find((given) => given.agentId === agentId) ?? null;
    return [
      {
        key: { source, conversationId, handoffId, agentId },
        conversation,
        title: summaryOf(facts, [], handOff).text,
        handOff,
        at: body.connectedAt ?? body.requestedAt ?? conversation.startedAt,
        rating,
        isAskedFor: isAskedFor({ source, conversationId, handoffId }, conversation.startedAt),
      },
    ];
  });
}
