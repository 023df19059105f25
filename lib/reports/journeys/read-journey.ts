import type { PersonActor } from "@/lib/access/actor";
import { may } from "@/lib/access/permissions";
import type { Database } from "@/lib/store/database";
import { findConversation } from "@/lib/store/find-conversation";
import { currentGeneration } from "@/lib/store/generations";
import { contactsAround, type JourneyAround } from "@/lib/store/journey-contacts";

const MICROS_PER_DAY = 86_400_000_000;

/** The journey around a conversation, and how long a further contact counts. */
export interface ConversationJourney extends JourneyAround {
  readonly days: number;
}

/**
 * Earlier and later contacts of the same journey; null for people who see only conversations that were handed to them,
 * who must not learn of others. The caller has checked that the actor may open the conversation.
 */
export async function readJourney(
  db: Database,
  actor: PersonActor,
  source: string,
  conversationId: string,
): Promise<ConversationJourney | null> {
  if (!may(actor, "view_reports")) return null;
  const id = await findConversation(db.pool, source, conversationId);
  if (id === null) return null;
  const { id: generation, journeyDays: days } = await currentGeneration(db.pool);
  return { ...(await contactsAround(db.pool, generation, id, days * MICROS_PER_DAY)), days };
}
