import { AppError } from "@/lib/domain/app-error";
import { type FindingKey, findingKeyText } from "@/lib/domain/transcript";
import { foldAgain } from "@/lib/ingest/commit/fold-again";
import { type Database, inTransaction } from "@/lib/store/database";
import { findConversation } from "@/lib/store/find-conversation";
import { deleteFindingRejection, insertFindingRejection } from "@/lib/store/finding-rejections";
import { holdGenerations } from "@/lib/store/generations";
import { holdConversations } from "@/lib/store/locked-conversations";
import { readTranscriptReadings } from "@/lib/store/transcript-readings";

/** A finding of one conversation. */
export interface FindingOfConversation extends FindingKey {
  readonly source: string;
  readonly conversationId: string;
}

/**
 * Rejects a finding, or takes that back (`by` null): the conversation is read and measured again, and the numbers are
 * right when this resolves. Doing it twice changes nothing.
 *
 * @throws AppError 404 where there is no such finding
 */
export async function changeRejection(
  db: Database,
  finding: FindingOfConversation,
  by: { readonly person: string; readonly at: Date } | null,
): Promise<void> {
  const { source, conversationId } = finding;
  const id = await findConversation(db.pool, source, conversationId);
  if (!id) throw new AppError("not_found", `There is no conversation ${conversationId} from ${source}.`);
  await inTransaction(db.pool, async (client) => {
    const generations = await holdGenerations(client);
    const conversations = await holdConversations(client, [id]);
    const ids = generations.map((generation) => generation.id);
    const readings = await readTranscriptReadings(client, ids, [id]);
    const known = readings.some(({ reading }) =>
      reading.some(({ handoffId, findings }) =>
        findings.some((one) => findingKeyText({ handoffId, ...one }) === findingKeyText(finding)),
      ),
    );
    if (!known) throw new AppError("not_found", "There is no such finding in this conversation any more.");
    await foldAgain(db, client, generations, conversations, async () => {
      if (by) await insertFindingRejection(client, id, finding, by);
      else await deleteFindingRejection(client, id, finding);
    });
  });
}
