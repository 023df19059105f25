import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { CapturedField, ContextRatingBody, ConversationFacts, HandoffBody } from "@/lib/domain/record";
import { askedAgain, botHandOffs, contextArrived } from "./hand-off-facts";

type Given = HandoffBody & { readonly handoffId: string };

function facts(
  handoffs: readonly Given[],
  conversation: ConversationFacts["conversation"] = { startedAt: 0 },
): ConversationFacts {
  return { source: "bot", conversationId: "c", conversation, handoffs, surveys: [], ratings: [] };
}

const handoff = (handoffId: string, body: HandoffBody = {}): Given => ({ ...body, handoffId });
const order = (...handoffs: readonly Given[]) =>
  botHandOffs(facts(handoffs)).map(({ body }) => (body as Given).handoffId);
const first = (body: HandoffBody) => {
  const [handOff] = botHandOffs(facts([handoff("1", body)]));
  if (!handOff) throw new Error("no hand-off");
  return handOff;
};

describe("the first hand-off", () => {
  it("is the one requested earliest, whatever its id and its place", () => {
    expect(
      order(
        handoff("a", { requestedAt: 30 }),
        handoff("c", { requestedAt: 10 }),
        handoff("b", { requestedAt: 20 }),
      ),
    ).toEqual(["c", "b", "a"]);
  });

  it("is not one whose request time is unknown, as long as another's is known", () => {
    expect(order(handoff("1"), handoff("2", { requestedAt: 99 }))).toEqual(["2", "1"]);
  });

  it("is the one with the lowest id where times are equal or all unknown", () => {
    expect(order(handoff("b", { requestedAt: 5 }), handoff("a", { requestedAt: 5 }))).toEqual(["a", "b"]);
    expect(order(handoff("2"), handoff("10"), handoff("1"))).toEqual(["1", "10", "2"]);
  });

  it("compares ids by code points: an emoji comes after U+FFFF, a capital before a small letter", () => {
    expect(order(handoff("😀"), handoff("\uffff"), handoff("a"), handoff("B"))).toEqual([
      "B",
      "a",
      "\uffff",
      "😀",
    ]);
  });

  it("does not depend on the order in which hand-offs arrived", () => {
    const times = fc.option(fc.integer({ min: 0, max: 2 }), { nil: undefined });
    const given = fc.uniqueArray(
      fc.record({ id: fc.constantFrom("1", "2", "10", "a", "é", "😀"), at: times }),
      { selector: ({ id }) => id, minLength: 1 },
    );
    fc.assert(
      fc.property(
        given.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          const made = (all: typeof list) =>
            order(...all.map(({ id, at }) => handoff(id, at === undefined ? {} : { requestedAt: at })));
          expect(made(shuffled)).toEqual(made(list));
        },
      ),
      { seed: 20261122 },
    );
  });
});

describe("which hand-offs there are", () => {
  it("leaves out transfers between agents", () => {
    expect(order(handoff("1", { from: "agent", requestedAt: 1 }), handoff("2", { requestedAt: 2 }))).toEqual([
      "2",
    ]);
  });

  it("takes a hand-off that does not say from whom for one from the bot", () => {
    expect(order(handoff("1"), handoff("2", { from: "bot" }))).toEqual(["1", "2"]);
  });

  it("implies one where the outcome alone says so: reached, unclassified, nothing else known", () => {
    const [implied, ...more] = botHandOffs(
      facts([], { startedAt: 0, outcome: "handed_off", failedAttempts: 3 }),
    );
    expect(more).toEqual([]);
    expect(implied).toMatchObject({
      reason: "unclassified",
      family: "unclassified",
      status: null,
      reached: true,
      fields: [],
      ratings: [],
    });
    expect(implied?.body.queue).toBeUndefined();
  });

  it("implies one even beside transfers between agents, with no rating of theirs", () => {
    const rating = { handoffId: "1", agentId: "a", usefulness: "useful" as const };
    const all = botHandOffs({
      ...facts([handoff("1", { from: "agent", agentId: "a" })], { startedAt: 0, outcome: "handed_off" }),
      ratings: [rating],
    });
    expect(all.map(({ reason, ratings, status }) => [reason, ratings, status])).toEqual([
      ["unclassified", [], null],
    ]);
  });

  it.each(["contained", "abandoned", "open", undefined] as const)(
    "implies none where the outcome is %s",
    (outcome) => {
      expect(botHandOffs(facts([], outcome ? { startedAt: 0, outcome } : { startedAt: 0 }))).toEqual([]);
    },
  );

  it("implies none beside a hand-off that was recorded, even a failed one", () => {
    const all = botHandOffs(
      facts([handoff("1", { status: "failed" })], { startedAt: 0, outcome: "handed_off" }),
    );
    expect(all.map(({ status }) => status)).toEqual(["failed"]);
  });
});

