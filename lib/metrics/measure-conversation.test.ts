import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REASON_CODES, REASON_GROUPS, type Reason } from "@/lib/domain/reason";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type {
  CapturedField,
  ContextRatingBody,
  ConversationBody,
  ConversationFacts,
  HandoffBody,
  SurveyBody,
} from "@/lib/domain/record";
import { bucketOf } from "@/lib/statistics/histogram-quantile";
import { METRICS, metric } from "./catalogue";
import { evaluate } from "./evaluate";
import { measureConversation } from "./measure-conversation";
import { type FacetSum, MEASURES, type MeasureId, SCORE_UNIT } from "./measures";

const SECOND = 1_000_000;
const CONTEXT = { dayOf: () => "2026-10-12", hourOf: () => 8, reasonMap: EMPTY_REASON_MAP };

type Given = {
  readonly conversation?: Partial<ConversationBody> | null;
  readonly handoffs?: readonly (HandoffBody & { readonly handoffId?: string })[];
  readonly surveys?: readonly (SurveyBody & { readonly surveyId?: string })[];
  readonly ratings?: readonly (ContextRatingBody & {
    readonly handoffId?: string;
    readonly agentId?: string;
  })[];
};

function factsOf({ conversation = {}, handoffs = [], surveys = [], ratings = [] }: Given): ConversationFacts {
  return {
    source: "bot",
    conversationId: "c",
    conversation: conversation && { startedAt: 0, ...conversation },
    handoffs: handoffs.map((handoff) => ({ handoffId: "1", ...handoff })),
    surveys: surveys.map((survey) => ({ surveyId: survey.kind ?? "csat", ...survey })),
    ratings: ratings.map((rating) => ({ handoffId: "1", agentId: "", ...rating })),
  };
}

function measured(given: Given) {
  const found = measureConversation(factsOf(given), CONTEXT);
  if (!found) throw new Error("not measured");
  return found;
}

/** Numerator and denominator of a metric over some conversations. */
function parts(id: string, ...given: readonly Given[]): readonly [number | null, number | null] {
  const sums: { [M in MeasureId]?: number } = {};
  for (const conversation of given) {
    const found = measureConversation(factsOf(conversation), CONTEXT);
    for (const m of MEASURES) sums[m] = (sums[m] ?? 0) + (found?.sums[m] ?? 0);
  }
  const { numerator, denominator } = evaluate(metric(id), { sums });
  return [numerator, denominator];
}

const facet = (given: Given, which: FacetSum["facet"]) =>
  Object.fromEntries(
    measured(given)
      .facets.filter((sum) => sum.facet === which)
      .map(({ key, counts }) => [key, counts]),
  );

const HANDED_OFF: Given = { handoffs: [{}] };
const CONTAINED: Given = { conversation: { outcome: "contained" } };
const ABANDONED: Given = { conversation: { outcome: "abandoned" } };
const IMPLIED: Given = { conversation: { outcome: "handed_off" } };
const because = (...reasons: readonly Reason[]): Given => ({
  handoffs: reasons.map((reason, i) => ({ handoffId: String(i + 1), requestedAt: i, reason })),
});

describe("an eligible conversation", () => {
  it.each([
    ["with nothing but a start", {}, 1],
    ["with an unknown number of customer messages", { outcome: "contained" }, 1],
    ["with one customer message", { customerMessages: 1 }, 1],
    ["that is said to be no test", { test: false }, 1],
    ["marked as a test", { test: true }, 0],
    ["in which the customer wrote nothing", { customerMessages: 0 }, 0],
    ["still open", { outcome: "open" }, 0],
    ["with bot messages only", { customerMessages: 0, botMessages: 4 }, 0],
  ] as const)("%s counts %#", (_, conversation, count) => {
    expect(parts("conversations", { conversation })).toEqual([count, null]);
  });

  it("has its own record: what waits for it is not measured at all", () => {
    const facts = factsOf({ conversation: null, handoffs: [{ agentId: "a" }], surveys: [{ score: 5 }] });
    expect(measureConversation(facts, CONTEXT)).toBeNull();
  });

  it("adds nothing to any sum when it is not, but keeps its dimensions", () => {
    const given: Given = {
      conversation: { test: true, queryType: "refund" },
      handoffs: [{ reason: "tool_error", context: { fields: [{ name: "email", reasked: true }] } }],
      surveys: [{ score: 5, scaleMin: 1, scaleMax: 5 }],
      ratings: [{ usefulness: "useful" }],
    };
    expect(measured(given)).toMatchObject({ sums: {}, facets: [], dimensions: { query_type: "refund" } });
  });
});

