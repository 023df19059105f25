import { isDeepStrictEqual } from "node:util";
import { type CanonicalRecord, type RatingKey, ratingPart } from "@/lib/domain/record";
import {
  type HeardConversation,
  hearTranscripts,
  type Readings,
} from "@/lib/ingest/measure/hear-transcripts";
import { contactToLink } from "@/lib/ingest/measure/link-journeys";
import { measuringUnder } from "@/lib/ingest/measure/measuring";
import type { KnownValue, ValueLabel } from "@/lib/ingest/redact/redact";
import { withoutForms, withoutHashedValues, withoutValues } from "@/lib/ingest/redact/redact-captured";
import { type DataFinding, dataFindings } from "@/lib/metrics/data-findings";
import { type Contact, contactOf, type Neighbours } from "@/lib/metrics/journey";
import { type MeasuringContext, measureConversation } from "@/lib/metrics/measure-conversation";
import { type OpenRawReason, openRawReasons } from "@/lib/metrics/open-raw-reasons";
import type { Keyring } from "@/lib/secrets/keyring";
import { type AgentConversation, linkAgents, unlinkAgents } from "@/lib/store/agent-conversations";
import { addToBlockList, type BlockList, readBlockList } from "@/lib/store/block-list";
import {
  type ConversationKey,
  keyText,
  type LockedConversation,
  lockConversations,
} from "@/lib/store/conversation-keys";
import { type FindingsOfConversation, writeFindings } from "@/lib/store/data-findings";
import { type Connection, type Database, inTransaction } from "@/lib/store/database";
import { noteFoundErased } from "@/lib/store/erasures";
import { type Generation, holdGenerations } from "@/lib/store/generations";
import {
  addToImports,
  type ImportCounts,
  type ImportEnd,
  type ImportHeader,
  insertRejections,
  type NewRejection,
} from "@/lib/store/imports";
import { type QueuedContact, queueContacts } from "@/lib/store/link-queue";
import { deleteMeasures, insertMeasures, type NewMeasure, readTotalled } from "@/lib/store/measure-rows";
import { TotalsDelta } from "@/lib/store/pending-totals";
import { type RawReasonsOfConversation, writeRawReasons } from "@/lib/store/raw-reasons";
import {
  appendRecords,
  deleteOwnRating,
  type NewRecord,
  readBodies,
  readRecords,
  rewriteBodies,
} from "@/lib/store/record-log";
import { addToSourceHours } from "@/lib/store/source-hours";
import { ConversationState, type Outcome } from "./apply-records";
import { findKeptOut, type KeptOut, withoutExpired } from "./keep-out";
import { SourceTallies } from "./tally-sources";

/** Some records of one import, on their way into the database. */
export interface Submission {
  readonly header: ImportHeader;
  /** In order of receipt. */
  readonly records: readonly CanonicalRecord[];
  readonly rejections: readonly NewRejection[];
  readonly ignoredKeys: ReadonlyMap<string, number>;
  /** What is needed to take captured values out of texts; absent where the records carry none and hold no text. */
  readonly redaction?: Redaction;
  /** A rating whose records that were made in Baton are taken out first; such a submission is a batch of its own. */
  readonly takesOut?: RatingKey;
  /** How many of its records were left out, because they are of customers who were erased. */
  readonly keptOut?: number;
  /** Set on the import's last submission. */
  readonly end: ImportEnd | null;
}

/** Captured values in clear, for as long as a batch takes, and how to recognise those that came before. */
export interface Redaction {
  /** By conversation ({@link keyText}). */
  readonly captured: ReadonlyMap<string, readonly KnownValue[]>;
  /** Records with the values that they brought themselves, which have been taken out of their own texts. */
  readonly own: ReadonlyMap<CanonicalRecord, readonly KnownValue[]>;
  readonly hashFor: Keyring["conversationHash"];
  /** For recognising customers who were erased. */
  readonly keyring: Pick<Keyring, "hash">;
  readonly printFor: Keyring["conversationPrint"];
}

