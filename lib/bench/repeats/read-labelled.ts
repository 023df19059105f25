import { foldBodies } from "@/lib/domain/fold-records";
import type { BodyOf, CanonicalRecord, ConversationFacts } from "@/lib/domain/record";
import type { HandOffReading } from "@/lib/domain/transcript";
import type { KnownValue } from "@/lib/ingest/redact/redact";
import { redact } from "@/lib/ingest/redact/redact";
import { withoutValues } from "@/lib/ingest/redact/redact-captured";
import { type NormaliseContext, normaliseRecord } from "@/lib/ingest/validate/normalise";
import type { QuestionReader } from "@/lib/repeats/questions";
import { readTranscript, type TranscriptMessage } from "@/lib/repeats/read-transcript";
import { createKeyring } from "@/lib/secrets/keyring";

/** One hand-off of a labelled file: what somebody says was asked again, and what Baton reads. */
export interface LabelledHandOff {
  readonly conversation: string;
  readonly language: string;
  /** All captured fields. */
  readonly fields: readonly string[];
  readonly expected: readonly string[];
  /** Null where Baton does not assess the hand-off. */
  readonly reading: HandOffReading | null;
}

type Json = { readonly [key: string]: unknown };

const NAMES_KEY = "expectedReasked";

/** A line that cannot be used, and why. */
export interface BrokenLine {
  /** Counted from 1; in a file that is one array, the place in it. */
  readonly line: number;
  readonly message: string;
}

/**
 * Reads a labelled file: the contract's records as NDJSON (or one JSON array), in any order, with `expectedReasked` (a
 * list of field names) on each hand-off that is labelled, either at the top of its record, in its `context`, or on a line
 * of its own with `conversationId` and `handoffId`. A line may also hold a list `records` with `expectedReasked` beside
 * it. Everything goes through the steps of ingest: normalised, fingerprinted, redacted, read. A broken line is handed to
 * `onBroken` and left out; without one, throws with its number.
 */
export function readLabelled(
  text: string,
  questions: QuestionReader,
  onBroken: (line: BrokenLine) => void = ({ line, message }) => {
    throw new Error(`Line ${line}: ${message}`);
  },
): LabelledHandOff[] {
  const conversations = new Map<string, Gathered>();
  for (const { line, read } of entriesOf(text)) {
    try {
      for (const raw of recordsOf(asObject(read()))) gather(raw, conversations);
    } catch (cause) {
      onBroken({ line, message: cause instanceof Error ? cause.message : String(cause) });
    }
  }
  return [...conversations.values()].flatMap((gathered) => readConversation(gathered, questions));
}

/** The lines of NDJSON, with any line ends, or the elements of one array. */
function entriesOf(text: string): { line: number; read: () => unknown }[] {
  const plain = text.replace(/^\uFEFF/, "");
  const array = /^\s*\[/.test(plain) ? parsedArray(plain) : null;
  if (array) return array.map((element, i) => ({ line: i + 1, read: () => element }));
  return plain.split(/\r\n|\n|\r/).flatMap((line, i) => {
    return line.trim() === "" ? [] : [{ line: i + 1, read: () => parsedLine(line) }];
  });
}

function parsedArray(text: string): unknown[] | null {
  try {
    const array: unknown = JSON.parse(text);
    return Array.isArray(array) ? array : null;
  } catch {
    return null;
  }
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`this is no JSON: ${line.trim().slice(0, 60)}${line.trim().length > 60 ? "…" : ""}`);
  }
}

function asObject(value: unknown): Json {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error("a record is a JSON object");
  }
  return value as Json;
}

interface Gathered {
  readonly id: string;
  readonly records: CanonicalRecord[];
  readonly captured: KnownValue[];
  readonly expected: Map<string, readonly string[]>;
  language: string;
}

const context: NormaliseContext = {
  defaultSource: "default",
  keyring: createKeyring("the key of a benchmark that keeps nothing"),
  redact,
};

function recordsOf(line: Json): Json[] {
  if (!Array.isArray(line.records)) return [line];
  const records = line.records.map(asObject);
  if (line[NAMES_KEY] === undefined) return records;
  return records.map((record) =>
    record.type === "handoff" && record[NAMES_KEY] === undefined
      ? { ...record, [NAMES_KEY]: line[NAMES_KEY] }
      : record,
  );
}

function gather(raw: Json, conversations: Map<string, Gathered>): void {
  const source = typeof raw.source === "string" ? raw.source : "default";
  const id = `${source} ${String(raw.conversationId)}`;
  const gathered: Gathered = conversations.get(id) ?? {
    id: String(raw.conversationId),
    records: [],
    captured: [],
    expected: new Map(),
    language: "not known",
  };
  conversations.set(id, gathered);
  const { context: nested } = raw;
  const inContext = typeof nested === "object" && nested !== null ? (nested as Json)[NAMES_KEY] : undefined;
  const expected = raw[NAMES_KEY] ?? inContext;
  if (expected !== undefined && expected !== null) {
    if (!Array.isArray(expected)) throw new Error(`${NAMES_KEY} is a list of field names`);
    gathered.expected.set(
      String(raw.handoffId ?? "1").trim(),
      expected.map((name) => String(name).trim()),
    );
  }
  if (raw.type === undefined && expected !== undefined) return;
  if (typeof raw.language === "string") gathered.language = raw.language.slice(0, 2).toLowerCase();
  const { [NAMES_KEY]: _, ...record } = raw;
  const result = normaliseRecord(record, context);
  if (!result.ok) {
    const { message, path } = result.rejection;
    throw new Error(path ? `${path}: ${message}` : message);
  }
  gathered.records.push(result.record);
  gathered.captured.push(...result.captured);
}

function readConversation(gathered: Gathered, questions: QuestionReader): LabelledHandOff[] {
  const bodies = new Map<string, CanonicalRecord[]>();
  for (const record of gathered.records) {
    const key = `${record.type} ${record.part}`;
    bodies.set(key, [...(bodies.get(key) ?? []), record]);
  }
  const handoffs: ConversationFacts["handoffs"][number][] = [];
  const messages: TranscriptMessage[] = [];
  for (const records of bodies.values()) {
    const [first] = records;
    if (!first) continue;
    const body = withoutValues(
      foldBodies(records as { version: number | null; body: BodyOf["message"] }[]),
      gathered.captured,
    );
    if (first.type === "handoff") handoffs.push({ ...(body as BodyOf["handoff"]), handoffId: first.part });
    if (first.type === "message") messages.push({ ...body, sequence: Number(first.part) });
  }
  const readings = readTranscript(handoffs, messages, { questions, rejected: new Set() });
  return handoffs.flatMap((handoff) => {
    const expected = gathered.expected.get(handoff.handoffId);
    if (!expected) return [];
    return [
      {
        conversation: gathered.id,
        language: gathered.language,
        fields: (handoff.context?.fields ?? []).map((field) => field.name),
        expected,
        reading: readings.find((reading) => reading.handoffId === handoff.handoffId) ?? null,
      },
    ];
  });
}