describe("handed off", () => {
  it("is a conversation with a bot hand-off, whatever its outcome says", () => {
    for (const outcome of ["contained", "abandoned", "handed_off"] as const) {
      const given = { ...HANDED_OFF, conversation: { outcome } };
      expect(parts("hand_off_rate", given)).toEqual([1, 1]);
      expect(parts("containment_rate", given)).toEqual([0, 1]);
      expect(parts("abandonment_rate", given)).toEqual([0, 1]);
    }
  });

  it("counts once per conversation, however often, while its hand-offs count each", () => {
    const given: Given = { handoffs: [{ handoffId: "1" }, { handoffId: "2" }, { handoffId: "3" }] };
    expect(parts("hand_off_rate", given)).toEqual([1, 1]);
    expect(parts("hand_offs", given)).toEqual([3, null]);
  });

  it("is a conversation whose outcome says so, with one implied hand-off", () => {
    expect(parts("hand_off_rate", IMPLIED)).toEqual([1, 1]);
    expect(parts("hand_offs", IMPLIED)).toEqual([1, null]);
    expect(parts("unclassified_share", IMPLIED)).toEqual([1, 1]);
    expect(parts("rating_coverage", IMPLIED)).toEqual([0, 1]);
    expect(parts("connection_rate", IMPLIED)).toEqual([0, 0]);
    expect(measured(IMPLIED).dimensions).toMatchObject({
      reason: "unclassified",
      reason_code: null,
      reason_raw: null,
      queue: null,
      context_arrived: null,
    });
  });

  it("is not a conversation with transfers between agents alone", () => {
    const transfer: Given = { handoffs: [{ from: "agent", agentId: "a", reason: "tool_error" }] };
    expect(parts("hand_off_rate", transfer)).toEqual([0, 1]);
    expect(parts("containment_rate", transfer)).toEqual([1, 1]);
    expect(parts("hand_offs", transfer)).toEqual([0, null]);
    expect(parts("bot_failure_share", transfer)).toEqual([0, 0]);
    expect(measured(transfer).dimensions.reason).toBeNull();
  });

  it("implies a hand-off beside transfers between agents, which keep their queue to themselves", () => {
    const given: Given = {
      conversation: { outcome: "handed_off" },
      handoffs: [{ from: "agent", queue: "billing", reason: "tool_error" }],
    };
    expect(parts("hand_offs", given)).toEqual([1, null]);
    expect(measured(given).dimensions).toMatchObject({ reason: "unclassified", queue: null });
  });

  it("leaves every conversation in exactly one of handed off, contained and abandoned", () => {
    const all = [HANDED_OFF, CONTAINED, ABANDONED, IMPLIED, {}];
    expect(parts("hand_off_rate", ...all)).toEqual([2, 5]);
    expect(parts("containment_rate", ...all)).toEqual([2, 5]);
    expect(parts("abandonment_rate", ...all)).toEqual([1, 5]);
  });

  it("is contained where the outcome is unknown and nothing was handed off", () => {
    expect(parts("containment_rate", {})).toEqual([1, 1]);
  });
});

describe("reasons", () => {
  it("share out the hand-offs of the three families, and only those", () => {
    const given = because(
      "not_understood",
      "tool_error",
      "bot_failure",
      "needs_approval",
      "asked_midway",
      "operational",
      "unclassified",
    );
    expect(parts("bot_failure_share", given)).toEqual([3, 5]);
    expect(parts("planned_escalation_share", given)).toEqual([1, 5]);
    expect(parts("customer_demand_share", given)).toEqual([1, 5]);
    expect(parts("unclassified_share", given)).toEqual([1, 6]);
  });

  it("take a hand-off without a known reason for unclassified", () => {
    expect(parts("unclassified_share", { handoffs: [{ reasonRaw: "ESC-7" }] })).toEqual([1, 1]);
    expect(parts("unclassified_share", because("operational"))).toEqual([0, 0]);
  });

  it("of conversations are those of the first hand-off", () => {
    const given = because("tool_error", "asked_at_start");
    expect(parts("avoidable_hand_off_rate", given, because("asked_at_start", "tool_error"), {})).toEqual([
      1, 3,
    ]);
    expect(parts("asked_at_start_rate", given, because("asked_at_start", "tool_error"), {})).toEqual([1, 3]);
  });

  it("let a bare family count as avoidable, but not as asked at the start", () => {
    expect(parts("avoidable_hand_off_rate", because("bot_failure"))).toEqual([1, 1]);
    expect(parts("asked_at_start_rate", because("customer_demand"))).toEqual([0, 1]);
    expect(parts("asked_at_start_rate", because("asked_midway"))).toEqual([0, 1]);
  });

  it("stand in the dimensions as family, code and raw", () => {
    const dimensions = (handoff: HandoffBody) => {
      const { reason, reason_code, reason_raw } = measured({ handoffs: [handoff] }).dimensions;
      return [reason, reason_code, reason_raw];
    };
    expect(dimensions({ reason: "max_attempts", reasonRaw: "E12" })).toEqual([
      "bot_failure",
      "max_attempts",
      "E12",
    ]);
    expect(dimensions({ reason: "bot_failure" })).toEqual(["bot_failure", null, null]);
    expect(dimensions({ reasonRaw: "E99" })).toEqual(["unclassified", null, "E99"]);
    expect(dimensions({ reason: "operational" })).toEqual(["operational", null, null]);
  });
});