/** What a committed batch did. */
export interface CommittedBatch {
  /** By submission, in the order given. */
  readonly counts: readonly ImportCounts[];
  /** How many rows now wait in the pending totals because of it. */
  readonly pendingRows: number;
  /** How many conversations now wait for the link step because of it. */
  readonly toLink: number;
  /** Records named customers who were erased, in conversations that were not known to be theirs: they go too. */
  readonly foundErased: boolean;
}

/** One conversation that a batch touches. */
interface Touched {
  readonly id: string;
  readonly isNew: boolean;
  readonly gone: number;
  readonly source: string;
  readonly state: ConversationState;
  /** Captured values that the batch brings in clear. */
  readonly captured: readonly KnownValue[];
  /** Hashes of captured values that came before the batch, with what stands in their place in texts. */
  readonly hashesBefore: ReadonlyMap<string, string>;
  /** The same as fingerprints of their forms. */
  readonly formsBefore: readonly ValueLabel[];
  readonly agentsBefore: ReadonlySet<string>;
  readonly rawReasonsBefore: readonly OpenRawReason[];
  readonly findingsBefore: readonly DataFinding[];
  /** As the link step knows it. */
  readonly contactBefore: Contact | null;
  changed: boolean;
  /** What its transcript is read from has changed: messages or hand-offs. */
  heard: boolean;
}

/** A generation and how to measure under it. */
interface Measuring {
  readonly generation: Generation;
  readonly context: MeasuringContext;
}

/** How a batch takes its place among other batches of the same process. */
export interface BatchOrder {
  /** Called when the batch holds its conversations: one that begins after that comes after it wherever the two meet. */
  readonly onLocked?: () => void;
  /**
   * Waited for before the batch touches what batches of other conversations touch too (the imports), so that these
   * change in the order of the batches. Where it rejects, nothing of the batch is stored.
   */
  readonly turn?: () => Promise<void>;
}

/**
 * Stores records, measures the conversations they touch again and carries the difference into the totals, all in
 * one transaction: when this resolves, the records are durable and in the numbers. Several processes may do so at
 * once; those that touch the same conversations wait for each other.
 */
export function commitBatch(
  db: Database,
  sent: readonly Submission[],
  order: BatchOrder = {},
): Promise<CommittedBatch> {
  return inTransaction(db.pool, async (client) => {
    const measuring: Measuring[] = [];
    const generations = await holdGenerations(client);
    for (const generation of generations) {
      measuring.push({
        generation,
        context: await measuringUnder(db, client, generation),
      });
    }
    const list = await readBlockList(db.pool, client, generations[0]?.blockListVersion ?? null);
    const { submissions, found } = list
      ? withoutErased(sent, list)
      : { submissions: sent, found: NOTHING_FOUND };
    const touched = await touchConversations(client, submissions, order.onLocked);
    const { appended, counts, tallies } = applySubmissions(submissions, touched);
    await appendRecords(client, appended);
    const readings = await readTouchedTranscripts(db, client, measuring, touched);
    const changed = [...touched.values()].filter((conversation) => conversation.changed);
    const written = await measureAgain(client, measuring, changed, readings);
    await order.turn?.();
    await addToImports(
      client,
      submissions.map((submission, i) => ({ ...submission, counts: counts[i] as ImportCounts })),
    );
    await addToSourceHours(client, tallies);
    await insertRejections(
      client,
      submissions.flatMap((submission) => submission.rejections),
    );
    if (found.length > 0) await keepOutFromNowOn(client, found);
    return { counts, ...written, foundErased: found.length > 0 };
  });
}

const NOTHING_FOUND: KeptOut["found"] = [];

/** Puts conversations of erased customers that came to light on the block list; {@link eraseFound} does the rest. */
async function keepOutFromNowOn(client: Connection, found: KeptOut["found"]): Promise<void> {
  await noteFoundErased(client, found);
  await addToBlockList(
    client,
    found.map(({ hash }) => hash),
    Math.max(...found.map(({ since }) => since)),
  );
}