describe("the status of a hand-off", () => {
  it.each([
    ["as sent", { status: "failed", connectedAt: 5, agentId: "a" }, "failed", false],
    ["as sent", { status: "requested", agentId: "a" }, "requested", false],
    ["as sent", { status: "abandoned" }, "abandoned", false],
    ["as sent", { status: "connected" }, "connected", true],
    ["connected where a connection time is known", { connectedAt: 0 }, "connected", true],
    ["connected where an agent is known", { agentId: "a" }, "connected", true],
    ["unknown where only other times are known", { requestedAt: 1, endedAt: 2 }, null, true],
    ["unknown where nothing is", {}, null, true],
  ] as const)("is %s: %j", (_, body, status, reached) => {
    expect(first(body)).toMatchObject({ status, reached });
  });

  it("counts as reached when unknown, so that plain exports yield numbers", () => {
    expect(first({ queue: "orders" }).reached).toBe(true);
  });
});

describe("the reason of a hand-off", () => {
  it("is unclassified where none is known, whatever the raw one says", () => {
    expect(first({ reasonRaw: "not_understood" })).toMatchObject({
      reason: "unclassified",
      family: "unclassified",
    });
  });

  it("may be a family alone", () => {
    expect(first({ reason: "customer_demand" })).toMatchObject({
      reason: "customer_demand",
      family: "customer_demand",
    });
  });
});

describe("failed attempts before a hand-off", () => {
  const attempts = (body: HandoffBody, failedAttempts?: number) =>
    botHandOffs(
      facts(
        [handoff("1", body)],
        failedAttempts === undefined ? { startedAt: 0 } : { startedAt: 0, failedAttempts },
      ),
    )[0]?.failedAttempts;

  it("are its own, else the conversation's, else unknown", () => {
    expect(attempts({ failedAttempts: 2 }, 5)).toBe(2);
    expect(attempts({}, 5)).toBe(5);
    expect(attempts({})).toBeUndefined();
  });

  it("are its own even when there were none", () => {
    expect(attempts({ failedAttempts: 0 }, 5)).toBe(0);
  });
});

describe("ratings", () => {
  it("belong to the hand-off that they name, and to no other", () => {
    const rating = (handoffId: string, agentId: string) => ({ handoffId, agentId });
    const all = botHandOffs({
      ...facts([handoff("1"), handoff("10")]),
      ratings: [rating("1", "a"), rating("10", "b"), rating("1", "c"), rating("2", "d")],
    });
    expect(all.map(({ ratings }) => ratings.map(({ agentId }) => agentId))).toEqual([["a", "c"], ["b"]]);
  });
});

describe("whether a field was asked again", () => {
  const EMAIL: CapturedField = { name: "email" };
  const rated = (...lists: (readonly string[] | undefined)[]) =>
    lists.map((reaskedFields, i): ContextRatingBody & { agentId: string } =>
      reaskedFields ? { agentId: String(i), reaskedFields } : { agentId: String(i), usefulness: "useful" },
    );

  it.each([
    ["no source says", EMAIL, rated(), undefined],
    ["a rating without a list says nothing", EMAIL, rated(undefined), undefined],
    ["the record says yes", { ...EMAIL, reasked: true }, rated(), true],
    ["the record says no", { ...EMAIL, reasked: false }, rated(), false],
    ["an empty list says no", EMAIL, rated([]), false],
    ["a list of others says no", EMAIL, rated(["phone"]), false],
    ["a list with it says yes", EMAIL, rated(["phone", "email"]), true],
    ["a yes outweighs the record's no", { ...EMAIL, reasked: false }, rated(["email"]), true],
    ["the record's yes outweighs a no", { ...EMAIL, reasked: true }, rated([]), true],
    ["one agent's yes outweighs another's no", EMAIL, rated([], ["email"], []), true],
    ["names are compared exactly", EMAIL, rated(["Email", "email_address"]), false],
  ] as const)("%s", (_, field, ratings, answer) => {
    expect(askedAgain(field, { ratings })).toBe(answer);
  });
});

describe("what context arrived", () => {
  const arrived = (context: HandoffBody["context"]) => contextArrived(first(context ? { context } : {}));
  const field = (passed?: CapturedField["passed"]): CapturedField =>
    passed ? { name: "f", passed } : { name: "f" };

  it.each([
    [{ transcript: true, summary: true, reason: true, fields: [field("structured")] }, "all"],
    [{ transcript: true, summary: "Wants a refund.", reason: true, fields: [field("structured")] }, "all"],
    [{ transcript: false, summary: false, reason: false, fields: [field("none")] }, "none"],
    [{ transcript: true, summary: false, reason: false, fields: [field("none")] }, "some"],
    [{ transcript: false, summary: false, reason: false, fields: [field("structured")] }, "some"],
  ] as const)("of all four parts: %j is %s", (context, word) => {
    expect(arrived(context)).toBe(word);
  });

  it("is not known where no part is", () => {
    expect(arrived(undefined)).toBeNull();
    expect(arrived({ nextStep: "Call back", fields: [field()] })).toBeNull();
    expect(arrived({ fields: [] })).toBeNull();
  });

  it("is judged by the parts that are known", () => {
    expect(arrived({ transcript: true })).toBe("all");
    expect(arrived({ transcript: false })).toBe("none");
    expect(arrived({ transcript: true, reason: false })).toBe("some");
  });
});