describe("the dimensions of the first hand-off", () => {
  it("are its reason, queue and what arrived, not those of a later one", () => {
    expect(
      measured({
        handoffs: [
          {
            handoffId: "late",
            requestedAt: 9,
            reason: "tool_error",
            queue: "b",
            context: { transcript: true },
          },
          {
            handoffId: "early",
            requestedAt: 1,
            reason: "needs_approval",
            queue: "a",
            context: { transcript: false },
          },
        ],
      }).dimensions,
    ).toMatchObject({ reason: "planned_escalation", queue: "a", context_arrived: "none" });
  });

  it("do not fall back to a later hand-off where the first does not say", () => {
    expect(
      measured({
        handoffs: [
          { handoffId: "1", requestedAt: 1 },
          { handoffId: "2", requestedAt: 2, queue: "b" },
        ],
      }).dimensions.queue,
    ).toBeNull();
  });
});

describe("connection rate", () => {
  it("is connected hand-offs of those with a known status", () => {
    expect(
      parts("connection_rate", {
        handoffs: [
          { handoffId: "1", status: "connected" },
          { handoffId: "2", agentId: "a" },
          { handoffId: "3", connectedAt: 5 },
          { handoffId: "4", status: "requested", connectedAt: 5 },
          { handoffId: "5", status: "failed" },
          { handoffId: "6", status: "abandoned" },
          { handoffId: "7", queue: "orders" },
        ],
      }),
    ).toEqual([3, 6]);
  });
});

const fields = (...list: readonly CapturedField[]): HandoffBody => ({ context: { fields: list } });

describe("repeat information", () => {
  const repeated = (given: Given) => parts("repeat_information_rate", given);
  const coverage = (given: Given) => parts("repeat_coverage", given);

  it("assesses a reached hand-off with a captured field of which a source speaks", () => {
    const given = { handoffs: [fields({ name: "email", reasked: false })] };
    expect([repeated(given), coverage(given)]).toEqual([
      [0, 1],
      [1, 1],
    ]);
  });

  it("does not assess one of which no source speaks, though it could have been", () => {
    const given = { handoffs: [fields({ name: "email" })], ratings: [{ usefulness: "useful" as const }] };
    expect([repeated(given), coverage(given)]).toEqual([
      [0, 0],
      [0, 1],
    ]);
  });

  it("does not assess one without captured fields, whatever an agent asked", () => {
    const given = { handoffs: [fields()], ratings: [{ reaskedFields: ["email"] }] };
    expect([repeated(given), coverage(given)]).toEqual([
      [0, 0],
      [0, 0],
    ]);
  });

  it.each(["requested", "failed", "abandoned"] as const)(
    "does not assess one with status %s: nobody was reached who could have asked",
    (status) => {
      const given = { handoffs: [{ ...fields({ name: "email", reasked: true }), status }] };
      expect([repeated(given), coverage(given), parts("field_reask_rate", given)]).toEqual([
        [0, 0],
        [0, 0],
        [0, 0],
      ]);
    },
  );

  it("counts a hand-off once, however many fields were asked again", () => {
    expect(
      repeated({ handoffs: [fields({ name: "email", reasked: true }, { name: "order", reasked: true })] }),
    ).toEqual([1, 1]);
  });

  it("takes a name that the bot had not captured for no repeat", () => {
    expect(
      repeated({ handoffs: [fields({ name: "email" })], ratings: [{ reaskedFields: ["phone"] }] }),
    ).toEqual([0, 1]);
  });

  it("lets any yes win, from any agent, over any no", () => {
    expect(
      repeated({
        handoffs: [fields({ name: "email", reasked: false })],
        ratings: [
          { agentId: "a", reaskedFields: [] },
          { agentId: "b", reaskedFields: ["email"] },
        ],
      }),
    ).toEqual([1, 1]);
  });

  it("does not hear a rating of another hand-off", () => {
    expect(
      repeated({
        handoffs: [{ handoffId: "1", ...fields({ name: "email" }) }],
        ratings: [{ handoffId: "2", reaskedFields: ["email"] }],
      }),
    ).toEqual([0, 0]);
  });

  it("counts each field by its own answer, and leaves out those without one", () => {
    const given: Given = {
      handoffs: [
        fields({ name: "email", reasked: true }, { name: "order", reasked: false }, { name: "phone" }),
      ],
    };
    expect(parts("field_reask_rate", given)).toEqual([1, 2]);
  });

  it("knows the answer of every field once an agent gave a list", () => {
    const given: Given = {
      handoffs: [fields({ name: "email" }, { name: "order" }, { name: "phone", reasked: true })],
      ratings: [{ reaskedFields: ["order", "postcode"] }],
    };
    expect(parts("field_reask_rate", given)).toEqual([2, 3]);
  });

  it("adds up the fields of several hand-offs", () => {
    const given: Given = {
      handoffs: [
        { handoffId: "1", ...fields({ name: "email", reasked: true, passed: "none" }) },
        { handoffId: "2", ...fields({ name: "email", reasked: false, passed: "structured" }) },
      ],
    };
    expect(parts("field_reask_rate", given)).toEqual([1, 2]);
    expect(parts("structured_pass_rate", given)).toEqual([1, 2]);
  });
});

