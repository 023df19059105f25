import { z } from "zod";
import type { PersonActor } from "@/lib/access/actor";
import { requirePermission } from "@/lib/access/permissions";
import { AppError } from "@/lib/domain/app-error";
import { REASONS } from "@/lib/domain/reason";
import type { RatingKey } from "@/lib/domain/record";
import { CONTEXT_USES, type ContextRatingBody, USEFULNESS } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { writeRating } from "@/lib/ingest/ratings/write-rating";
import type { Database } from "@/lib/store/database";
import { findConversation } from "@/lib/store/find-conversation";
import { readRecords } from "@/lib/store/record-log";

const LONGEST_ID = 256;
const LONGEST_COMMENT = 2000;
const MOST_FIELDS = 200;

/** What names a rating, as a page or a panel sends it. */
export const RATING_KEY = z.strictObject({
  source: z.string().min(1).max(LONGEST_ID),
  conversationId: z.string().min(1).max(LONGEST_ID),
  handoffId: z.string().min(1).max(LONGEST_ID),
  agentId: z.string().min(1).max(LONGEST_ID),
});

/** What an agent says of a hand-off, as a page or a panel sends it; null = did not say. */
export const RATING = z
  .strictObject({
    usefulness: z.enum(USEFULNESS).nullable(),
    used: z.enum(CONTEXT_USES).nullable(),
    reaskedFields: z.array(z.string().min(1).max(LONGEST_ID)).max(MOST_FIELDS).nullable(),
    correctedReason: z.enum(REASONS).nullable(),
    comment: z.string().trim().max(LONGEST_COMMENT).nullable(),
  })
  .refine(({ usefulness, used }) => usefulness !== null || used !== null, {
    error: "Say whether the context was useful, or whether it was used.",
  });

export type SentRating = z.output<typeof RATING>;

/**
 * Records what an agent says of an own hand-off, or takes it back (null), and answers what is known of it then: null,
 * or what another tool had sent for the same agent. The comment comes back as it is kept, redacted.
 *
 * @throws AppError 403 for everybody but agents, 404 for a hand-off that did not go to the actor
 */
export async function giveRating(
  services: IngestServices,
  actor: PersonActor,
  key: RatingKey,
  rating: SentRating | null,
): Promise<ContextRatingBody | null> {
  requirePermission(actor, "rate");
  const isSelf = actor.agents.some((own) => own.source === key.source && own.agentId === key.agentId);
  const before = isSelf ? await readHandOffRating(services.db, key) : null;
  if (before?.agentId !== key.agentId) {
    throw new AppError("not_found", "There is no such hand-off that went to you.");
  }
  return writeAndRead(services, key, rating);
}

/** Writes a rating and reads it back. Whoever calls it has checked that the agent may. */
export async function writeAndRead(
  services: IngestServices,
  key: RatingKey,
  rating: SentRating | null,
): Promise<ContextRatingBody | null> {
  await writeRating(services, key, rating && withoutNulls(rating));
  return (await readHandOffRating(services.db, key))?.rating ?? null;
}

function withoutNulls(rating: SentRating) {
  const { usefulness, used, reaskedFields, correctedReason, comment } = rating;
  return {
    ...(usefulness && { usefulness }),
    ...(used && { used }),
    ...(reaskedFields && { reaskedFields }),
    ...(correctedReason && { correctedReason }),
    ...(comment && { comment }),
  };
}

/** Whom a hand-off went to, and what the agent of the key said of it; null where no bot hand-off is known. */
async function readHandOffRating(
  db: Database,
  { source, conversationId, handoffId, agentId }: RatingKey,
): Promise<{ readonly agentId: string | undefined; readonly rating: ContextRatingBody | null } | null> {
  const id = await findConversation(db.pool, source, conversationId);
  if (!id) return null;
  const log = (await readRecords(db.pool, [id])).get(id);
  const facts = new ConversationState(source, conversationId, log).facts();
  const handOff = facts.handoffs.find((one) => one.handoffId === handoffId && one.from !== "agent");
  const rating = facts.ratings.find((one) => one.handoffId === handoffId && one.agentId === agentId);
  return handOff ? { agentId: handOff.agentId, rating: rating ?? null } : null;
}
