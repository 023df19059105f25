import { isDeepStrictEqual } from "node:util";
import { foldBodies, mergeBodies } from "@/lib/domain/fold-records";
import {
  type BodyOf,
  type CanonicalRecord,
  type ConversationFacts,
  type RecordType,
  splitRatingPart,
} from "@/lib/domain/record";
import type { ValueLabel } from "@/lib/ingest/redact/redact";
import { placeholder } from "@/lib/ingest/redact/redact";
import type { LoggedRecord } from "@/lib/store/record-log";

/** What became of a record: it made its key, changed it, brought nothing new, or was overruled by a newer version. */
export type Outcome = "created" | "updated" | "unchanged" | "stale";

type Body = BodyOf[RecordType];

const NO_HASHES: ReadonlyMap<string, string> = new Map();
const NO_FORMS: readonly ValueLabel[] = [];

interface Key {
  readonly type: RecordType;
  readonly part: string;
  /** In order of receipt. */
  readonly records: { readonly version: number | null; readonly body: Body }[];
  state: Body;
}

/** Everything known of one conversation, key by key, while records are laid over it. */
export class ConversationState {
  private readonly keys = new Map<string, Key>();

  /** Starts from the records known so far, in order of receipt. */
  constructor(
    private readonly source: string,
    private readonly conversationId: string,
    log: readonly LoggedRecord[] = [],
  ) {
    for (const record of log) {
      const key = this.find(record);
      if (key) key.records.push(record);
      else this.make(record);
    }
    for (const key of this.keys.values()) {
      if (key.records.length > 1) key.state = foldBodies(key.records);
    }
  }

  /** Lays one more record over the rest and says what became of it. */
  apply(record: LoggedRecord | CanonicalRecord): Outcome {
    const key = this.find(record);
    if (!key) {
      this.make(record);
      return "created";
    }
    const { version, body } = record;
    const newest = Math.max(...key.records.map((known) => known.version ?? Number.NEGATIVE_INFINITY));
    const before = key.state;
    key.records.push(record);
    key.state = foldBodies(key.records);
    if (!isDeepStrictEqual(before, key.state)) return "updated";
    const overruled =
      (version ?? Number.NEGATIVE_INFINITY) < newest &&
      !isDeepStrictEqual(mergeBodies(key.state, body), key.state);
    return overruled ? "stale" : "unchanged";
  }

  /** What the records add up to; messages apart. */
  facts(): ConversationFacts {
    let conversation: ConversationFacts["conversation"] = null;
    const handoffs: ConversationFacts["handoffs"][number][] = [];
    const surveys: ConversationFacts["surveys"][number][] = [];
    const ratings: ConversationFacts["ratings"][number][] = [];
    for (const { type, part, state } of this.keys.values()) {
      if (type === "conversation") conversation = state as BodyOf["conversation"];
      else if (type === "handoff") handoffs.push({ ...(state as BodyOf["handoff"]), handoffId: part });
      else if (type === "survey") surveys.push({ ...(state as BodyOf["survey"]), surveyId: part });
      else if (type === "context_rating") {
        ratings.push({ ...(state as BodyOf["context_rating"]), ...splitRatingPart(part) });
      }
    }
    return {
      source: this.source,
      conversationId: this.conversationId,
      conversation,
      handoffs,
      surveys,
      ratings,
    };
  }

  /** The hand-offs as they stand. */
  handoffs(): ConversationFacts["handoffs"] {
    const handoffs = [];
    for (const { type, part, state } of this.keys.values()) {
      if (type === "handoff") handoffs.push({ ...(state as BodyOf["handoff"]), handoffId: part });
    }
    return handoffs;
  }

  /** The lines of the transcript among the records, in no order; those of the log only where they were read. */
  messages(): (BodyOf["message"] & { readonly sequence: number })[] {
    const messages = [];
    for (const { type, part, state } of this.keys.values()) {
      if (type === "message") messages.push({ ...(state as BodyOf["message"]), sequence: Number(part) });
    }
    return messages;
  }

  /** The agents whom the conversation was handed to. */
  agents(): ReadonlySet<string> {
    const agents = new Set<string>();
    for (const { type, state } of this.keys.values()) {
      const agentId = type === "handoff" ? (state as BodyOf["handoff"]).agentId : undefined;
      if (agentId !== undefined) agents.add(agentId);
    }
    return agents;
  }

  /** The hashes of the captured values, with what stands in their place in texts; empty for most conversations. */
  capturedHashes(): ReadonlyMap<string, string> {
    let hashes = NO_HASHES;
    for (const { type, state } of this.keys.values()) {
      if (type !== "handoff") continue;
      for (const { name, valueHash } of (state as BodyOf["handoff"]).context?.fields ?? []) {
        if (valueHash !== undefined) hashes = new Map([...hashes, [valueHash, placeholder(name)]]);
      }
    }
    return hashes;
  }

  /** The forms of the captured values, with what stands in their place in texts; empty for most conversations. */
  capturedForms(): readonly ValueLabel[] {
    let values: ValueLabel[] | null = null;
    for (const { type, state } of this.keys.values()) {
      if (type !== "handoff") continue;
      for (const { name, valueForms } of (state as BodyOf["handoff"]).context?.fields ?? []) {
        if (valueForms === undefined) continue;
        values ??= [];
        values.push({ label: placeholder(name), forms: valueForms });
      }
    }
    return values ?? NO_FORMS;
  }

  private find({ type, part }: { readonly type: RecordType; readonly part: string }): Key | undefined {
    return this.keys.get(`${type} ${part}`);
  }

  private make(record: LoggedRecord | CanonicalRecord): void {
    const { type, part, body } = record;
    this.keys.set(`${type} ${part}`, { type, part, records: [record], state: body });
  }
}