describe("passed in a field", () => {
  it("counts captured fields whose way is known, of hand-offs that were reached or not", () => {
    const given: Given = {
      handoffs: [
        {
          status: "failed",
          ...fields(
            { name: "a", passed: "structured" },
            { name: "b", passed: "transcript" },
            { name: "c", passed: "none" },
            { name: "d" },
          ),
        },
      ],
    };
    expect(parts("structured_pass_rate", given)).toEqual([1, 3]);
  });

  it("does not count fields of transfers between agents", () => {
    expect(
      parts("structured_pass_rate", {
        handoffs: [{ from: "agent", ...fields({ name: "a", passed: "structured" }) }],
      }),
    ).toEqual([0, 0]);
  });
});

const score = (value: number, body: SurveyBody & { surveyId?: string } = {}) => ({
  score: value,
  scaleMin: 1,
  scaleMax: 5,
  ...body,
});

describe("surveys", () => {
  const arms = (given: Given) => [
    parts("post_hand_off_csat", given),
    parts("contained_csat", given),
    parts("survey_response_rate", given),
    parts("contained_survey_response_rate", given),
  ];

  it("after a hand-off that reached a person are post-hand-off", () => {
    expect(arms({ ...HANDED_OFF, surveys: [score(5)] })).toEqual([
      [1, 1],
      [0, 0],
      [1, 1],
      [0, 0],
    ]);
  });

  it("after an implied hand-off are post-hand-off", () => {
    expect(parts("post_hand_off_csat", { ...IMPLIED, surveys: [score(2)] })).toEqual([0, 1]);
  });

  it("of contained conversations, and of those with an unknown outcome, are contained", () => {
    for (const given of [CONTAINED, {}]) {
      expect(arms({ ...given, surveys: [score(4)] })).toEqual([
        [0, 0],
        [1, 1],
        [0, 0],
        [1, 1],
      ]);
    }
  });

  it("are contained beside transfers between agents alone", () => {
    expect(parts("contained_csat", { handoffs: [{ from: "agent" }], surveys: [score(4)] })).toEqual([1, 1]);
  });

  it.each([
    ["abandoned with the bot", ABANDONED],
    ["whose hand-offs all failed to reach a person", { handoffs: [{ status: "failed" }] } satisfies Given],
    ["that are tests", { conversation: { test: true }, handoffs: [{}] } satisfies Given],
  ])("of conversations %s are in neither arm", (_, given) => {
    expect(arms({ ...given, surveys: [score(5)] })).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
  });

  it("need one reached hand-off, be it the second", () => {
    expect(
      parts("post_hand_off_csat", {
        handoffs: [
          { handoffId: "1", requestedAt: 1, status: "failed" },
          { handoffId: "2", requestedAt: 2, status: "connected" },
        ],
        surveys: [score(5)],
      }),
    ).toEqual([1, 1]);
  });

  it("count one per conversation: the one answered last", () => {
    const surveys = [
      score(1, { surveyId: "b", answeredAt: 10 }),
      score(5, { surveyId: "a", answeredAt: 20 }),
      score(2, { surveyId: "c" }),
    ];
    expect(parts("post_hand_off_csat", { ...HANDED_OFF, surveys })).toEqual([1, 1]);
    expect(parts("survey_response_rate", { ...HANDED_OFF, surveys })).toEqual([1, 1]);
  });

  it("choose the one that counts before its scale: a last unscaled one leaves no score", () => {
    const surveys = [
      score(5, { surveyId: "a", answeredAt: 1 }),
      { surveyId: "b", score: 4, answeredAt: 2, hadToRepeat: true },
    ];
    const given = { ...HANDED_OFF, surveys };
    expect(parts("post_hand_off_csat", given)).toEqual([0, 0]);
    expect(parts("post_hand_off_csat_mean", given)).toEqual([0, 0]);
    expect(parts("survey_response_rate", given)).toEqual([1, 1]);
    expect(parts("customer_reported_repeat_rate", given)).toEqual([1, 1]);
  });

  it("of other kinds count nowhere, not even as sent", () => {
    const surveys = [
      { kind: "nps" as const, score: 10, scaleMin: 0, scaleMax: 10, hadToRepeat: true },
      { kind: "ces" as const, score: 1, sentAt: 5 },
    ];
    const given = { ...HANDED_OFF, surveys };
    expect(arms(given)).toEqual([
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ]);
    expect(parts("customer_reported_repeat_rate", given)).toEqual([0, 0]);
  });

  it("of another kind answered later do not take the place of a CSAT survey", () => {
    const surveys = [
      score(5, { surveyId: "1", answeredAt: 1 }),
      { surveyId: "2", kind: "nps" as const, score: 0, answeredAt: 9 },
    ];
    expect(parts("post_hand_off_csat", { ...HANDED_OFF, surveys })).toEqual([1, 1]);
  });

  it("are CSAT where they do not say what they are", () => {
    expect(parts("post_hand_off_csat", { ...HANDED_OFF, surveys: [score(4, { surveyId: "x" })] })).toEqual([
      1, 1,
    ]);
  });

  it("without a scale are answered, but in no score", () => {
    const given = { ...HANDED_OFF, surveys: [{ score: 5 }] };
    expect(parts("post_hand_off_csat", given)).toEqual([0, 0]);
    expect(parts("survey_response_rate", given)).toEqual([1, 1]);
  });

  it("are satisfied from three quarters of the scale on", () => {
    const all = [1, 2, 3, 4, 5].map((value) => ({ ...HANDED_OFF, surveys: [score(value)] }));
    expect(parts("post_hand_off_csat", ...all)).toEqual([2, 5]);
  });

  it("have their mean put on one to five, whatever the scale", () => {
    const surveys = (value: number, scaleMin: number, scaleMax: number) => ({
      ...HANDED_OFF,
      surveys: [score(value, { scaleMin, scaleMax })],
    });
    expect(
      parts("post_hand_off_csat_mean", surveys(4, 1, 5), surveys(5, 0, 10), surveys(100, 0, 100)),
    ).toEqual([12, 3]);
    expect(measured(surveys(5, 0, 10)).sums.post_score_squares).toBe(9 * SCORE_UNIT);
  });

  it("are sent when a time of sending is known or they are answered", () => {
    const sent = { ...HANDED_OFF, surveys: [{ sentAt: 3 }] };
    const neither = { ...HANDED_OFF, surveys: [{ comment: "Hm" }] };
    expect(parts("survey_response_rate", sent, neither, HANDED_OFF)).toEqual([0, 1]);
    expect(
      parts("contained_survey_response_rate", { surveys: [{ sentAt: 3 }] }, { surveys: [score(3)] }),
    ).toEqual([1, 2]);
  });

  it("count a conversation once as surveyed, however many were sent", () => {
    const surveys = [
      { surveyId: "a", sentAt: 1 },
      { surveyId: "b", sentAt: 2 },
    ];
    expect(parts("survey_response_rate", { ...HANDED_OFF, surveys })).toEqual([0, 1]);
  });
});

