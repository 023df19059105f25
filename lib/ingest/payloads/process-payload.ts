import { formatInstant } from "@/lib/domain/instant";
import type {
  Connector,
  Mapped,
  MappedConversation,
  MappingProblem,
} from "@/lib/ingest/connectors/connector";
import { connectorOf } from "@/lib/ingest/connectors/registry";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { ingestMapped, sortMapped } from "@/lib/ingest/imports/ingest-mapped";
import {
  noteOutcome,
  type PayloadOutcome,
  type PayloadState,
  readPayload as readKept,
  type StoredPayload,
} from "@/lib/store/connection-payloads";
import type { PayloadCounts, StoredConnection } from "@/lib/store/connections";
import { findConnection } from "@/lib/store/connections";
import { heldFor, noteConversations, releaseConversations } from "@/lib/store/held-payloads";
import { readPayload, UnreadablePayload } from "./read-payload";

/** So many problems of a payload are kept with it; all are counted. */
const MOST_PROBLEMS = 20;
/** A payload that releases others, which release others: further than this it is left to the hourly look. */
const MOST_ROUNDS = 3;

/**
 * Maps a kept payload and brings in what it says: first time, or again after the mapping has changed. Payloads that
 * were held for one of its conversations are taken in with it. Answers what became of it; null where it has expired.
 */
export async function processPayload(
  services: IngestServices,
  connection: StoredConnection,
  payloadId: string,
  round = 0,
): Promise<PayloadOutcome | null> {
  const kept = await readKept(services.db.pool, connection.id, payloadId);
  if (!kept) return null;
  const mapped = mapKept(services, connection, kept, kept.body);
  const ids = mapped.conversations.map(({ conversationId }) => conversationId);
  await noteConversations(services.db.pool, payloadId, connection.source, ids);
  const { taken, notBot } = await sortMapped(services, connection.source, mapped);
  const result = await ingestMapped(services, taken, {
    source: connection.source,
    label: connection.name,
    via: "connector",
  });
  const refused = (result?.rejections ?? []).map(
    ({ path, message }): MappingProblem => ({ where: path || "record", message }),
  );
  const settled = [...taken, ...notBot.filter(({ part }) => part === "none")];
  await releaseConversations(
    services.db.pool,
    payloadId,
    settled.map(({ conversationId }) => conversationId),
  );
  const problems = [...mapped.problems, ...refused];
  const counts: PayloadCounts = {
    understood: taken.filter(({ test }) => !test).length,
    tests: taken.filter(({ test }) => test).length,
    notBot: notBot.length,
    irrelevant: mapped.irrelevant,
    problems: mapped.problems.length + (result?.rejected ?? 0),
  };
  const outcome: PayloadOutcome = {
    ...counts,
    state: stateOf(counts),
    label: mapped.label,
    problemList: problems.slice(0, MOST_PROBLEMS).map(({ where, message }) => [where, message]),
    importId: result?.importId ?? null,
    mappedAt: new Date(services.clock.now() / 1000),
  };
  await noteOutcome(services.db, payloadId, outcome);
  await releaseHeld(services, connection.source, taken, round);
  return outcome;
}

/** Takes in what was held for conversations whose bot's part has just come in. */
async function releaseHeld(
  services: IngestServices,
  source: string,
  taken: readonly MappedConversation[],
  round: number,
): Promise<void> {
  if (round >= MOST_ROUNDS) return;
  const withBot = taken.filter(({ part }) => part === "bot").map(({ conversationId }) => conversationId);
  for (const held of await heldFor(services.db.pool, source, withBot)) {
    const connection = await findConnection(services.db, held.connectionId);
    if (connection) await processPayload(services, connection, held.payloadId, round + 1);
  }
}

/** What a kept payload holds, by the connection's platform and options as they are now. */
export function mapKept(
  services: Pick<IngestServices, "keyring">,
  connection: Pick<StoredConnection, "platform" | "options">,
  payload: Pick<StoredPayload, "format" | "receivedAt">,
  encrypted: Uint8Array,
): Mapped {
  const connector = connectorOf(connection.platform);
  if (!connector) return unreadable("This version of Baton does not know the platform any more.");
  const receivedAt = formatInstant(payload.receivedAt.getTime() * 1000);
  return mapBytes(connector, services.keyring.decrypt(encrypted), payload.format, {
    receivedAt,
    options: connection.options,
  });
}

/** What bytes of a platform hold; bytes that cannot be read are a problem like any other. */
export function mapBytes(
  connector: Connector,
  bytes: Buffer,
  format: StoredPayload["format"],
  context: Parameters<Connector["map"]>[1],
): Mapped {
  try {
    return connector.map(readPayload(bytes, format), context);
  } catch (error) {
    if (error instanceof UnreadablePayload) return unreadable(error.message);
    throw error;
  }
}

function unreadable(message: string): Mapped {
  return {
    label: "not readable",
    conversations: [],
    irrelevant: 0,
    problems: [{ where: "payload", message }],
  };
}

function stateOf(counts: PayloadCounts): PayloadState {
  if (counts.problems > 0) return "error";
  if (counts.understood > 0) return "understood";
  if (counts.tests > 0) return "test";
  return counts.notBot > 0 ? "not_bot" : "irrelevant";
}
