import fc from "fast-check";
import { REASONS } from "@/lib/domain/reason";
import {
  type CanonicalRecord,
  CHANNELS,
  CONTEXT_USES,
  HANDOFF_STATUSES,
  OUTCOMES,
  PASSED,
  ratingPart,
  USEFULNESS,
} from "@/lib/domain/record";

/*
 * Generated records for property tests: few conversations with many records each, so that records of the same key
 * meet, and every record of a key with a version of its own, so that no order is right by chance.
 */

const HOUR = 3_600_000_000;
const START = Date.UTC(2026, 9, 5) * 1000;
const maybe = { requiredKeys: [] as [] };
const moment = fc.integer({ min: 0, max: 400 }).map((hours) => START + hours * HOUR);
const fieldName = fc.constantFrom("order_reference", "email", "postcode");

const rawReason = fc.constantFrom("ESC_017", "esc_017", "ESC_022", "Straße geändert");

const key = fc.record({
  source: fc.constantFrom("bot-a", "bot-b"),
  conversationId: fc.integer({ min: 1, max: 12 }).map((n) => `c-${n}`),
});

const conversation = fc.record(
  {
    bot: fc.constantFrom("Ava", "Ivo"),
    botVersion: fc.constantFrom("46", "47"),
    channel: fc.constantFrom(...CHANNELS),
    language: fc.constantFrom("en-GB", "de-DE"),
    queryType: fc.constantFrom("refund", "order_status", "billing, “odd” \t name"),
    startedAt: moment,
    outcome: fc.constantFrom(...OUTCOMES),
    customerMessages: fc.integer({ min: 0, max: 5 }),
    failedAttempts: fc.integer({ min: 0, max: 4 }),
    test: fc.boolean(),
    attributes: fc.record({ plan: fc.constantFrom("gold", "basic") }),
  },
  { requiredKeys: ["startedAt"] },
);

const handoff = fc.record(
  {
    from: fc.constantFrom("bot" as const, "agent" as const),
    requestedAt: moment,
    connectedAt: moment,
    customerAskedAt: moment,
    status: fc.constantFrom(...HANDOFF_STATUSES),
    reason: fc.constantFrom(...REASONS),
    reasonRaw: rawReason,
    queue: fc.constantFrom("orders", "billing"),
    agentId: fc.constantFrom("a-1", "a-2"),
    failedAttempts: fc.integer({ min: 0, max: 4 }),
    context: fc.record(
      {
        transcript: fc.boolean(),
        summary: fc.boolean(),
        fields: fc.uniqueArray(
          fc.record(
            { name: fieldName, passed: fc.constantFrom(...PASSED), reasked: fc.boolean() },
            { requiredKeys: ["name"] },
          ),
          { selector: (field) => field.name, maxLength: 3 },
        ),
      },
      maybe,
    ),
  },
  maybe,
);

const survey = fc.record(
  {
    kind: fc.constantFrom("csat" as const, "nps" as const),
    score: fc.integer({ min: 1, max: 5 }),
    scaleMin: fc.constant(1),
    scaleMax: fc.constant(5),
    sentAt: moment,
    answeredAt: moment,
    hadToRepeat: fc.boolean(),
  },
  maybe,
);

const rating = fc.record(
  {
    usefulness: fc.constantFrom(...USEFULNESS),
    used: fc.constantFrom(...CONTEXT_USES),
    reaskedFields: fc.uniqueArray(fieldName, { maxLength: 2 }),
    correctedReason: fc.constantFrom(...REASONS),
  },
  maybe,
);

const handoffId = fc.constantFrom("h1", "h2");
const message = fc.record({ text: fc.constantFrom("Hello", "Where is it?") });

const unversioned = fc.tuple(
  key,
  fc.oneof(
    { weight: 3, arbitrary: conversation.map((body) => ({ type: "conversation", part: "", body })) },
    {
      weight: 3,
      arbitrary: fc.tuple(handoffId, handoff).map(([part, body]) => ({ type: "handoff", part, body })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(fc.constantFrom("s1", "s2"), survey)
        .map(([part, body]) => ({ type: "survey", part, body })),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(handoffId, fc.constantFrom("a-1", "a-2", ""), rating)
        .map(([handoff, agent, body]) => ({
          type: "context_rating",
          part: ratingPart(handoff, agent),
          body,
        })),
    },
    { weight: 1, arbitrary: message.map((body) => ({ type: "message", part: "1", body })) },
  ),
);

/** Records of a few conversations, each with another version; the first of all has none. */
export function arbitraryRecords(maxLength: number): fc.Arbitrary<readonly CanonicalRecord[]> {
  return fc
    .array(unversioned, { minLength: 1, maxLength })
    .map((records) =>
      records.map(
        ([key, record], i) => ({ ...key, ...record, version: i === 0 ? null : START + i }) as CanonicalRecord,
      ),
    );
}

/** Hand-offs with a raw reason alone, each with its conversation: what a reason map has something to say about. */
export const arbitraryRawReasons: fc.Arbitrary<readonly CanonicalRecord[]> = fc
  .array(fc.tuple(key, rawReason, handoffId), { minLength: 4, maxLength: 10 })
  .map((given) =>
    given.flatMap(([key, reasonRaw, part], i): CanonicalRecord[] => [
      { ...key, type: "conversation", part: "", version: START - 2 * i - 1, body: { startedAt: START } },
      { ...key, type: "handoff", part, version: START - 2 * i - 2, body: { reasonRaw } },
    ]),
  );
