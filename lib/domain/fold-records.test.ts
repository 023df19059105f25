import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldBodies, mergeBodies, type Versioned } from "./fold-records";
import type { CapturedField, HandoffBody } from "./record";

type Version = Versioned & { readonly body: HandoffBody };

const at = (version: number | null, body: HandoffBody): Version => ({ version, body });
const fields = (...list: CapturedField[]): HandoffBody => ({ context: { fields: list } });
/** Fields by name: their order says nothing. */
const byName = (body: HandoffBody) =>
  Object.fromEntries((body.context?.fields ?? []).map(({ name, ...rest }) => [name, rest]));

const SEED = { seed: 20261122, numRuns: 500 };

const field = fc.record(
  {
    name: fc.constantFrom("email", "order", "phone"),
    passed: fc.constantFrom("structured" as const, "transcript" as const, "none" as const),
    reasked: fc.boolean(),
    valueHash: fc.constantFrom("h1", "h2"),
  },
  { requiredKeys: ["name"] },
);
const body: fc.Arbitrary<HandoffBody> = fc.record(
  {
    queue: fc.constantFrom("orders", "billing"),
    agentId: fc.constantFrom("a", "b"),
    requestedAt: fc.integer({ min: 0, max: 3 }),
    context: fc.record(
      {
        transcript: fc.boolean(),
        summary: fc.oneof(fc.boolean(), fc.constantFrom("short", "long")),
        attempted: fc.array(fc.constantFrom("x", "y"), { maxLength: 2 }),
        fields: fc.uniqueArray(field, { selector: ({ name }) => name, maxLength: 3 }),
      },
      { requiredKeys: [] },
    ),
    attributes: fc.dictionary(fc.constantFrom("plan", "tier"), fc.constantFrom("1", "2"), { maxKeys: 2 }),
  },
  { requiredKeys: [] },
);

/** A body as a flat list of what it says: each thing by its path. */
function statements(body: HandoffBody): Map<string, unknown> {
  const said = new Map<string, unknown>();
  const { context, attributes, ...top } = body;
  const { fields: captured, ...rest } = context ?? {};
  for (const [key, value] of Object.entries(top)) said.set(key, value);
  for (const [key, value] of Object.entries(rest)) said.set(`context.${key}`, JSON.stringify(value));
  for (const [key, value] of Object.entries(attributes ?? {})) said.set(`attributes.${key}`, value);
  for (const { name, ...answers } of captured ?? []) {
    said.set(`fields.${name}`, true);
    for (const [key, value] of Object.entries(answers)) said.set(`fields.${name}.${key}`, value);
  }
  return said;
}

describe("merging two records of a key", () => {
  it("lets the newer one win, key by key, and keeps what it does not say", () => {
    expect(
      mergeBodies<HandoffBody>(
        { queue: "orders", agentId: "a", requestedAt: 5 },
        { queue: "billing", connectedAt: 9 },
      ),
    ).toEqual({ queue: "billing", agentId: "a", requestedAt: 5, connectedAt: 9 });
  });

  it("takes false, 0 and an empty list for something said", () => {
    expect(
      mergeBodies<HandoffBody>(
        { failedAttempts: 3, context: { transcript: true, summary: "text", attempted: ["x"] } },
        { failedAttempts: 0, context: { transcript: false, summary: false, attempted: [] } },
      ),
    ).toEqual({ failedAttempts: 0, context: { transcript: false, summary: false, attempted: [] } });
  });

  it("merges captured fields by name, each key by key", () => {
    const merged = mergeBodies(
      fields({ name: "email", passed: "structured", valueHash: "h" }, { name: "order", reasked: true }),
      fields({ name: "order", passed: "none" }, { name: "email", passed: "transcript", reasked: false }),
    );
    expect(byName(merged)).toEqual({
      email: { passed: "transcript", valueHash: "h", reasked: false },
      order: { passed: "none", reasked: true },
    });
  });

  it("keeps captured fields that a newer list does not name, even an empty one", () => {
    expect(byName(mergeBodies(fields({ name: "email", reasked: true }), fields()))).toEqual({
      email: { reasked: true },
    });
  });

  it("replaces every other list", () => {
    expect(
      mergeBodies<HandoffBody>(
        { context: { attempted: ["one", "two"] } },
        { context: { attempted: ["three"] } },
      ),
    ).toEqual({ context: { attempted: ["three"] } });
    expect(mergeBodies({ reaskedFields: ["email", "order"] }, { reaskedFields: [] })).toEqual({
      reaskedFields: [],
    });
  });

  it("keeps the rest of the context when a newer record says one thing of it, and all when it says none", () => {
    const older: HandoffBody = { context: { transcript: true, deliveredAt: 4 } };
    expect(mergeBodies<HandoffBody>(older, { context: { reason: true } })).toEqual({
      context: { transcript: true, deliveredAt: 4, reason: true },
    });
    expect(mergeBodies<HandoffBody>(older, { queue: "q" })).toEqual({ ...older, queue: "q" });
  });

  it("merges attributes by name", () => {
    expect(
      mergeBodies<HandoffBody>(
        { attributes: { plan: "gold", tier: 1 } },
        { attributes: { tier: 2, seat: true } },
      ),
    ).toEqual({ attributes: { plan: "gold", tier: 2, seat: true } });
  });

  it("changes neither of the two", () => {
    const older = Object.freeze(fields(Object.freeze({ name: "email" })));
    const newer = Object.freeze(fields(Object.freeze({ name: "email", reasked: true })));
    mergeBodies(older, newer);
    expect([byName(older), byName(newer)]).toEqual([{ email: {} }, { email: { reasked: true } }]);
  });
});

