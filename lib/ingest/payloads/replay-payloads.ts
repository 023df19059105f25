import type { IngestServices } from "@/lib/ingest/imports/import-records";
import { type PayloadState, payloadIds } from "@/lib/store/connection-payloads";
import { findConnection } from "@/lib/store/connections";
import { heldAndArrived, leftWaiting } from "@/lib/store/held-payloads";
import { processPayload } from "./process-payload";

const PAGE = 200;
/** A payload that was kept this long ago and is not mapped is nobody's work any more. */
const LEFT_AFTER_MS = 10 * 60 * 1000;

/** Which payloads of a connection are to be mapped again. */
export interface ReplayRequest {
  readonly connectionId: string;
  readonly since: Date;
  /** Without it, all. */
  readonly states?: readonly PayloadState[];
}

/**
 * Maps kept payloads again, in order of receipt, with the mapping as it is now. What they said before and still say
 * changes nothing; the records that came of them are laid over the earlier ones. Answers how many.
 */
export async function replayPayloads(services: IngestServices, request: ReplayRequest): Promise<number> {
  let after = "0";
  let replayed = 0;
  for (;;) {
    const connection = await findConnection(services.db, request.connectionId);
    const ids = await payloadIds(services.db.pool, request.connectionId, { ...request, after, limit: PAGE });
    const last = ids.at(-1);
    if (!connection || last === undefined) return replayed;
    for (const id of ids) if (await processPayload(services, connection, id)) replayed += 1;
    after = last;
  }
}

/** Takes in held payloads whose conversation has come in by another way. Answers how many. */
export async function takeInArrived(services: IngestServices): Promise<number> {
  let after = "0";
  let taken = 0;
  for (;;) {
    const held = await heldAndArrived(services.db.pool, after, PAGE);
    const last = held.at(-1);
    if (last === undefined) return taken;
    for (const { connectionId, payloadId } of held) {
      const connection = await findConnection(services.db, connectionId);
      if (connection && (await processPayload(services, connection, payloadId))) taken += 1;
    }
    after = last.payloadId;
  }
}

/** Maps payloads that a process which ended had kept and not mapped. Answers how many. */
export async function takeUpWaiting(services: IngestServices): Promise<number> {
  const before = new Date(services.clock.now() / 1000 - LEFT_AFTER_MS);
  let taken = 0;
  for (const { connectionId, payloadId } of await leftWaiting(services.db.pool, before, PAGE)) {
    const connection = await findConnection(services.db, connectionId);
    if (connection && (await processPayload(services, connection, payloadId))) taken += 1;
  }
  return taken;
}
