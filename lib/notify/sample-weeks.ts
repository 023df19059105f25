import type { Day } from "@/lib/domain/day";
import type { CanonicalRecord } from "@/lib/domain/record";
import { conversation, handoff, rating, survey } from "@/lib/ingest/samples/sample-records";

/*
 * Weeks of records for tests of what is sent about them.
 */

/** Eighty hand-offs on a day, forty contained; in so many of the hand-offs a detail was asked again. */
export function recordsOfDay(day: Day, repeated: number): CanonicalRecord[] {
  const startedAt = Date.parse(`${day}T10:00:00Z`) * 1000;
  const handedOff = Array.from({ length: 80 }, (_, i) => `${day}-${i}`).flatMap((id, i) => [
    conversation(id, {
      startedAt,
      queryType: i % 2 ? "refund" : "order_status",
      channel: "web_chat",
      customerMessages: 3,
    }),
    handoff(id, {
      reason: "bot_failure",
      agentId: `agent-${i % 5}`,
      context: { fields: [{ name: "order_reference", passed: "transcript", reasked: i < repeated }] },
    }),
    rating(id, `agent-${i % 5}`, { usefulness: i % 4 ? "useful" : "not_useful" }),
    survey(id, { score: i % 3 ? 5 : 2, scaleMin: 1, scaleMax: 5 }),
  ]);
  const contained = Array.from({ length: 40 }, (_, i) =>
    conversation(`${day}-c${i}`, {
      startedAt,
      queryType: "refund",
      outcome: "contained",
      customerMessages: 2,
    }),
  );
  return [...handedOff, ...contained];
}
