import type {
  CapturedField,
  ContextRatingBody,
  ConversationBody,
  HandoffBody,
  HandoffContext,
  MessageBody,
  SurveyBody,
} from "./record";

type Body = ConversationBody | HandoffBody | SurveyBody | ContextRatingBody | MessageBody;
/** The parts of bodies that are merged key by key themselves, instead of replaced. */
interface Nested {
  readonly context?: HandoffContext;
  readonly attributes?: { readonly [name: string]: unknown };
}

/**
 * Merges two bodies of the same key: what the newer one says wins, what it does not say stays. `context` and
 * `attributes` merge key by key, `context.fields` by name; other lists are replaced.
 */
export function mergeBodies<B extends Body>(older: B, newer: B): B {
  const merged: Record<string, unknown> = { ...older, ...newer };
  const [a, b] = [older as Nested, newer as Nested];
  if (a.context && b.context) merged.context = mergeContexts(a.context, b.context);
  if (a.attributes && b.attributes) merged.attributes = { ...a.attributes, ...b.attributes };
  return merged as unknown as B;
}

function mergeContexts(older: HandoffContext, newer: HandoffContext): HandoffContext {
  const merged = { ...older, ...newer };
  return older.fields && newer.fields
    ? { ...merged, fields: mergeFields(older.fields, newer.fields) }
    : merged;
}

function mergeFields(older: readonly CapturedField[], newer: readonly CapturedField[]): CapturedField[] {
  const byName = new Map(older.map((field) => [field.name, field]));
  for (const field of newer) byName.set(field.name, { ...byName.get(field.name), ...field });
  return [...byName.values()];
}

/** What ordering a record against others of its key needs. Records are listed in order of receipt. */
export interface Versioned {
  readonly version: number | null;
}

/** The order in which records of one key are laid over each other: by version (none = oldest), then receipt. */
export function inFoldOrder<R extends Versioned>(records: readonly R[]): readonly R[] {
  if (records.length < 2) return records;
  return [...records].sort((a, b) => (a.version ?? -Infinity) - (b.version ?? -Infinity) || 0);
}

/** The state of one key: its records, given in order of receipt, laid over each other. */
export function foldBodies<B extends Body>(records: readonly (Versioned & { readonly body: B })[]): B {
  const [first, ...rest] = inFoldOrder(records);
  if (!first) throw new Error("A key without records has no state.");
  return rest.reduce<B>((state, record) => mergeBodies(state, record.body), first.body);
}
