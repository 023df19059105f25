import type { Mapped, MappedConversation } from "@/lib/ingest/connectors/connector";
import { arrivedAmong } from "@/lib/store/held-payloads";
import { type ImportResult, type IngestServices, importRecords } from "./import-records";

/** What of a payload goes in, and what does not. */
export interface Sorted {
  readonly taken: readonly MappedConversation[];
  /** No part of the bot in them, or none that is known yet. */
  readonly notBot: readonly MappedConversation[];
}

/**
 * Takes what tells of the bot, and what belongs to a conversation of which the bot's part is known: in the payload
 * itself or already stored. Everything else is no bot conversation.
 */
export async function sortMapped(services: IngestServices, source: string, mapped: Mapped): Promise<Sorted> {
  const following = mapped.conversations.filter(({ part }) => part === "follows");
  const known = await arrivedAmong(
    services.db.pool,
    source,
    following.map(({ conversationId }) => conversationId),
  );
  const isTaken = ({ part, conversationId }: MappedConversation) =>
    part === "bot" || (part === "follows" && known.has(conversationId));
  return {
    taken: mapped.conversations.filter(isTaken),
    notBot: mapped.conversations.filter((conversation) => !isTaken(conversation)),
  };
}

/** Where the records of an import come from. */
export interface MappedOrigin {
  readonly source: string;
  /** In words, for the list of imports. */
  readonly label: string;
  readonly via: "connector" | "file";
}

/** Brings mapped conversations in through the ordinary pipeline, as one import; null where there is nothing. */
export async function ingestMapped(
  services: IngestServices,
  taken: readonly MappedConversation[],
  origin: MappedOrigin,
): Promise<ImportResult | null> {
  if (taken.every(({ records }) => records.length === 0)) return null;
  return importRecords(services, {
    input: lines(taken, origin.source),
    format: "ndjson",
    label: origin.label,
    via: origin.via,
    startedBy: origin.label,
    defaultSource: origin.source,
  });
}

async function* lines(taken: readonly MappedConversation[], source: string): AsyncGenerator<Uint8Array> {
  for (const { conversationId, records } of taken) {
    for (const record of records) {
      // The source is the connection's, whatever a mapping says.
      yield Buffer.from(`${JSON.stringify({ ...record, source, conversationId })}\n`);
    }
  }
}