/** The submissions without the records of customers who were erased. */
function withoutErased(
  sent: readonly Submission[],
  list: BlockList,
): { readonly submissions: readonly Submission[]; readonly found: KeptOut["found"] } {
  const keyring = sent.find(({ redaction }) => redaction)?.redaction?.keyring;
  if (!keyring) return { submissions: sent, found: NOTHING_FOUND };
  const out = findKeptOut(
    sent.flatMap(({ records }) => records),
    list,
    keyring,
  );
  if (out.conversations.size === 0) return { submissions: sent, found: NOTHING_FOUND };
  const submissions = sent.map((submission) => {
    const records = submission.records.filter((record) => !out.conversations.has(keyText(record)));
    return { ...submission, records, keptOut: submission.records.length - records.length };
  });
  return { submissions, found: out.found };
}

/** Locks the conversations of the batch and reads what is known of them. */
async function touchConversations(
  client: Connection,
  submissions: readonly Submission[],
  onLocked?: () => void,
): Promise<Map<string, Touched>> {
  const { keys, messages, takenOut } = keysOf(submissions);
  if (keys.size === 0) return new Map();
  const locked = await lockConversations(client, [...keys.values()]);
  onLocked?.();
  const changed = await takeOutRatings(client, takenOut, locked);
  const captured = capturedValues(submissions);
  await redactStored(client, locked, captured);
  const known = [...locked.values()].filter((row) => !row.isNew).map((row) => row.id);
  const logs =
    known.length === 0
      ? new Map()
      : await readRecords(
          client,
          known,
          messages.flatMap(({ key, part }) => {
            const row = locked.get(key);
            return row && !row.isNew ? [{ conversation: row.id, part }] : [];
          }),
        );
  const touched = new Map<string, Touched>();
  for (const [text, { source, conversationId }] of keys) {
    const row = locked.get(text);
    if (!row) throw new Error("A key row vanished while it was locked.");
    const state = new ConversationState(source, conversationId, logs.get(row.id));
    const factsBefore = row.isNew ? null : state.facts();
    touched.set(text, {
      id: row.id,
      isNew: row.isNew,
      gone: row.gone,
      source,
      state,
      captured: captured.get(text) ?? NO_VALUES,
      hashesBefore: state.capturedHashes(),
      formsBefore: state.capturedForms(),
      agentsBefore: row.isNew ? NO_AGENTS : state.agents(),
      rawReasonsBefore: factsBefore ? openRawReasons(factsBefore) : NO_RAW_REASONS,
      findingsBefore: factsBefore ? dataFindings(factsBefore) : NO_FINDINGS,
      contactBefore: factsBefore && contactOf(factsBefore),
      changed: changed.has(row.id),
      heard: false,
    });
  }
  return touched;
}

/** Takes ratings that were made in Baton out of the log, and says which conversations had one. */
async function takeOutRatings(
  client: Connection,
  ratings: readonly RatingKey[],
  locked: ReadonlyMap<string, LockedConversation>,
): Promise<ReadonlySet<string>> {
  const changed = new Set<string>();
  for (const rating of ratings) {
    const row = locked.get(keyText(rating));
    if (!row || row.isNew) continue;
    const part = ratingPart(rating.handoffId, rating.agentId);
    if (await deleteOwnRating(client, row.id, part)) changed.add(row.id);
  }
  return changed;
}

/** The conversations that submissions are about, by {@link keyText}, and the messages and withdrawn ratings in them. */
function keysOf(submissions: readonly Submission[]) {
  const keys = new Map<string, ConversationKey>();
  const messages: { readonly key: string; readonly part: string }[] = [];
  const takenOut: RatingKey[] = [];
  for (const { records, takesOut } of submissions) {
    for (const record of records) {
      const { source, conversationId, type, part } = record;
      const key = keyText(record);
      const arrives = type === "conversation";
      const known = keys.get(key);
      if (!known || (arrives && !known.arrives)) keys.set(key, { source, conversationId, arrives });
      if (type === "message") messages.push({ key, part });
    }
    if (takesOut) {
      const rating = takesOut;
      const { source, conversationId } = rating;
      const key = keyText(rating);
      if (!keys.has(key)) keys.set(key, { source, conversationId, arrives: false });
      takenOut.push(rating);
    }
  }
  return { keys, messages, takenOut };
}

