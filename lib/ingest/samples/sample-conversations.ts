import fc from "fast-check";
import { REASONS } from "@/lib/domain/reason";
import {
  type CanonicalRecord,
  CHANNELS,
  CONTEXT_USES,
  HANDOFF_STATUSES,
  type HandoffBody,
  OUTCOMES,
  PASSED,
  USEFULNESS,
} from "@/lib/domain/record";
import { conversation, handoff, rating, SAMPLE_START, survey } from "./sample-records";

/*
 * Whole conversations for tests: every dimension with values that are odd, and with none; every measure above 0 in
 * some. The same seed gives the same conversations.
 */

const MINUTE = 60_000_000;
const maybe = { requiredKeys: [] as [] };
const minutes = (most: number) => fc.integer({ min: 0, max: most }).map((n) => n * MINUTE);

const conversationBody = fc.record(
  {
    startedAt: fc
      .integer({ min: 0, max: 26 * 24 * 4 })
      .map((quarter) => SAMPLE_START + quarter * 15 * MINUTE),
    queryType: fc.constantFrom("refund", "order status", 'it\'s "odd", 100%_;\\', "größe 💡"),
    bot: fc.constantFrom("Ava", "Ivo"),
    botVersion: fc.constantFrom("46", "47"),
    channel: fc.constantFrom(...CHANNELS),
    language: fc.constantFrom("en-GB", "de-DE"),
    outcome: fc.constantFrom(...OUTCOMES),
    customerMessages: fc.integer({ min: 0, max: 9 }),
    failedAttempts: fc.integer({ min: 0, max: 3 }),
    test: fc.constantFrom(false, false, false, true),
    attributes: fc.record(
      { plan: fc.constantFrom("gold", "a,b", "ü"), tier: fc.constantFrom(1, 2.5), vip: fc.boolean() },
      maybe,
    ),
  },
  { requiredKeys: ["startedAt"] },
);

const fields = fc.uniqueArray(
  fc.record(
    {
      name: fc.constantFrom("email", "order_reference", "Straße"),
      passed: fc.constantFrom(...PASSED),
      reasked: fc.boolean(),
    },
    { requiredKeys: ["name"] },
  ),
  { selector: ({ name }) => name },
);

const handoffBody = fc.record(
  {
    from: fc.constantFrom("bot" as const, "bot" as const, "agent" as const),
    status: fc.constantFrom(...HANDOFF_STATUSES, "connected" as const),
    reason: fc.constantFrom(...REASONS),
    reasonRaw: fc.constantFrom("E-12", "sonstiges / übrig"),
    queue: fc.constantFrom("orders", "billing & more"),
    agentId: fc.constantFrom("a-1", "a-2", "ä-3"),
    failedAttempts: fc.integer({ min: 0, max: 3 }),
    context: fc.record(
      { transcript: fc.boolean(), summary: fc.boolean(), reason: fc.boolean(), fields },
      maybe,
    ),
  },
  maybe,
);

const handoffTimes = fc.record(
  { requestedAt: minutes(30), connectedAt: minutes(60), customerAskedAt: minutes(31) },
  maybe,
);

const surveyBody = fc.record(
  {
    score: fc.integer({ min: 1, max: 5 }),
    sentAt: minutes(600),
    answeredAt: minutes(900),
    hadToRepeat: fc.boolean(),
  },
  maybe,
);

const ratingBody = fc.record(
  {
    usefulness: fc.constantFrom(...USEFULNESS),
    used: fc.constantFrom(...CONTEXT_USES),
    reaskedFields: fc.uniqueArray(fc.constantFrom("email", "order_reference", "phone"), { maxLength: 2 }),
    correctedReason: fc.constantFrom(...REASONS),
  },
  maybe,
);

const whole = fc.record({
  source: fc.constantFrom("bot-a", "böt-b"),
  body: conversationBody,
  handoffs: fc.array(fc.tuple(handoffBody, handoffTimes), { maxLength: 3 }),
  surveys: fc.array(fc.tuple(surveyBody, fc.boolean()), { maxLength: 2 }),
  ratings: fc.array(fc.tuple(fc.constantFrom("a-1", "a-2", "ä-3", ""), ratingBody), { maxLength: 2 }),
});

/** The records of so many conversations, conversation by conversation, each of whose keys appears once. */
export function sampleConversations(count: number, seed: number): readonly CanonicalRecord[][] {
  return fc.sample(whole, { seed, numRuns: count }).map(({ source, body, handoffs, surveys, ratings }, i) => {
    const id = `c-${seed}-${i}`;
    const key = { source };
    const after = (times: { readonly [name: string]: number }): Partial<HandoffBody> =>
      Object.fromEntries(Object.entries(times).map(([name, time]) => [name, body.startedAt + time]));
    const byAgent = new Map(ratings);
    return [
      conversation(id, body, key),
      ...handoffs.map(([said, times], n) =>
        handoff(id, { ...said, ...after(times), handoffId: String(n + 1) }, key),
      ),
      ...surveys.map(([said, scaled], n) =>
        survey(id, { ...said, ...(scaled ? { scaleMin: 1, scaleMax: 5 } : {}), surveyId: `s-${n}` }, key),
      ),
      ...[...byAgent].map(([agent, said]) => rating(id, agent, said, key)),
    ];
  });
}
