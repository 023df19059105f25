import { hearTranscripts } from "@/lib/ingest/measure/hear-transcripts";
import { contactToLink } from "@/lib/ingest/measure/link-journeys";
import { measuringUnder } from "@/lib/ingest/measure/measuring";
import { dataFindings } from "@/lib/metrics/data-findings";
import { contactOf, type Neighbours } from "@/lib/metrics/journey";
import { measureConversation } from "@/lib/metrics/measure-conversation";
import { openRawReasons } from "@/lib/metrics/open-raw-reasons";
import { type AgentConversation, linkAgents, unlinkAgents } from "@/lib/store/agent-conversations";
import { type FindingsOfConversation, writeFindings } from "@/lib/store/data-findings";
import type { Connection, Database } from "@/lib/store/database";
import type { WalkedConversation } from "@/lib/store/each-conversation";
import type { Generation } from "@/lib/store/generations";
import { type QueuedContact, queueContacts } from "@/lib/store/link-queue";
import { GONE, setArrived } from "@/lib/store/locked-conversations";
import { deleteMeasures, insertMeasures, type NewMeasure, readTotalled } from "@/lib/store/measure-rows";
import { TotalsDelta } from "@/lib/store/pending-totals";
import { type RawReasonsOfConversation, writeRawReasons } from "@/lib/store/raw-reasons";
import { readRecords } from "@/lib/store/record-log";
import { ConversationState } from "./apply-records";

/**
 * Changes the log of conversations and folds it again: their measures, totals, agents and raw reasons follow from
 * what the log says afterwards, in the same transaction. The conversations must be locked and the generations held.
 * Conversations whose records are gone keep their final measures: the caller's change must not touch their log.
 */
export async function foldAgain(
  db: Database,
  client: Connection,
  generations: readonly Generation[],
  conversations: readonly WalkedConversation[],
  change: (ids: readonly string[]) => Promise<void>,
): Promise<void> {
  const live = conversations.filter(({ gone }) => (gone & GONE.records) === 0);
  const ids = live.map(({ id }) => id);
  if (ids.length === 0) return;
  const before = await readRecords(client, ids);
  await change(ids);
  const after = await readRecords(client, ids);
  const readings = await hearTranscripts(
    db,
    client,
    generations,
    live.map(({ id, source, conversationId }) => {
      const handoffs = new ConversationState(source, conversationId, after.get(id)).handoffs();
      return { id, isNew: false, heard: true, handoffs, messages: [] };
    }),
  );
  const totals = new TotalsDelta();
  const rows: NewMeasure[] = [];
  const linked: AgentConversation[] = [];
  const unlinked: AgentConversation[] = [];
  const rawReasons: RawReasonsOfConversation[] = [];
  const findings: FindingsOfConversation[] = [];
  const measuring = [];
  for (const generation of generations) {
    measuring.push({ id: generation.id, context: await measuringUnder(db, client, generation) });
  }
  const generationIds = generations.map((generation) => generation.id);
  const neighbours = new Map<string, Neighbours | null>();
  for (const row of await readTotalled(client, generationIds, ids)) {
    totals.add(row, -1);
    neighbours.set(row.conversation, row.neighbours);
  }
  const toLink: QueuedContact[] = [];
  for (const { id, source, conversationId } of live) {
    const stateBefore = new ConversationState(source, conversationId, before.get(id));
    const old = stateBefore.agents();
    const state = new ConversationState(source, conversationId, after.get(id));
    const agents = state.agents();
    for (const agentId of agents) if (!old.has(agentId)) linked.push({ source, agentId, conversation: id });
    for (const agentId of old) if (!agents.has(agentId)) unlinked.push({ source, agentId, conversation: id });
    const facts = state.facts();
    rawReasons.push({ conversation: id, source, open: openRawReasons(facts) });
    const startedAt = facts.conversation?.startedAt ?? null;
    findings.push({ conversation: id, source, startedAt, findings: dataFindings(facts) });
    const found = neighbours.get(id) ?? null;
    const contact = contactToLink(contactOf(stateBefore.facts()), facts, found);
    if (contact) toLink.push({ conversation: id, contact });
    for (const { id: generation, context } of measuring) {
      const measured = measureConversation(readings.addTo(facts, generation, id), context, found);
      if (!measured) continue;
      rows.push({ generation, conversation: id, measured });
      totals.add({ generation, ...measured }, 1);
    }
  }
  await deleteMeasures(client, generationIds, ids);
  await insertMeasures(client, rows);
  await unlinkAgents(client, unlinked);
  await linkAgents(client, linked);
  await writeRawReasons(client, rawReasons);
  await writeFindings(client, findings);
  await queueContacts(client, toLink);
  await setArrived(client, ids);
  await totals.write(client);
}