describe("customers who say they had to repeat", () => {
  const told = (body: SurveyBody): Given => ({ ...HANDED_OFF, surveys: [score(3, body)] });

  it("are those of the counted surveys after a hand-off that answer the question", () => {
    expect(
      parts(
        "customer_reported_repeat_rate",
        told({ hadToRepeat: true }),
        told({ hadToRepeat: false }),
        told({}),
      ),
    ).toEqual([1, 2]);
  });

  it("are not those who gave no score, nor those of contained conversations", () => {
    expect(
      parts(
        "customer_reported_repeat_rate",
        { ...HANDED_OFF, surveys: [{ hadToRepeat: true, answeredAt: 5 }] },
        { surveys: [score(3, { hadToRepeat: true })] },
      ),
    ).toEqual([0, 0]);
  });

  it("are taken from the survey that counts alone", () => {
    const surveys = [
      score(1, { surveyId: "a", answeredAt: 1, hadToRepeat: true }),
      score(1, { surveyId: "b", answeredAt: 2 }),
    ];
    expect(parts("customer_reported_repeat_rate", { ...HANDED_OFF, surveys })).toEqual([0, 0]);
  });

  it("never count as repeat information", () => {
    const given = { handoffs: [fields({ name: "email" })], surveys: [score(1, { hadToRepeat: true })] };
    expect(parts("repeat_information_rate", given)).toEqual([0, 0]);
  });
});

