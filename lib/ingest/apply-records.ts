import { isDeepStrictEqual } from "node:util";
import { foldBodies, mergeBodies, type PartStates } from "@/lib/domain/fold-records";
import type { BodyOf, CanonicalRecord, RecordType } from "@/lib/domain/record";
import type { LoggedRecord } from "@/lib/store/record-log";

/** What became of a record: it made its key, changed it, brought nothing new, or was overruled by a newer version. */
export type Outcome = "created" | "updated" | "unchanged" | "stale";

type Body = BodyOf[RecordType];

interface Key {
  readonly records: { readonly version: number | null; readonly body: Body }[];
  state: Body;
}

/** The keys of one conversation while records are laid over them. */
export class ConversationState {
  private readonly keys: { readonly [T in RecordType]: Map<string, Key> } = {
    conversation: new Map(),
    handoff: new Map(),
    survey: new Map(),
    context_rating: new Map(),
    message: new Map(),
  };

  /** Starts from the records known so far, in order of receipt. */
  constructor(log: readonly LoggedRecord[] = []) {
    for (const { type, part, version, body } of log) {
      const key = this.keys[type].get(part);
      if (key) key.records.push({ version, body });
      else this.keys[type].set(part, { records: [{ version, body }], state: body });
    }
    for (const keys of Object.values(this.keys)) {
      for (const key of keys.values()) key.state = foldBodies(key.records);
    }
  }

  /** Lays one more record over the rest and says what became of it. */
  apply({ type, part, version, body }: CanonicalRecord): Outcome {
    const key = this.keys[type].get(part);
    if (!key) {
      this.keys[type].set(part, { records: [{ version, body }], state: body });
      return "created";
    }
    const newest = Math.max(...key.records.map((record) => record.version ?? Number.NEGATIVE_INFINITY));
    const before = key.state;
    key.records.push({ version, body });
    key.state = foldBodies(key.records);
    if (!isDeepStrictEqual(before, key.state)) return "updated";
    const overruled =
      (version ?? Number.NEGATIVE_INFINITY) < newest &&
      !isDeepStrictEqual(mergeBodies(key.state, body), key.state);
    return overruled ? "stale" : "unchanged";
  }

  /** The state of every key. */
  states(): PartStates {
    const statesOf = (keys: Map<string, Key>) => new Map([...keys].map(([part, key]) => [part, key.state]));
    return {
      conversation: statesOf(this.keys.conversation),
      handoff: statesOf(this.keys.handoff),
      survey: statesOf(this.keys.survey),
      context_rating: statesOf(this.keys.context_rating),
    } as PartStates;
  }
}
