import type { BotPart, Mapped, MappedConversation, MappingProblem, RecordDraft } from "./connector";
import { isObject, type Json } from "./platform-value";

/** A piece of a payload that a connector does not understand. The message says what was expected, without values. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** Gathers what the pieces of a payload say. */
export class Mapping {
  private readonly found = new Map<string, { part: BotPart; test: boolean; records: RecordDraft[] }>();
  private readonly problems: MappingProblem[] = [];
  private readonly labels = new Set<string>();
  private irrelevant = 0;

  /** Names what came, for the list of payloads. */
  label(name: string): void {
    this.labels.add(name);
  }

  /** What a piece says of a conversation; several pieces of one conversation are put together. */
  add(conversationId: string, part: BotPart, records: readonly RecordDraft[], test = false): this {
    const before = this.found.get(conversationId);
    if (!before) {
      this.found.set(conversationId, { part, test, records: [...records] });
      return this;
    }
    before.part = stronger(before.part, part);
    before.test ||= test;
    before.records.push(...records);
    return this;
  }

  /** The piece is understood, and nothing in it counts. */
  skip(label: string): this {
    this.label(label);
    this.irrelevant += 1;
    return this;
  }

  /** The piece is not understood. */
  problem(where: string, message: string): void {
    this.problems.push({ where, message });
  }

  /**
   * Everything gathered. A conversation without a bot keeps no records: they would tell of people alone. A page with
   * nothing in it is no mistake: jobs ask for the last hour, and some hours are quiet.
   */
  done(): Mapped {
    const isEmpty = this.found.size === 0 && this.irrelevant === 0 && this.problems.length === 0;
    if (isEmpty) this.skip("nothing in it");
    const conversations = [...this.found].map(
      ([conversationId, { part, test, records }]): MappedConversation => ({
        conversationId,
        part,
        test,
        records: part === "none" ? [] : records,
      }),
    );
    const [first = this.problems.length > 0 ? "not recognised" : "nothing", ...others] = [...this.labels];
    const label = others.length === 0 ? first : `${first} and ${others.length} more`;
    return { label, conversations, irrelevant: this.irrelevant, problems: this.problems };
  }
}

const STRENGTH = { bot: 2, none: 1, follows: 0 } as const satisfies { readonly [P in BotPart]: number };

function stronger(a: BotPart, b: BotPart): BotPart {
  return STRENGTH[a] >= STRENGTH[b] ? a : b;
}

/**
 * Reads each piece of a payload with `read`. One that is not understood becomes a problem and stops none of the
 * others.
 */
export function mapEach(
  pieces: readonly unknown[],
  read: (piece: Json, mapping: Mapping) => unknown,
  mapping = new Mapping(),
): Mapped {
  for (const [i, piece] of pieces.entries()) {
    const where = pieces.length === 1 ? "payload" : `item ${i + 1}`;
    if (!isObject(piece)) {
      mapping.problem(where, "A JSON object is expected here.");
      continue;
    }
    try {
      read(piece, mapping);
    } catch (error) {
      if (!(error instanceof NotUnderstood)) throw error;
      mapping.problem(where, error.message);
    }
  }
  return mapping.done();
}