describe("ratings", () => {
  it("are counted each for what they say", () => {
    const given: Given = {
      handoffs: [{ reason: "tool_error" }],
      ratings: [
        { agentId: "a", usefulness: "useful", used: "used" },
        { agentId: "b", usefulness: "partly", used: "ignored" },
        { agentId: "c", usefulness: "not_useful" },
        { agentId: "d", used: "skimmed" },
        { agentId: "e", comment: "Thanks" },
      ],
    };
    expect(parts("context_useful_rate", given)).toEqual([1, 3]);
    expect(parts("context_ignored_rate", given)).toEqual([1, 3]);
    expect(parts("rating_coverage", given)).toEqual([1, 1]);
    expect(facet(given, "rating_agent")).toEqual({
      a: [1, 1, 0, 0],
      b: [1, 1, 0, 0],
      c: [1, 0, 0, 0],
      d: [0, 1, 0, 0],
    });
  });

  it("cover a reached hand-off once, and no hand-off that nobody was reached by", () => {
    const ratings = [
      { handoffId: "1", agentId: "a" },
      { handoffId: "1", agentId: "b" },
      { handoffId: "2", agentId: "a" },
    ];
    expect(
      parts("rating_coverage", {
        handoffs: [
          { handoffId: "1", status: "connected" },
          { handoffId: "2", status: "failed" },
          { handoffId: "3" },
        ],
        ratings,
      }),
    ).toEqual([1, 2]);
  });

  it("of transfers between agents, and of hand-offs that never came, count nowhere", () => {
    const given: Given = {
      handoffs: [{ handoffId: "t", from: "agent" }],
      ratings: [
        { handoffId: "t", usefulness: "useful" },
        { handoffId: "9", usefulness: "useful" },
      ],
    };
    expect(parts("context_useful_rate", given)).toEqual([0, 0]);
  });
});

describe("reason agreement", () => {
  const agreement = (reason: Reason | null, correctedReason: Reason) =>
    parts("reason_agreement", {
      handoffs: [reason ? { reason } : {}],
      ratings: [{ correctedReason }],
    });

  it("is about the family, not the code", () => {
    expect(agreement("tool_error", "knowledge_gap")).toEqual([1, 1]);
    expect(agreement("bot_failure", "wrong_answer")).toEqual([1, 1]);
    expect(agreement("asked_midway", "customer_demand")).toEqual([1, 1]);
    expect(agreement("tool_error", "asked_midway")).toEqual([0, 1]);
  });

  it("disagrees with a correction outside the three families", () => {
    expect(agreement("tool_error", "operational")).toEqual([0, 1]);
    expect(agreement("tool_error", "unclassified")).toEqual([0, 1]);
  });

  it("is about hand-offs of the three families alone", () => {
    expect(agreement("operational", "operational")).toEqual([0, 0]);
    expect(agreement("unclassified", "tool_error")).toEqual([0, 0]);
    expect(agreement(null, "tool_error")).toEqual([0, 0]);
  });

  it("keeps the correction beside the bot's reason, not over it", () => {
    const given: Given = {
      handoffs: [{ reason: "tool_error" }],
      ratings: [{ correctedReason: "asked_midway" }],
    };
    expect(parts("bot_failure_share", given)).toEqual([1, 1]);
    expect(measured(given).dimensions.reason_code).toBe("tool_error");
  });
});

