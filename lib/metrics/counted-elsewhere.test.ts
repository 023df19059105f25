import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createDayOf, createHourOf } from "@/lib/domain/day";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { ConversationFacts } from "@/lib/domain/record";
import { countElsewhere, ELSEWHERE } from "./counted-elsewhere";
import type { MeasureSums } from "./evaluate";
import { measureConversation } from "./measure-conversation";
import type { MeasureId } from "./measures";

const context = { dayOf: createDayOf("UTC"), hourOf: createHourOf("UTC"), reasonMap: EMPTY_REASON_MAP };

/** A conversation as drawn by lot. */
interface Drawn {
  readonly test: boolean;
  readonly messages: number | undefined;
  readonly outcome: "contained" | "handed_off" | "abandoned" | "open" | undefined;
  readonly handOffs: readonly ("bot" | "agent")[];
}

function factsOf(drawn: Drawn, i: number): ConversationFacts {
  return {
    source: "s",
    conversationId: `c-${i}`,
    conversation: {
      startedAt: 1_790_000_000_000_000,
      test: drawn.test,
      ...(drawn.messages === undefined ? {} : { customerMessages: drawn.messages }),
      ...(drawn.outcome ? { outcome: drawn.outcome } : {}),
    },
    handoffs: drawn.handOffs.map((from, n) => ({ handoffId: String(n), from })),
    surveys: [],
    ratings: [],
  } as ConversationFacts;
}

function sumsOf(all: readonly Drawn[]): MeasureSums {
  const sums: { [M in MeasureId]?: number } = {};
  for (const [i, drawn] of all.entries()) {
    for (const [measure, amount] of Object.entries(
      measureConversation(factsOf(drawn, i), context)?.sums ?? {},
    )) {
      sums[measure as MeasureId] = (sums[measure as MeasureId] ?? 0) + amount;
    }
  }
  return sums;
}

/** The rules once more, straight from the words, without our measures. */
const RECOUNT: ReadonlyMap<string, (all: readonly Drawn[]) => readonly [number, number]> = (() => {
  const bot = (one: Drawn) => one.handOffs.filter((from) => from === "bot").length;
  const events = (one: Drawn) => bot(one) || Number(one.outcome === "handed_off");
  const real = (all: readonly Drawn[]) => all.filter((one) => !one.test);
  const escalated = (all: readonly Drawn[]) => real(all).filter((one) => events(one) > 0).length;
  const ofAll = (all: readonly Drawn[]) => [escalated(all), real(all).length] as const;
  const ofEngaged = (all: readonly Drawn[]) =>
    [escalated(all), real(all).filter((one) => one.messages !== 0 || events(one) > 0).length] as const;
  const ofEvents = (all: readonly Drawn[]) =>
    [real(all).reduce((sum, one) => sum + events(one), 0), real(all).length] as const;
  return new Map([
    ["Microsoft Copilot Studio", ofEngaged],
    ["Dynamics 365", ofAll],
    ["Ada", ofAll],
    ["Google Dialogflow CX", ofAll],
    ["Chatwoot", ofEvents],
  ]);
})();

const drawn: fc.Arbitrary<Drawn> = fc.record({
  test: fc.boolean(),
  messages: fc.constantFrom(undefined, 0, 1, 4),
  outcome: fc.constantFrom(undefined, "contained", "handed_off", "abandoned", "open"),
  handOffs: fc.array(fc.constantFrom("bot" as const, "agent" as const), { maxLength: 4 }),
});

describe("what other products count", () => {
  it("is what a recount by their words gives", () => {
    fc.assert(
      fc.property(fc.array(drawn, { maxLength: 30 }), (all) => {
        const sums = sumsOf(all);
        for (const rule of ELSEWHERE) {
          const [numerator, denominator] = RECOUNT.get(rule.product)?.(all) ?? [];
          expect(countElsewhere(rule, sums), rule.product).toMatchObject({ numerator, denominator });
        }
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });

  it("can pass 100 % where events are counted, and then has no interval", () => {
    const chatwoot = ELSEWHERE.find(({ product }) => product === "Chatwoot");
    expect(chatwoot && countElsewhere(chatwoot, { escalations: 15, started: 10 })).toMatchObject({
      value: 1.5,
      numerator: 15,
      denominator: 10,
      interval: null,
      withheld: null,
    });
  });

  it("is withheld where there is too little, as everywhere", () => {
    for (const rule of ELSEWHERE) {
      expect(countElsewhere(rule, {}).withheld).toBe("no_data");
      expect(countElsewhere(rule, { started: 3, engaged: 3 })).toMatchObject({
        value: null,
        withheld: "too_few",
      });
    }
  });
});