const NO_VALUES: readonly KnownValue[] = [];
const NO_AGENTS: ReadonlySet<string> = new Set();
const NO_RAW_REASONS: readonly OpenRawReason[] = [];
const NO_FINDINGS: readonly DataFinding[] = [];

/** The captured values of all submissions, by conversation. */
function capturedValues(submissions: readonly Submission[]): ReadonlyMap<string, readonly KnownValue[]> {
  const values = new Map<string, readonly KnownValue[]>();
  for (const { redaction } of submissions) {
    for (const [key, captured] of redaction?.captured ?? []) {
      const before = values.get(key);
      values.set(key, before ? [...before, ...captured] : captured);
    }
  }
  return values;
}

/** Takes captured values that are known only now out of what is stored of their conversations. */
async function redactStored(
  client: Connection,
  locked: ReadonlyMap<string, LockedConversation>,
  captured: ReadonlyMap<string, readonly KnownValue[]>,
): Promise<void> {
  const values = new Map<string, readonly KnownValue[]>();
  for (const [key, known] of captured) {
    const row = locked.get(key);
    if (row && !row.isNew) values.set(row.id, known);
  }
  if (values.size === 0) return;
  const stored = await readBodies(client, [...values.keys()]);
  const redacted = stored.map((record) => ({
    ...record,
    body: withoutValues(record.body, values.get(record.conversation) ?? NO_VALUES),
  }));
  await rewriteBodies(
    client,
    redacted.filter((record, i) => record.body !== stored[i]?.body),
  );
}

/**
 * A record without the captured values of its conversation in its texts: those that the batch brings, in clear or as
 * hashes, and those before.
 */
function withoutCaptured(
  record: CanonicalRecord,
  { state, captured, hashesBefore, formsBefore }: Touched,
  redaction: Redaction | undefined,
): CanonicalRecord {
  if (!redaction) return record;
  const { source, conversationId } = record;
  // Comparing hashes is dear, and what the batch brings in clear has been taken out by then.
  const hashes = captured.length > 0 ? hashesBefore : state.capturedHashes();
  const known = redaction.own.get(record) === captured ? record.body : withoutValues(record.body, captured);
  const forms = captured.length > 0 ? formsBefore : state.capturedForms();
  const spelled =
    forms.length === 0 ? known : withoutForms(known, forms, redaction.printFor(source, conversationId));
  const body =
    hashes.size === 0
      ? spelled
      : withoutHashedValues(spelled, hashes, redaction.hashFor(source, conversationId));
  return body === record.body ? record : ({ ...record, body } as CanonicalRecord);
}

/** Lays the records over what is known, and counts what became of them. Answers what is to be appended to the log. */
function applySubmissions(submissions: readonly Submission[], touched: ReadonlyMap<string, Touched>) {
  const appended: NewRecord[] = [];
  const counts: ImportCounts[] = [];
  const tallies = new SourceTallies();
  for (const { header, records, rejections, redaction, keptOut = 0 } of submissions) {
    const outcomes: Record<Outcome, number> = { created: 0, updated: 0, unchanged: 0, stale: keptOut };
    for (const sent of records) {
      const conversation = touched.get(keyText(sent));
      if (!conversation) throw new Error("A record's conversation was not locked.");
      const current = withoutExpired(sent, conversation.gone);
      if (!current) {
        outcomes.stale += 1;
        tallies.add(sent, "stale");
        continue;
      }
      const record = withoutCaptured(current, conversation, redaction);
      const outcome = conversation.state.apply(record);
      outcomes[outcome] += 1;
      tallies.add(record, outcome);
      if (outcome === "created" || outcome === "updated") {
        if (record.type !== "message") conversation.changed = true;
        if (record.type === "message" || record.type === "handoff") conversation.heard = true;
      }
      appended.push({ conversation: conversation.id, importId: header.id, record });
    }
    for (const rejection of rejections) tallies.refuse(rejection);
    const received = records.length + keptOut + rejections.length;
    counts.push({ received, rejected: rejections.length, ...outcomes });
  }
  return { appended, counts, tallies: tallies.list() };
}