describe("handed off after one failure", () => {
  it("counts bot failures with at most one failed attempt, of those whose attempts are known", () => {
    const failed = (failedAttempts?: number): Given => ({
      handoffs: [
        failedAttempts === undefined ? { reason: "tool_error" } : { reason: "tool_error", failedAttempts },
      ],
    });
    expect(parts("one_failed_attempt_rate", failed(0), failed(1), failed(2), failed())).toEqual([2, 3]);
  });

  it("takes the conversation's attempts where the hand-off does not say", () => {
    const given = (own?: number): Given => ({
      conversation: { failedAttempts: 4 },
      handoffs: [
        own === undefined ? { reason: "bot_failure" } : { reason: "bot_failure", failedAttempts: own },
      ],
    });
    expect(parts("one_failed_attempt_rate", given(), given(1))).toEqual([1, 2]);
  });

  it("is about bot failures alone", () => {
    const given: Given = { conversation: { failedAttempts: 0 }, handoffs: [{ reason: "asked_midway" }] };
    expect(parts("one_failed_attempt_rate", given, { ...IMPLIED })).toEqual([0, 0]);
  });
});

describe("demand honoured", () => {
  const asked = (seconds: number, reason: Reason = "asked_midway"): Given => ({
    handoffs: [{ reason, customerAskedAt: 100 * SECOND, requestedAt: (100 + seconds) * SECOND }],
  });

  it.each([
    [0, [1, 1]],
    [60, [1, 1]],
    [60.000001, [0, 1]],
    [3600, [0, 1]],
    [-0.000001, [0, 0]],
  ] as const)("a request %d s after the customer asked counts %j", (seconds, counted) => {
    expect(parts("demand_honoured_rate", asked(seconds))).toEqual(counted);
  });

  it("needs both times", () => {
    const given = (body: HandoffBody): Given => ({ handoffs: [{ reason: "customer_demand", ...body }] });
    expect(parts("demand_honoured_rate", given({ customerAskedAt: 5 }), given({ requestedAt: 5 }))).toEqual([
      0, 0,
    ]);
  });

  it("is about customer demand alone", () => {
    expect(parts("demand_honoured_rate", asked(5, "tool_error"), asked(5, "operational"))).toEqual([0, 0]);
  });
});

describe("durations", () => {
  const botTime = (given: Given) => [parts("bot_time_p50", given)[1], facet(given, "bot_time")];
  const waitTime = (given: Given) => [parts("wait_time_p50", given)[1], facet(given, "wait_time")];

  it("with the bot run from the start of the conversation to its first hand-off", () => {
    expect(
      botTime({
        conversation: { startedAt: 10 * SECOND },
        handoffs: [
          { handoffId: "1", requestedAt: 90 * SECOND },
          { handoffId: "2", requestedAt: 40 * SECOND },
        ],
      }),
    ).toEqual([1, { [bucketOf(30 * SECOND)]: [1, 0, 0, 0] }]);
  });

  it("with the bot may be nothing at all, but not negative and not unknown", () => {
    expect(botTime({ handoffs: [{ requestedAt: 0 }] })).toEqual([1, { [bucketOf(0)]: [1, 0, 0, 0] }]);
    expect(botTime({ conversation: { startedAt: 5 }, handoffs: [{ requestedAt: 4 }] })).toEqual([0, {}]);
    expect(botTime({ handoffs: [{}] })).toEqual([0, {}]);
    expect(botTime(IMPLIED)).toEqual([0, {}]);
  });

  it("of waiting run from request to connection, of each hand-off with status connected", () => {
    expect(
      waitTime({
        handoffs: [
          { handoffId: "1", requestedAt: 0, connectedAt: 30 * SECOND },
          { handoffId: "2", requestedAt: 0, connectedAt: 30 * SECOND, status: "connected" },
          { handoffId: "3", requestedAt: 0, connectedAt: 30 * SECOND, status: "failed" },
          { handoffId: "4", requestedAt: 9, connectedAt: 8 },
          { handoffId: "5", connectedAt: 8 },
          { handoffId: "6", requestedAt: 8, agentId: "a" },
          { handoffId: "7", requestedAt: 0, connectedAt: 5, from: "agent" },
        ],
      }),
    ).toEqual([2, { [bucketOf(30 * SECOND)]: [2, 0, 0, 0] }]);
  });
});

