import fc from "fast-check";
import { expect, it } from "vitest";
import { redact } from "@/lib/ingest/redact/redact";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import { createKeyring } from "@/lib/secrets/keyring";
import { checkingContext } from "./checking-context";

const keyring = createKeyring("a key for tests, long enough to be one");

/** Texts in which there is something to redact, of lengths about the longest that are taken. */
const text = fc
  .array(
    fc.constantFrom("jo@example.com ", "BX-100200 ", "+44 20 7946 0958 ", "late parcel ", "\u0000", "💡"),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(""));
const value = fc.oneof(text, fc.integer(), fc.boolean(), fc.constant(null));
const hash = fc.constantFrom("1.AAAAAAAAAAAAAAAAAAAAAA", "7.AAAAAAAAAAAAAAAAAAAAAA", "none");

const conversation = fc.record(
  { customerRef: value, customerHash: hash, channel: value, queryType: value, note: value, startedAt: value },
  { requiredKeys: [] },
);
const handoff = fc.record(
  {
    reason: value,
    reasonText: value,
    context: fc.record(
      {
        summary: value,
        attempted: fc.array(text, { maxLength: 3 }),
        fields: fc.array(
          fc.record(
            { name: fc.constantFrom("order", "email", ""), value, valueHash: hash },
            { requiredKeys: [] },
          ),
          { maxLength: 3 },
        ),
      },
      { requiredKeys: [] },
    ),
  },
  { requiredKeys: [] },
);
const record = fc.oneof(
  conversation.map((keys) => ({ type: "conversation", startedAt: "2026-10-12T08:00:00Z", ...keys })),
  handoff.map((keys) => ({ type: "handoff", ...keys })),
  text.map((comment) => ({ type: "survey", comment, score: 6, scaleMin: 1, scaleMax: 5 })),
  text.map((said) => ({ type: "message", sequence: 1, sender: "customer", text: said })),
);

it("refuses what is refused when records are taken in, in the same words", () => {
  const outcomes = new Set<boolean>();
  const outcomeOf = (raw: object, context: Parameters<typeof normaliseRecord>[1]) => {
    const result = normaliseRecord({ conversationId: "c-1", ...raw }, context);
    outcomes.add(result.ok);
    return result.ok ? { type: result.record.type, ignored: result.ignoredKeys } : result.rejection;
  };
  fc.assert(
    fc.property(record, (raw) => {
      expect(outcomeOf(raw, checkingContext(keyring, "file"))).toEqual(
        outcomeOf(raw, { keyring, redact, defaultSource: "file" }),
      );
    }),
    { seed: 20261122, numRuns: 1000 },
  );
  expect(outcomes.size).toBe(2);
});