/** What the transcripts of the batch's conversations say now; those that say something else than before have changed. */
function readTouchedTranscripts(
  db: Database,
  client: Connection,
  measuring: readonly Measuring[],
  touched: ReadonlyMap<string, Touched>,
): Promise<Readings> {
  const byId = new Map<string, Touched>();
  const conversations: HeardConversation[] = [];
  for (const conversation of touched.values()) {
    const { id, isNew, heard, changed, state } = conversation;
    if (!heard && (isNew || !changed)) continue;
    byId.set(id, conversation);
    conversations.push({
      id,
      isNew,
      heard,
      handoffs: state.handoffs(),
      messages: isNew ? state.messages() : [],
    });
  }
  const generations = measuring.map(({ generation }) => generation);
  return hearTranscripts(db, client, generations, conversations, (id) => {
    const conversation = byId.get(id);
    if (conversation) conversation.changed = true;
  });
}

/**
 * What conversations add to the numbers, and who and what they are found by. `neighbours` is what the link step has
 * found about those that were known: it stays until the link step looks again.
 */
function measureAll(
  measuring: readonly Measuring[],
  conversations: readonly Touched[],
  neighbours: ReadonlyMap<string, Neighbours | null>,
  readings: Readings,
) {
  const totals = new TotalsDelta();
  const rows: NewMeasure[] = [];
  const linked: AgentConversation[] = [];
  const unlinked: AgentConversation[] = [];
  const rawReasons: RawReasonsOfConversation[] = [];
  const findings: FindingsOfConversation[] = [];
  const toLink: QueuedContact[] = [];
  for (const conversation of conversations) {
    const { id, source, state, agentsBefore, rawReasonsBefore, findingsBefore, contactBefore } = conversation;
    const agents = state.agents();
    for (const agentId of agents)
      if (!agentsBefore.has(agentId)) linked.push({ source, agentId, conversation: id });
    for (const agentId of agentsBefore)
      if (!agents.has(agentId)) unlinked.push({ source, agentId, conversation: id });
    const facts = state.facts();
    const open = openRawReasons(facts);
    if (open.length + rawReasonsBefore.length > 0 && !isDeepStrictEqual(open, rawReasonsBefore))
      rawReasons.push({ conversation: id, source, open });
    const wrong = dataFindings(facts);
    if (wrong.length + findingsBefore.length > 0 && !isDeepStrictEqual(wrong, findingsBefore)) {
      const startedAt = facts.conversation?.startedAt ?? null;
      findings.push({ conversation: id, source, startedAt, findings: wrong });
    }
    const found = neighbours.get(id) ?? null;
    const contact = contactToLink(contactBefore, facts, found);
    if (contact) toLink.push({ conversation: id, contact });
    for (const { generation, context } of measuring) {
      const measured = measureConversation(readings.addTo(facts, generation.id, id), context, found);
      if (!measured) continue;
      rows.push({ generation: generation.id, conversation: id, measured });
      totals.add({ generation: generation.id, ...measured }, 1);
    }
  }
  return { totals, rows, linked, unlinked, rawReasons, findings, toLink };
}

/** Replaces the measure rows of conversations and carries the difference into the pending totals. */
async function measureAgain(
  client: Connection,
  measuring: readonly Measuring[],
  conversations: readonly Touched[],
  readings: Readings,
): Promise<Pick<CommittedBatch, "pendingRows" | "toLink">> {
  const known = conversations.filter(({ isNew }) => !isNew).map(({ id }) => id);
  const ids = measuring.map(({ generation }) => generation.id);
  const before = known.length > 0 ? await readTotalled(client, ids, known) : [];
  if (known.length > 0) await deleteMeasures(client, ids, known);
  const neighbours = new Map(before.map((row) => [row.conversation, row.neighbours]));
  const { totals, rows, linked, unlinked, rawReasons, findings, toLink } = measureAll(
    measuring,
    conversations,
    neighbours,
    readings,
  );
  for (const row of before) totals.add(row, -1);
  await insertMeasures(client, rows);
  await unlinkAgents(client, unlinked);
  await linkAgents(client, linked);
  await writeRawReasons(client, rawReasons);
  await writeFindings(client, findings);
  await queueContacts(client, toLink);
  return { pendingRows: await totals.write(client), toLink: toLink.length };
}
