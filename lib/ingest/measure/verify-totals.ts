import { isDeepStrictEqual } from "node:util";
import { compareCodePoints } from "@/lib/domain/code-point-order";
import type { ConversationFacts } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { type Contact, contactOf, hasReferences, type Neighbours } from "@/lib/metrics/journey";
import { type MeasuringContext, measureConversation } from "@/lib/metrics/measure-conversation";
import { type OpenRawReason, openRawReasons } from "@/lib/metrics/open-raw-reasons";
import { compareTotals } from "@/lib/store/compare-totals";
import type { Database } from "@/lib/store/database";
import { conversationsAfter } from "@/lib/store/each-conversation";
import { currentGeneration } from "@/lib/store/generations";
import { differingLinks, readContacts, readNeighbours, type StoredContact } from "@/lib/store/journey-links";
import { customerKey, waitingConversations } from "@/lib/store/link-queue";
import { readTotalled, type Totalled } from "@/lib/store/measure-rows";
import { readRawReasons } from "@/lib/store/raw-reasons";
import { readRecords } from "@/lib/store/record-log";
import { onOneSnapshot } from "@/lib/store/snapshot";
import { readTranscriptReadings } from "@/lib/store/transcript-readings";
import { readStoredTranscripts } from "./hear-transcripts";
import { linkJourneys } from "./link-journeys";
import { measuringUnder } from "./measuring";

const CONVERSATIONS_AT_ONCE = 2_000;
const MOST_DIFFERENCES = 50;

/**
 * Recomputes everything from the facts: each conversation's measures and open raw reasons from its records (with the
 * reason map that the current numbers were measured with), and every cell of the totals from the measure rows, on one
 * snapshot. Calls `report` with a sentence for each difference; none means that all is exact.
 * Journeys: what waits to be linked is linked first; then what they know of every conversation is compared with its
 * records, and every link is found anew from all contacts.
 * Measure rows marked final have outlived their records and are taken as they are.
 */
export async function verifyTotals(
  db: Database,
  report: (difference: string) => void,
): Promise<{ conversations: number; final: number }> {
  await linkJourneys(db);
  return onOneSnapshot(db.pool, async (client) => {
    const generation = await currentGeneration(client);
    const context = await measuringUnder(db, client, generation);
    const waiting = await waitingConversations(client);
    let conversations = 0;
    let final = 0;
    for (let after = "0"; ; ) {
      const walked = await conversationsAfter(client, after, CONVERSATIONS_AT_ONCE);
      const last = walked.at(-1);
      if (!last) break;
      after = last.id;
      conversations += walked.length;
      const ids = walked.map((conversation) => conversation.id);
      const logs = await readRecords(client, ids);
      const rawReasons = await readRawReasons(client, ids);
      const stored = new Map(
        (await readTotalled(client, [generation.id], ids)).map((row) => [row.conversation, row]),
      );
      const neighbours = await readNeighbours(client, ids);
      const contacts = await readContacts(client, ids);
      for (const { id, source, conversationId } of walked) {
        if (!stored.get(id)?.final) continue;
        final += 1;
        if (logs.has(id)) report(`${source} ${conversationId} is final and has records.`);
      }
      const states = walked
        .filter(({ id }) => !stored.get(id)?.final)
        .map(({ id, source, conversationId }) => ({
          id,
          source,
          conversationId,
          state: new ConversationState(source, conversationId, logs.get(id)),
        }));
      const heard = states.map(({ id, state }) => ({ id, handoffs: state.handoffs() }));
      const readings = new Map(
        (await readStoredTranscripts(db, client, generation, heard)).map((row) => [
          row.conversation,
          row.reading,
        ]),
      );
      const readBefore = new Map(
        (await readTranscriptReadings(client, [generation.id], ids)).map((row) => [
          row.conversation,
          row.reading,
        ]),
      );
      for (const { id, source, conversationId, state } of states) {
        const found = stored.get(id);
        const transcript = readings.get(id);
        const facts = transcript ? { ...state.facts(), transcript } : state.facts();
        if (!isDeepStrictEqual(transcript ?? [], readBefore.get(id) ?? [])) {
          report(`What is known of the transcript of ${source} ${conversationId} is not what it says.`);
        }
        const name = `${source} ${conversationId}`;
        if (
          !isDeepStrictEqual(
            found && comparable(found),
            recompute(facts, context, neighbours.get(id) ?? null),
          )
        ) {
          report(`The measures of ${name} are not those of its records.`);
        }
        const contact = contactOf(facts);
        const known = contacts.get(id);
        // What came in since waits, and is known to the journeys when it is linked.
        if (!waiting.has(id) && (known ? !isSameContact(contact, known) : hasReferences(contact))) {
          report(`What the journeys know of ${name} is not what its records say.`);
        }
        if (!isDeepStrictEqual(byRaw(rawReasons.get(id) ?? []), byRaw(openRawReasons(facts)))) {
          report(`The raw reasons of ${name} are not those of its records.`);
        }
      }
    }
    for (const name of await differingLinks(client, MOST_DIFFERENCES)) {
      report(`The journey links of ${name} are not those of the contacts.`);
    }
    for (const { grouping, cell, name, total, recomputed } of await compareTotals(client, generation.id)) {
      report(`Totals ${grouping}, ${cell}: ${name} is ${total}, recomputed ${recomputed}.`);
    }
    return { conversations, final };
  });
}

type Comparable = Pick<Totalled, "day" | "sums" | "dimensions"> & { readonly facets: readonly unknown[] };

function recompute(
  facts: ConversationFacts,
  context: MeasuringContext,
  neighbours: Neighbours | null,
): Comparable | undefined {
  const measured = measureConversation(facts, context, neighbours);
  return measured ? comparable(measured) : undefined;
}

function isSameContact(contact: Contact | null, stored: StoredContact): boolean {
  // Taken back: its contact stays, in no journey.
  if (!contact) return !stored.eligible && stored.customer === null && stored.previous === null;
  const customer = contact.customer === null ? null : customerKey(contact.customer);
  return isDeepStrictEqual({ ...contact, customer }, { ...stored });
}

function byRaw(reasons: readonly OpenRawReason[]): OpenRawReason[] {
  return [...reasons].sort((a, b) => compareCodePoints(a.raw, b.raw));
}

function comparable({ day, sums, dimensions, facets }: Totalled | Comparable): Comparable {
  const { query_type, bot, bot_version, channel, language, reason } = dimensions;
  return {
    day,
    dimensions: { query_type, bot, bot_version, channel, language, reason },
    sums: Object.fromEntries(Object.entries(sums).sort(([a], [b]) => (a < b ? -1 : 1))),
    facets: facets.map((facet) => JSON.stringify(facet)).sort(),
  };
}