describe("any conversation", () => {
  const maybe = { requiredKeys: [] as [] };
  const time = fc.integer({ min: 0, max: 5 }).map((n) => n * 30 * SECOND);
  const reason = fc.constantFrom(...REASON_CODES, ...REASON_GROUPS);
  const name = fc.constantFrom("email", "order");
  const given = fc.record({
    conversation: fc.record(
      {
        startedAt: time,
        outcome: fc.constantFrom(
          "contained" as const,
          "handed_off" as const,
          "abandoned" as const,
          "open" as const,
        ),
        customerMessages: fc.nat(2),
        failedAttempts: fc.nat(3),
        test: fc.boolean(),
      },
      maybe,
    ),
    handoffs: fc.uniqueArray(
      fc.record(
        {
          handoffId: fc.constantFrom("1", "2"),
          from: fc.constantFrom("bot" as const, "agent" as const),
          status: fc.constantFrom("requested" as const, "connected" as const, "failed" as const),
          reason,
          requestedAt: time,
          connectedAt: time,
          customerAskedAt: time,
          agentId: fc.constant("a"),
          context: fc.record({
            fields: fc.uniqueArray(
              fc.record(
                {
                  name,
                  passed: fc.constantFrom("structured" as const, "none" as const),
                  reasked: fc.boolean(),
                },
                { requiredKeys: ["name"] },
              ),
              { selector: (field) => field.name },
            ),
          }),
        },
        { requiredKeys: ["handoffId"] },
      ),
      { selector: (handoff) => handoff.handoffId },
    ),
    surveys: fc.uniqueArray(
      fc.record(
        {
          surveyId: fc.constantFrom("a", "b"),
          score: fc.integer({ min: 1, max: 5 }),
          scaleMin: fc.constant(1),
          scaleMax: fc.constant(5),
          sentAt: time,
          answeredAt: time,
          hadToRepeat: fc.boolean(),
        },
        { requiredKeys: ["surveyId"] },
      ),
      { selector: (survey) => survey.surveyId },
    ),
    ratings: fc.uniqueArray(
      fc.record(
        {
          handoffId: fc.constantFrom("1", "2"),
          agentId: fc.constantFrom("a", "b"),
          usefulness: fc.constantFrom("useful" as const, "partly" as const),
          used: fc.constantFrom("used" as const, "ignored" as const),
          reaskedFields: fc.uniqueArray(name),
          correctedReason: reason,
        },
        { requiredKeys: ["handoffId", "agentId"] },
      ),
      { selector: (rating) => `${rating.handoffId} ${rating.agentId}` },
    ),
  });

  it("never has more in a numerator than in its denominator, and nothing negative anywhere", () => {
    fc.assert(
      fc.property(given, (facts) => {
        const { sums } = measured(facts);
        for (const one of METRICS) {
          if (one.kind !== "share") continue;
          const { numerator, denominator } = evaluate(one, { sums });
          expect(0 <= (numerator ?? 0) && (numerator ?? 0) <= (denominator ?? 0), one.id).toBe(true);
        }
      }),
      { seed: 20261122, numRuns: 1000 },
    );
  });

  it("has facets that add up to its sums", () => {
    const perCount = {
      rating_agent: ["ratings_with_usefulness", "ratings_with_use", "reasons_checked"],
      bot_time: ["bot_time_known"],
      wait_time: ["wait_time_known"],
    } as const satisfies { readonly [F in FacetSum["facet"]]?: readonly MeasureId[] };
    fc.assert(
      fc.property(given, (facts) => {
        const { sums, facets } = measured(facts);
        for (const [which, measures] of Object.entries(perCount)) {
          for (const [i, measure] of measures.entries()) {
            const total = facets
              .filter((sum) => sum.facet === which)
              .reduce((all, sum) => all + (sum.counts[i] ?? 0), 0);
            expect(total, measure).toBe(sums[measure] ?? 0);
          }
        }
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });

  it("measures the same whatever the order in which its records arrived", () => {
    fc.assert(
      fc.property(given, (facts) => {
        const turned = {
          ...facts,
          handoffs: facts.handoffs.toReversed(),
          surveys: facts.surveys.toReversed(),
          ratings: facts.ratings.toReversed(),
        };
        const comparable = (all: Given) => {
          const { sums, facets, dimensions } = measured(all);
          return { sums, dimensions, facets: facets.map((sum) => JSON.stringify(sum)).sort() };
        };
        expect(comparable(turned)).toEqual(comparable(facts));
      }),
      { seed: 20261122, numRuns: 500 },
    );
  });
});
