import { describe, expect, test } from "vitest";
import type { ConversationFacts } from "@/lib/domain/record";
import { dataFindings } from "./data-findings";

const S = 1_000_000;
const START = 1_700_000_000 * S;

function facts(parts: Partial<ConversationFacts>): ConversationFacts {
  return {
    source: "bot",
    conversationId: "c-1",
    conversation: { startedAt: START },
    handoffs: [],
    surveys: [],
    ratings: [],
    ...parts,
  };
}

describe("what cannot be right", () => {
  test("nothing in what fits together, and nothing while the conversation's own record is missing", () => {
    const handoffs = [
      { handoffId: "1", requestedAt: START + 60 * S, connectedAt: START + 90 * S, endedAt: START + 600 * S },
    ];
    expect(dataFindings(facts({ handoffs }))).toEqual([]);
    const early = [{ surveyId: "csat", answeredAt: START - 3600 * S }];
    expect(dataFindings(facts({ conversation: null, surveys: early }))).toEqual([]);
    expect(dataFindings(facts({ conversation: { startedAt: START, test: true }, surveys: early }))).toEqual(
      [],
    );
  });

  test("times in an order that cannot be, each kind once with its largest difference", () => {
    const handoffs = [
      { handoffId: "1", requestedAt: START + 60 * S, connectedAt: START + 50 * S },
      { handoffId: "2", requestedAt: START + 60 * S, connectedAt: START + 20 * S, endedAt: START },
      { handoffId: "3", requestedAt: START - 1, customerAskedAt: START + 1.5 * S },
    ];
    expect(
      dataFindings(facts({ handoffs, conversation: { startedAt: START, endedAt: START - 5 * S } })),
    ).toEqual([
      { kind: "ended_before_start", seconds: 5 },
      { kind: "connected_before_request", seconds: 40 },
      { kind: "hand_off_ended_before_connect", seconds: 20 },
      { kind: "hand_off_before_start", seconds: 1 },
      { kind: "asked_after_hand_off", seconds: 2 },
      { kind: "hand_off_after_end", seconds: 65 },
    ]);
  });

  test("another system's clock may differ by two seconds", () => {
    const surveys = (before: number) => [{ surveyId: "csat", answeredAt: START - before * S }];
    expect(dataFindings(facts({ surveys: surveys(2) }))).toEqual([]);
    expect(dataFindings(facts({ surveys: surveys(3600) }))).toEqual([
      { kind: "survey_before_start", seconds: 3600 },
    ]);
  });

  test("a hand-off that is claimed and has no record of the bot's", () => {
    const conversation = { startedAt: START, outcome: "handed_off" } as const;
    const claimed = [{ kind: "claimed_without_record", seconds: null }];
    expect(dataFindings(facts({ conversation }))).toEqual(claimed);
    expect(dataFindings(facts({ conversation, handoffs: [{ handoffId: "2", from: "agent" }] }))).toEqual(
      claimed,
    );
    expect(dataFindings(facts({ conversation, handoffs: [{ handoffId: "1" }] }))).toEqual([]);
  });
});
