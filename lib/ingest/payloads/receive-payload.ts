import { createHmac } from "node:crypto";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { keepPayload, type PayloadFormat, type StoredPayload } from "@/lib/store/connection-payloads";
import type { StoredConnection } from "@/lib/store/connections";
import { processPayload } from "./process-payload";

/** What became of a payload on its arrival. */
export type Receipt = Pick<
  StoredPayload,
  | "id"
  | "state"
  | "label"
  | "understood"
  | "tests"
  | "notBot"
  | "irrelevant"
  | "problems"
  | "problemList"
  | "importId"
> & {
  /** The same bytes came before: nothing was counted again. */
  readonly repeated: boolean;
};

/**
 * Keeps a payload, encrypted, then maps it and brings it in. When this resolves, what it says is durable and in the
 * numbers; what is not understood is kept with its error, to be replayed.
 */
export async function receivePayload(
  services: IngestServices,
  connection: StoredConnection,
  bytes: Buffer,
  format: PayloadFormat,
): Promise<Receipt> {
  const { payload, isNew } = await keepPayload(services.db, {
    connectionId: connection.id,
    digest: digestOf(services, bytes, format),
    at: new Date(services.clock.now() / 1000),
    format,
    size: bytes.length,
    body: services.keyring.encrypt(bytes),
    state: connection.paused ? "paused" : "waiting",
  });
  // A repetition of one that was never mapped (the process ended, or it was paused) is mapped now.
  const settled = !isNew && payload.state !== "waiting" && payload.state !== "paused";
  if (settled || connection.paused) return { ...payload, repeated: !isNew };
  const outcome = await processPayload(services, connection, payload.id);
  return { ...payload, ...outcome, repeated: !isNew };
}

/** Keyed, so that the digest tells nothing about a short payload. */
function digestOf({ keyring }: IngestServices, bytes: Buffer, format: PayloadFormat): string {
  return createHmac("sha256", keyring.derive("payload-digest"))
    .update(`${format}:`)
    .update(bytes)
    .digest("base64url");
}
