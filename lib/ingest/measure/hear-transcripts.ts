import { isDeepStrictEqual } from "node:util";
import { foldBodies } from "@/lib/domain/fold-records";
import type { ConversationFacts, MessageBody } from "@/lib/domain/record";
import type { HandOffReading } from "@/lib/domain/transcript";
import { QuestionReader } from "@/lib/repeats/questions";
import { mayBeAssessed, readTranscript, type TranscriptMessage } from "@/lib/repeats/read-transcript";
import type { Connection, Database } from "@/lib/store/database";
import { readFindingRejections } from "@/lib/store/finding-rejections";
import type { Generation } from "@/lib/store/generations";
import { phraseListsWith, readPhraseChanges } from "@/lib/store/phrase-lists";
import { readTranscripts } from "@/lib/store/record-log";
import {
  readingsOfGone,
  readTranscriptReadings,
  type TranscriptReadingRow,
  writeTranscriptReadings,
} from "@/lib/store/transcript-readings";

/*
 * Reading transcripts while records come in: which conversations have to be read again, and what has changed by it.
 * Conversations without a hand-off that can be assessed, or without messages, cost nothing but a look at their facts.
 */

/** What the transcripts of some conversations say, by generation and conversation. */
export class Readings {
  private readonly rows = new Map<string, readonly HandOffReading[]>();

  set({ generation, conversation, reading }: TranscriptReadingRow): void {
    this.rows.set(`${generation} ${conversation}`, reading);
  }

  get(generation: number, conversation: string): readonly HandOffReading[] {
    return this.rows.get(`${generation} ${conversation}`) ?? NOTHING;
  }

  /** The facts of a conversation with what its transcript says under a generation. */
  addTo(facts: ConversationFacts, generation: number, conversation: string): ConversationFacts {
    const transcript = this.get(generation, conversation);
    return transcript.length > 0 ? { ...facts, transcript } : facts;
  }
}

const NOTHING: readonly HandOffReading[] = [];

/** A conversation whose transcript may say something else now. */
export interface HeardConversation {
  readonly id: string;
  /** Nothing of it is stored yet: all its messages are in `messages`. */
  readonly isNew: boolean;
  /** Messages or hand-offs of it have changed. */
  readonly heard: boolean;
  readonly handoffs: ConversationFacts["handoffs"];
  /** Of a new conversation. */
  readonly messages: readonly TranscriptMessage[];
}

/**
 * What the transcripts of conversations say under the generations, after their records have been stored; stores what
 * has changed. `onChange` is called with each conversation that says something else than before.
 */
export async function hearTranscripts(
  db: Pick<Database, "pool">,
  client: Connection,
  generations: readonly Generation[],
  conversations: readonly HeardConversation[],
  onChange: (id: string) => void = () => undefined,
): Promise<Readings> {
  const readings = new Readings();
  const known = conversations.filter(
    ({ isNew, heard, handoffs }) => !isNew && (heard || handoffs.some(hasFields)),
  );
  const fresh = conversations.filter(
    ({ isNew, messages, handoffs }) => isNew && messages.length > 0 && handoffs.some(mayBeAssessed),
  );
  if (known.length === 0 && fresh.length === 0) return readings;
  const ids = generations.map(({ id }) => id);
  const stored = await readTranscriptReadings(
    client,
    ids,
    known.map(({ id }) => id),
  );
  for (const row of stored) readings.set(row);
  const again = known.filter(({ heard }) => heard);
  const written = await readAgain(db, client, generations, [...fresh, ...again], readings);
  for (const row of written) {
    readings.set(row);
    onChange(row.conversation);
  }
  await writeTranscriptReadings(client, written);
  return readings;
}

/**
 * Reads the transcripts of conversations anew under one generation, from what is stored; their handoffs are given.
 * Stores nothing.
 */
export async function readStoredTranscripts(
  db: Pick<Database, "pool">,
  client: Connection,
  generation: Generation,
  conversations: readonly Pick<HeardConversation, "id" | "handoffs">[],
): Promise<TranscriptReadingRow[]> {
  const heard = conversations.map((conversation) => ({
    ...conversation,
    isNew: false,
    heard: true,
    messages: [],
  }));
  return readAgain(db, client, [generation], heard, new Readings());
}

function hasFields({ context }: ConversationFacts["handoffs"][number]): boolean {
  return (context?.fields ?? []).length > 0;
}

/** The readings that differ from those given. */
async function readAgain(
  db: Pick<Database, "pool">,
  client: Connection,
  generations: readonly Generation[],
  conversations: readonly HeardConversation[],
  before: Readings,
): Promise<TranscriptReadingRow[]> {
  if (conversations.length === 0) return [];
  const able = new Set(
    conversations.filter(({ handoffs }) => handoffs.some(mayBeAssessed)).map(({ id }) => id),
  );
  const known = conversations.filter(({ id, isNew }) => !isNew && able.has(id)).map(({ id }) => id);
  const transcripts = await readTranscripts(client, known);
  const gone = await readingsOfGone(
    client,
    known.filter((id) => !transcripts.has(id)),
  );
  const rejections = await readFindingRejections(
    client,
    known.filter((id) => transcripts.has(id)),
  );
  const rows: TranscriptReadingRow[] = [];
  const byVersion = new Map<number, Map<string, HandOffReading[]>>();
  for (const { id: generation, phraseListVersion } of generations) {
    const done = byVersion.get(phraseListVersion) ?? new Map<string, HandOffReading[]>();
    byVersion.set(phraseListVersion, done);
    const questions = await questionsOf(db, client, phraseListVersion);
    for (const conversation of conversations) {
      const { id, isNew, handoffs } = conversation;
      let reading = able.has(id) ? (gone.get(id) ?? done.get(id)) : NOTHING;
      if (!reading) {
        const messages = isNew ? conversation.messages : transcriptOf(transcripts.get(id) ?? []);
        const fresh = readTranscript(handoffs, messages, { questions, rejected: rejections.get(id) ?? NONE });
        done.set(id, fresh);
        reading = fresh;
      }
      if (isDeepStrictEqual(reading, before.get(generation, id))) continue;
      rows.push({ generation, conversation: id, reading });
    }
  }
  return rows;
}

const NONE: ReadonlySet<string> = new Set();

/** Message records as the lines they add up to. */
function transcriptOf(
  records: readonly { readonly part: string; readonly version: number | null; readonly body: MessageBody }[],
): TranscriptMessage[] {
  const byPart = new Map<string, (typeof records)[number][]>();
  for (const record of records) {
    const same = byPart.get(record.part);
    if (same) same.push(record);
    else byPart.set(record.part, [record]);
  }
  return [...byPart].map(([part, versions]) => ({ ...foldBodies(versions), sequence: Number(part) }));
}

const readers = new WeakMap<Database["pool"], Map<number, QuestionReader>>();

/** How questions are recognised in a version of the phrase lists; prepared once in a process. */
async function questionsOf(
  db: Pick<Database, "pool">,
  client: Connection,
  version: number,
): Promise<QuestionReader> {
  const known = readers.get(db.pool) ?? new Map<number, QuestionReader>();
  readers.set(db.pool, known);
  const found = known.get(version);
  if (found) return found;
  const reader = new QuestionReader(phraseListsWith(await readPhraseChanges(db, version, client)));
  known.set(version, reader);
  return reader;
}
