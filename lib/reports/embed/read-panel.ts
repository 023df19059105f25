import type { KeyActor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import type { ContextRatingBody } from "@/lib/domain/record";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { type ConversationDetail, readConversation } from "@/lib/reports/conversation/read-conversation";
import { type SentRating, writeAndRead } from "@/lib/reports/rating/give-rating";
import { prepareRating } from "@/lib/reports/rating/prepare-rating";
import type { Database } from "@/lib/store/database";
import type { StoredEmbedLink } from "@/lib/store/embed-links";
import { type PanelView, preparePanel } from "./prepare-panel";

/** The key behind a link is a trusted program; what its agent may not see is left out below. */
const READER: KeyActor = { kind: "key", id: "", name: "", scopes: ["read"] };

/** What a link shows: the hand-off, or null while its record has not arrived. */
export async function readPanel(
  db: Database,
  link: StoredEmbedLink,
  timeZone: string,
): Promise<PanelView | null> {
  const detail = await readOf(db, link);
  if (!detail) return null;
  const { facts } = detail;
  const ratings = facts.ratings.filter((rating) => rating.agentId === link.agentId);
  const rating = ratings.find((one) => one.handoffId === link.handoffId) ?? null;
  return preparePanel({ ...detail, facts: { ...facts, ratings } }, link.handoffId, rating, timeZone);
}

async function readOf(db: Database, link: StoredEmbedLink): Promise<ConversationDetail | null> {
  try {
    return await readConversation(db, READER, link.source, link.conversationId);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}

/**
 * Records what the agent of a link says of its hand-off, or takes it back (null), and answers what is known of it then.
 *
 * @throws AppError `conflict` while the hand-off's record has not arrived
 */
export async function rateByLink(
  services: IngestServices,
  link: StoredEmbedLink,
  rating: SentRating | null,
): Promise<SentRating> {
  const detail = await readOf(services.db, link);
  if (!detail?.facts.handoffs.some(({ handoffId }) => handoffId === link.handoffId)) {
    throw new AppError("conflict", "The hand-off has not arrived yet. Rate it when its context is here.");
  }
  const { source, conversationId, handoffId, agentId } = link;
  const saved: ContextRatingBody | null = await writeAndRead(
    services,
    { source, conversationId, handoffId, agentId },
    rating,
  );
  return prepareRating(saved);
}
