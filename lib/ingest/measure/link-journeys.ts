import { isDeepStrictEqual } from "node:util";
import type { ConversationFacts } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { type Contact, contactOf, hasReferences, type Neighbours } from "@/lib/metrics/journey";
import { measureConversation } from "@/lib/metrics/measure-conversation";
import { type Connection, type Database, inTransaction } from "@/lib/store/database";
import { holdGenerations } from "@/lib/store/generations";
import {
  arrivedSinceNamed,
  linkContacts,
  lockLinks,
  makeRoomForTaken,
  readNeighbours,
  takeQueued,
  touchedContacts,
  watchNamed,
} from "@/lib/store/journey-links";
import { queueContacts } from "@/lib/store/link-queue";
import { holdConversations } from "@/lib/store/locked-conversations";
import { deleteMeasures, insertMeasures, type NewMeasure, readTotalled } from "@/lib/store/measure-rows";
import { TotalsDelta } from "@/lib/store/pending-totals";
import { readRecords } from "@/lib/store/record-log";
import { readTranscriptReadings } from "@/lib/store/transcript-readings";
import { measuringUnder } from "./measuring";

const CONTACTS_AT_ONCE = 5_000;
const NAMED_AT_ONCE = 1_000;

/**
 * The link step: finds which contacts belong to one journey, and measures those again whose neighbours have changed.
 * Beside the ingest, which only notes what is to be linked; when this resolves, everything noted before is linked and
 * in the numbers, whatever the order in which it came. One process does it at a time; where another is at it, this
 * returns at once. `pause` is asked between steps: where it says yes, the rest stays for the next time.
 */
export async function linkJourneys(db: Database, pause: () => boolean = () => false): Promise<void> {
  for (;;) {
    if (pause()) return;
    if (await inTransaction(db.pool, (client) => linkNext(db, client))) continue;
    if (!(await inTransaction(db.pool, queueNamed))) return;
  }
}

/** Links some more of what waits; false when nothing does. */
async function linkNext(db: Database, client: Connection): Promise<boolean> {
  if (!(await lockLinks(client))) return false;
  const generations = await holdGenerations(client);
  await makeRoomForTaken(client);
  const taken = await takeQueued(client, CONTACTS_AT_ONCE);
  if (taken.taken === 0) return false;
  const touched = await touchedContacts(client, taken);
  const before = await readNeighbours(client, touched);
  await linkContacts(client, touched);
  const after = await readNeighbours(client, touched);
  const linked = touched.filter((id) => before.get(id) || after.get(id));
  if (linked.length === 0) return true;
  const conversations = await holdConversations(client, linked);
  // Read after the lock: whoever measured them meanwhile has written what is compared here.
  const ids = generations.map((generation) => generation.id);
  const stored = (await readTotalled(client, ids, linked)).filter(
    (row) => !row.final && !isDeepStrictEqual(row.neighbours, after.get(row.conversation) ?? null),
  );
  if (stored.length === 0) return true;
  const changed = new Set(stored.map((row) => row.conversation));
  const logs = await readRecords(client, [...changed]);
  const readings = new Map(
    (await readTranscriptReadings(client, ids, [...changed])).map((row) => [
      `${row.generation} ${row.conversation}`,
      row.reading,
    ]),
  );
  const totals = new TotalsDelta();
  const rows: NewMeasure[] = [];
  for (const row of stored) totals.add(row, -1);
  for (const generation of generations) {
    const measured = new Set(
      stored.flatMap((row) => (row.generation === generation.id ? [row.conversation] : [])),
    );
    if (measured.size === 0) continue;
    const context = await measuringUnder(db, client, generation);
    for (const { id, source, conversationId } of conversations) {
      if (!measured.has(id)) continue;
      const facts = new ConversationState(source, conversationId, logs.get(id)).facts();
      const transcript = readings.get(`${generation.id} ${id}`);
      const again = measureConversation(
        transcript ? { ...facts, transcript } : facts,
        context,
        after.get(id) ?? null,
      );
      if (!again) continue;
      rows.push({ generation: generation.id, conversation: id, measured: again });
      totals.add({ generation: generation.id, ...again }, 1);
    }
    await deleteMeasures(client, [generation.id], [...measured]);
  }
  await insertMeasures(client, rows);
  await totals.write(client);
  return true;
}

/**
 * Queues conversations that arrived after another one had named them and that say nothing themselves by which they
 * could be linked; false when there are none.
 */
async function queueNamed(client: Connection): Promise<boolean> {
  if (!(await lockLinks(client))) return false;
  const named = await arrivedSinceNamed(client, NAMED_AT_ONCE);
  if (named.length === 0) return false;
  const conversations = await holdConversations(client, named);
  const logs = await readRecords(client, named);
  const queued = conversations.flatMap(({ id, source, conversationId }) => {
    const contact = contactOf(new ConversationState(source, conversationId, logs.get(id)).facts());
    return contact ? [{ conversation: id, contact }] : [];
  });
  await queueContacts(client, queued);
  await watchNamed(
    client,
    queued.map(({ conversation }) => conversation),
  );
  return queued.length > 0;
}

/**
 * What the link step has to be told of a conversation that has changed: nothing where it says nothing by which it could
 * be linked and nobody names it. One whose own record was taken back is told as one that is in no journey.
 */
export function contactToLink(
  before: Contact | null,
  facts: ConversationFacts,
  neighbours: Neighbours | null,
): Contact | null {
  const { customerHash, previousConversationId } = facts.conversation ?? {};
  const isSilent = customerHash === undefined && previousConversationId === undefined;
  if (isSilent && !hasReferences(before) && neighbours === null) return null;
  const after = contactOf(facts);
  if (isDeepStrictEqual(before, after)) return null;
  return after ?? (before && { ...before, eligible: false, customer: null, previous: null, fields: [] });
}
