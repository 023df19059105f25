import type { Actor } from "@/lib/access/actor";
import { AppError } from "@/lib/domain/app-error";
import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { mapKept } from "@/lib/ingest/payloads/process-payload";
import { readPayload } from "@/lib/store/connection-payloads";
import { oneConnection } from "./connections";
import { type PayloadRow, preparePayloads } from "./prepare-connections";

/** Larger payloads are shown up to here. */
const MOST_SHOWN = 200_000;

/** A kept payload with what it makes now. */
export interface PayloadDetail {
  readonly connectionName: string;
  readonly row: PayloadRow;
  readonly problems: readonly { readonly where: string; readonly message: string }[];
  readonly importHref: string | null;
  /** As JSON, one conversation after the other. */
  readonly records: string;
  readonly body: string;
}

/** Opens a kept payload and maps it anew, without storing anything. @throws AppError 403, `not_found` */
export async function readPayloadDetail(
  services: IngestServices,
  actor: Actor,
  connectionId: string,
  payloadId: string,
  timeZone: string,
): Promise<PayloadDetail> {
  const { connection } = await oneConnection(services.db, actor, connectionId);
  const kept = await readPayload(services.db.pool, connectionId, payloadId);
  if (!kept) throw new AppError("not_found", "There is no such payload, or it has expired.");
  const [row] = preparePayloads([kept], timeZone);
  if (!row) throw new AppError("not_found", "There is no such payload.");
  const mapped = mapKept(services, connection, kept, kept.body);
  return {
    connectionName: connection.name,
    row,
    problems: kept.problemList.map(([where, message]) => ({ where, message })),
    importHref: kept.importId === null ? null : `/data/imports/${kept.importId}`,
    records: shown(mapped.conversations.length === 0 ? "None." : indented(mapped.conversations)),
    body: shown(pretty(services.keyring.decrypt(kept.body).toString("utf8"))),
  };
}

function indented(value: unknown): string {
  return JSON.stringify(value, null, 2);
}

function pretty(text: string): string {
  try {
    return indented(JSON.parse(text));
  } catch {
    return text;
  }
}

function shown(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}\n… (cut here)` : text;
}