describe("the state of a key", () => {
  it("is that of the newest version, whatever came last", () => {
    expect(foldBodies([at(2, { queue: "new" }), at(1, { queue: "old", agentId: "a" })])).toEqual({
      queue: "new",
      agentId: "a",
    });
  });

  it("takes a record without a version for older than any, also than version 0", () => {
    expect(foldBodies([at(0, { queue: "versioned" }), at(null, { queue: "none", agentId: "a" })])).toEqual({
      queue: "versioned",
      agentId: "a",
    });
  });

  it("lets the one received last win among equal versions, and among records without any", () => {
    expect(foldBodies([at(7, { queue: "first" }), at(7, { queue: "last" })]).queue).toBe("last");
    expect(foldBodies([at(null, { queue: "first" }), at(null, { queue: "last" })]).queue).toBe("last");
  });

  it("finds the newest non-null value of each key apart: an old record fills what newer ones left open", () => {
    expect(
      foldBodies([
        at(3, { queue: "c" }),
        at(1, { queue: "a", agentId: "a", requestedAt: 1 }),
        at(2, { agentId: "b" }),
      ]),
    ).toEqual({ queue: "c", agentId: "b", requestedAt: 1 });
  });

  it("says every single thing as the newest record that says it, in any order of receipt", () => {
    const scenario = fc
      .uniqueArray(fc.option(fc.integer({ min: 0, max: 50 }), { nil: null }), { minLength: 1, maxLength: 6 })
      .chain((versions) =>
        fc.tuple(...versions.map((version) => body.map((said): Version => ({ version, body: said })))),
      )
      .chain((records) =>
        fc.tuple(
          fc.constant(records),
          fc.shuffledSubarray(records, { minLength: records.length, maxLength: records.length }),
        ),
      );
    fc.assert(
      fc.property(scenario, ([records, shuffled]) => {
        const newestFirst = [...records].sort((a, b) => (b.version ?? -1) - (a.version ?? -1));
        const expected = new Map<string, unknown>();
        for (const record of newestFirst) {
          for (const [path, value] of statements(record.body)) {
            if (!expected.has(path)) expected.set(path, value);
          }
        }
        const sorted = (said: Map<string, unknown>) => [...said].sort(([a], [b]) => (a < b ? -1 : 1));
        expect(sorted(statements(foldBodies(records)))).toEqual(sorted(expected));
        expect(sorted(statements(foldBodies(shuffled)))).toEqual(sorted(expected));
      }),
      SEED,
    );
  });

  it("is the same when records come twice", () => {
    const versions = fc.array(
      fc.tuple(fc.nat(5), body).map(([version, said]): Version => ({ version, body: said })),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(versions, (records) => {
        expect(foldBodies([...records, ...records])).toEqual(foldBodies(records));
      }),
      SEED,
    );
  });
});
