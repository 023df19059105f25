import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { METRIC_VERSION } from "@/lib/metrics/catalogue";
import { contactOf, hasReferences } from "@/lib/metrics/journey";
import { type MeasuringContext, measureConversation } from "@/lib/metrics/measure-conversation";
import { type Connection, type Database, inTransaction } from "@/lib/store/database";
import { lockConversationsAfter } from "@/lib/store/each-conversation";
import { copyFinalMeasures, readFinalTimes } from "@/lib/store/final-measures";
import {
  advanceGeneration,
  type BuildingGeneration,
  buildingGeneration,
  currentGeneration,
  deleteRetired,
  holdGenerations,
  startGeneration,
  switchToGeneration,
} from "@/lib/store/generations";
import { readNeighbours } from "@/lib/store/journey-links";
import { type QueuedContact, queueContacts } from "@/lib/store/link-queue";
import { GONE } from "@/lib/store/locked-conversations";
import { deleteMeasures, insertMeasures, readTotalled, type Totalled } from "@/lib/store/measure-rows";
import { TotalsDelta } from "@/lib/store/pending-totals";
import { appendReasonMap, type NewReasonMap } from "@/lib/store/reason-map";
import { readRecords } from "@/lib/store/record-log";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { hearTranscripts } from "./hear-transcripts";
import { linkJourneys } from "./link-journeys";
import { measuringIn, measuringUnder } from "./measuring";

const CONVERSATIONS_AT_ONCE = 2_000;

/**
 * Changes the reporting time zone: every conversation is measured again beside the current numbers, which reports go
 * on reading, and then all change at once. Records may come in meanwhile. Throws a RangeError for an unknown zone.
 */
export async function changeTimeZone(db: Database, timeZone: string): Promise<void> {
  await beginTimeZone(db, timeZone);
  await finishMeasuringAgain(db);
}

/** The first step of {@link changeTimeZone}; the rest is {@link finishMeasuringAgain}, which may run in the background. */
export async function beginTimeZone(db: Database, timeZone: string): Promise<void> {
  measuringIn(timeZone);
  const building = await buildingGeneration(db.pool);
  const last = building ?? (await currentGeneration(db.pool));
  if (last.timeZone !== timeZone) await startGeneration(db, { timeZone });
}

/** The first step to another journey window, in days; the rest is {@link finishMeasuringAgain}. */
export async function beginJourneyDays(db: Database, journeyDays: number): Promise<void> {
  const last = (await buildingGeneration(db.pool)) ?? (await currentGeneration(db.pool));
  if (last.journeyDays !== journeyDays) await startGeneration(db, { journeyDays });
}

/**
 * Changes the reason map: everything is measured again with it beside the current numbers, as for a new time zone.
 * False when `basedOn` is not the version that holds any more; nothing is changed then.
 */
export async function changeReasonMap(db: Database, basedOn: number, next: NewReasonMap): Promise<boolean> {
  const changed = await appendReasonMap(db, basedOn, next);
  await finishMeasuringAgain(db);
  return changed;
}

/**
 * Finishes what was begun: goes on measuring where a process that ended left off, and starts when the definitions
 * have changed since the current numbers were measured. Several processes may call it at once. Old numbers that were
 * read less than `keepSeconds` ago stay.
 */
export async function finishMeasuringAgain(db: Database, keepSeconds = 0): Promise<void> {
  const current = await currentGeneration(db.pool);
  if (current.metricVersion !== METRIC_VERSION && !(await buildingGeneration(db.pool))) {
    await startGeneration(db);
  }
  for (;;) {
    const building = await buildingGeneration(db.pool);
    if (!building) return;
    if (await measureNext(db, building)) continue;
    await linkJourneys(db);
    await rollUpTotals(db);
    await switchToGeneration(db, building.id);
    await deleteRetired(db, keepSeconds);
  }
}

/** No page takes longer to read its numbers. */
const PAGE_SECONDS = 60;

/**
 * {@link finishMeasuringAgain} in a process that serves pages: those that are being read while the numbers change
 * show the old ones to their end, which are deleted afterwards (or by the next process that starts).
 */
export async function finishMeasuringBesidePages(db: Database): Promise<void> {
  await deleteRetired(db, PAGE_SECONDS);
  await finishMeasuringAgain(db, PAGE_SECONDS);
  const later = () => deleteRetired(db, PAGE_SECONDS).catch(() => undefined);
  setTimeout(later, (PAGE_SECONDS + 1) * 1000).unref();
}

/** Measures some more conversations under the generation being built; false when there were none left. */
function measureNext(db: Database, building: BuildingGeneration): Promise<boolean> {
  return inTransaction(db.pool, async (client) => {
    if (!(await holdGenerations(client)).some((generation) => generation.id === building.id)) return true;
    const conversations = await lockConversationsAfter(client, building.progress, CONVERSATIONS_AT_ONCE);
    if (conversations.length === 0) return false;
    const all = conversations.map((conversation) => conversation.id);
    const live = conversations.filter(({ gone }) => (gone & GONE.records) === 0);
    const ids = live.map((conversation) => conversation.id);
    const logs = await readRecords(client, ids);
    const context = await measuringUnder(db, client, building);
    const totals = new TotalsDelta();
    // Records that came in since the generation was started have been measured under it already.
    for (const row of await readTotalled(client, [building.id], ids)) totals.add(row, -1);
    await deleteMeasures(client, [building.id], ids);
    const neighbours = await readNeighbours(client, ids);
    const toLink: QueuedContact[] = [];
    const states = new Map(
      live.map(({ id, source, conversationId }) => [
        id,
        new ConversationState(source, conversationId, logs.get(id)),
      ]),
    );
    const readings = await hearTranscripts(
      db,
      client,
      [building],
      [...states].map(([id, state]) => ({
        id,
        isNew: false,
        heard: true,
        handoffs: state.handoffs(),
        messages: [],
      })),
    );
    const rows = [...states].flatMap(([id, state]) => {
      const facts = state.facts();
      const contact = contactOf(facts);
      // Records of before there was a link step.
      if (contact && hasReferences(contact) && !neighbours.has(id))
        toLink.push({ conversation: id, contact });
      const measured = measureConversation(
        readings.addTo(facts, building.id, id),
        context,
        neighbours.get(id) ?? null,
      );
      return measured ? [{ generation: building.id, conversation: id, measured }] : [];
    });
    for (const { generation, measured } of rows) totals.add({ generation, ...measured }, 1);
    await insertMeasures(client, rows);
    await queueContacts(client, toLink);
    const gone = conversations.flatMap(({ id, gone }) => ((gone & GONE.records) === 0 ? [] : [id]));
    for (const row of await takeOverFinal(client, building, gone, context)) totals.add(row, 1);
    await totals.write(client);
    await advanceGeneration(
      client,
      building.id,
      all.reduce((a, b) => (BigInt(a) > BigInt(b) ? a : b)),
    );
    return true;
  });
}

/**
 * Takes the final measures of conversations over from the current generation: without records they cannot be measured
 * again. Their days and hours follow the time zone; their reasons stay those that they were measured with.
 */
async function takeOverFinal(
  client: Connection,
  building: BuildingGeneration,
  conversations: readonly string[],
  { dayOf, hourOf }: Pick<MeasuringContext, "dayOf" | "hourOf">,
): Promise<readonly Totalled[]> {
  if (conversations.length === 0) return [];
  const current = await currentGeneration(client);
  const times = await readFinalTimes(client, current.id, building.id, conversations);
  const placed = times.map(({ conversation, startedAt }) => ({
    conversation,
    day: dayOf(startedAt),
    hour: hourOf(startedAt),
  }));
  await copyFinalMeasures(client, current.id, building.id, placed);
  return readTotalled(
    client,
    [building.id],
    placed.map(({ conversation }) => conversation),
  );
}
