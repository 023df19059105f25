import { describe, expect, it } from "vitest";
import { EMPTY_REASON_MAP, reasonMapOf } from "@/lib/domain/reason-map";
import type { ConversationFacts } from "@/lib/domain/record";
import { prepareSurvey } from "@/lib/reports/satisfaction/prepare-survey";
import { prepareConversation } from "./prepare-conversation";
import { prepareTimeline, textRuns } from "./prepare-timeline";
import type { ConversationDetail, Message } from "./read-conversation";

const at = (time: string) => Date.parse(`2026-11-12T${time}Z`) * 1000;

const facts: ConversationFacts = {
  source: "wren",
  conversationId: "c-7731-0412",
  conversation: {
    bot: "Wren",
    botVersion: "47",
    channel: "web_chat",
    language: "en",
    queryType: "order_status",
    startedAt: at("10:37:40"),
    previousConversationId: "c-7001",
    failedAttempts: 2,
  },
  handoffs: [
    {
      handoffId: "1",
      requestedAt: at("10:41:52"),
      connectedAt: at("10:43:40"),
      reason: "tool_error",
      reasonText: "The order look-up failed twice.",
      assignedBy: "bot",
      fromChannel: "web_chat",
      toChannel: "voice",
      queue: "Orders",
      context: {
        transcript: true,
        summary: "Wants to know where a washing machine is",
        reason: false,
        nextStep: "Look up the order",
        attempted: ["Order look-up"],
        deliveredAt: at("10:41:53"),
        fields: [
          { name: "order_reference", passed: "transcript", reasked: true },
          { name: "postcode", passed: "structured", reasked: false },
          { name: "customer_number", passed: "none" },
          { name: "email" },
        ],
      },
    },
    { handoffId: "2", from: "agent", requestedAt: at("10:50:00"), queue: "Billing" },
  ],
  surveys: [],
  ratings: [],
};

const messages: Message[] = [
  { sequence: 1, sender: "customer", text: "Where is it?", at: at("10:37:40") },
  { sequence: 2, sender: "bot", text: "What is your order reference?", at: at("10:37:44") },
  { sequence: 3, sender: "customer", text: "It is [order_reference], thanks", at: at("10:38:21") },
  { sequence: 4, sender: "agent", text: "Hello", at: at("10:43:58") },
];

const detail: ConversationDetail = { facts, messages, reasonMap: EMPTY_REASON_MAP, privateRatings: 0 };
const change = (part: Partial<ConversationFacts>): ConversationDetail => ({
  ...detail,
  facts: { ...facts, ...part },
});

describe("prepareConversation", () => {
  const view = prepareConversation(detail, "UTC");

  it("begins with the brief", () => {
    expect(view.summary.text).toBe("Wants to know where a washing machine is");
    expect(view.line).toBe("Order status · Thu 12 Nov 2026, 10:37 · Web chat · Wren 47 · English");
    expect(view.brief).toMatchObject({
      familyName: "Bot failure",
      code: "tool_error",
      why: "The order look-up failed twice. Set by the bot.",
      nextStep: "Look up the order",
      attempted: [{ what: "Order look-up", result: null }],
    });
  });

  it("says of every captured detail how it was passed and whether it was asked again", () => {
    expect(
      view.brief?.fields.map(({ name, passedText, askedText }) => [name, passedText, askedText]),
    ).toEqual([
      ["order_reference", "Transcript only", "Asked again"],
      ["postcode", "In a field", "Not asked"],
      ["customer_number", "Not passed", "Not known"],
      ["email", "Not known", "Not known"],
    ]);
  });

  it("tells the times, and what is not known as such", () => {
    expect(view.times).toEqual([
      { label: "With the bot", value: "4 min 12 s" },
      { label: "Waited", value: "1 min 48 s" },
      { label: "Failed attempts", value: "2" },
      { label: "Context delivered", value: "10:41:53" },
    ]);
    const bare = prepareConversation(change({ handoffs: [{ handoffId: "1" }] }), "UTC");
    expect(bare.times.find((fact) => fact.label === "Waited")?.value).toBeNull();
  });

  it("calls impossible times impossible", () => {
    const view = prepareConversation(
      change({ handoffs: [{ handoffId: "1", requestedAt: at("10:00:00") }] }),
      "UTC",
    );
    expect(view.times[0]?.value).toBe("Impossible: ends before it begins");
  });

  it("tells where the customer was, one after the other", () => {
    expect(view.stations).toEqual([
      { text: "Web chat, Wren", time: "10:37" },
      { text: "Voice, Orders", time: "10:43" },
      { text: "Billing", time: "10:50" },
    ]);
  });

  it("offers the brief of every hand-off, and the text for a ticket", () => {
    expect(view.briefs.map(({ text, href, current }) => [text, href, current])).toEqual([
      ["Hand-off 1, Orders", "?handoff=1", true],
      ["Transfer, Billing", "?handoff=2", false],
    ]);
    expect(view.ticket).toContain("order_reference: transcript only, asked again");
    expect(prepareConversation(detail, "UTC", { handoffId: "2" }).briefs[1]?.current).toBe(true);
  });

  it("says why a conversation is in no number", () => {
    expect(view.notCounted).toBeNull();
    expect(prepareConversation(change({ conversation: null }), "UTC").notCounted).toContain(
      "Only records about",
    );
    const test = { startedAt: at("10:37:40"), test: true };
    expect(prepareConversation(change({ conversation: test }), "UTC").notCounted).toContain("test");
  });

  it("has no brief without a hand-off, and a plain title", () => {
    const contained = prepareConversation(change({ handoffs: [] }), "UTC");
    expect(contained.brief).toBeNull();
    expect(contained.summary.text).toBe("Order status: “Where is it?”");
  });

  it("keeps the source's word for a reason that Baton does not know", () => {
    const view = prepareConversation(change({ handoffs: [{ handoffId: "1", reasonRaw: "ESC_017" }] }), "UTC");
    expect(view.brief).toMatchObject({ familyName: "Unclassified", code: null, raw: "ESC_017" });
  });

  it("says what the reason map makes of the source's word, and the word", () => {
    const reasonMap = reasonMapOf([{ source: facts.source, raw: "esc_017", reason: "tool_error" }]);
    const given = { ...change({ handoffs: [{ handoffId: "1", reasonRaw: "ESC_017" }] }), reasonMap };
    expect(prepareConversation(given, "UTC").brief).toMatchObject({
      familyName: "Bot failure",
      code: "tool_error",
      raw: "ESC_017",
    });
    const known = {
      ...change({ handoffs: [{ handoffId: "1", reasonRaw: "ESC_017", reason: "asked_midway" }] }),
      reasonMap,
    };
    expect(prepareConversation(known, "UTC").brief).toMatchObject({ code: "asked_midway", raw: null });
  });

  it("shows the reader's own rating, and says that others are withheld", () => {
    const rating = {
      handoffId: "1",
      agentId: "a",
      usefulness: "partly",
      used: "skimmed",
      reaskedFields: [],
    } as const;
    const own = prepareConversation({ ...change({ ratings: [rating] }), privateRatings: 1 }, "UTC");
    expect(own.ownRatings[0]?.facts.map((fact) => fact.value)).toEqual([
      "Partly",
      "Skimmed",
      "Nothing",
      null,
    ]);
    expect(own.hasPrivateRatings).toBe(true);
  });
});

describe("prepareTimeline", () => {
  it("puts every hand-off at its place in the transcript", () => {
    const items = prepareTimeline(detail, "UTC");
    expect(items.map((item) => item.key)).toEqual([
      "message 1",
      "message 2",
      "message 3",
      "seam 1",
      "message 4",
      "seam 2",
    ]);
  });

  it("says what came across and what did not, as far as the record says", () => {
    const seam = prepareTimeline(detail, "UTC").find((item) => item.kind === "seam");
    expect(seam).toMatchObject({
      title: "Hand-off",
      time: "10:41:52",
      facts: ["web chat to voice, queue Orders", "waited 1 min 48 s"],
      across: "Transcript, summary, next step, postcode in a field",
      not: "Reason, order_reference in a field, customer_number",
    });
  });

  it("falls back on the last word of the bot where nothing has a time", () => {
    const timeless = messages.map(({ at: _, ...message }) => message);
    const items = prepareTimeline(
      { ...change({ handoffs: [{ handoffId: "1" }] }), messages: timeless },
      "UTC",
    );
    expect(items.map((item) => item.key)).toEqual([
      "message 1",
      "message 2",
      "seam 1",
      "message 3",
      "message 4",
    ]);
  });

  it("follows the message that names its hand-off", () => {
    const own = messages.map((message) =>
      message.sequence === 2 ? { ...message, handoffId: "1" } : message,
    );
    const items = prepareTimeline({ ...detail, messages: own }, "UTC");
    expect(items[1]?.key).toBe("seam 1");
  });

  it("stands alone without a transcript", () => {
    expect(prepareTimeline({ ...detail, messages: [] }, "UTC").map((item) => item.key)).toEqual([
      "seam 1",
      "seam 2",
    ]);
  });
});

describe("textRuns", () => {
  it("finds what was redacted, and nothing else", () => {
    expect(textRuns("It is [order_reference], sent to [email] [see above]")).toEqual([
      { text: "It is ", redacted: false },
      { text: "[order_reference]", redacted: true },
      { text: ", sent to ", redacted: false },
      { text: "[email]", redacted: true },
      { text: " [see above]", redacted: false },
    ]);
  });
});

describe("prepareSurvey", () => {
  const csat = { surveyId: "csat", score: 2, scaleMin: 1, scaleMax: 5 };
  it("draws a short scale in steps", () => {
    const survey = prepareSurvey({ ...csat, hadToRepeat: true, comment: "Twice." }, "UTC");
    expect(survey.steps?.map(({ step, given }) => `${step}${given ? "!" : ""}`)).toEqual([
      "1",
      "2!",
      "3",
      "4",
      "5",
    ]);
    expect(survey.facts[0]).toEqual({ label: "Had to repeat", value: "Yes" });
  });

  it("says that a score without a scale is in no score", () => {
    const survey = prepareSurvey({ surveyId: "csat", score: 7 }, "UTC");
    expect(survey).toMatchObject({ steps: null, scoreText: "7, on no known scale: in no score" });
  });

  it("knows the scale of NPS, and surveys that were not answered", () => {
    expect(prepareSurvey({ surveyId: "nps", kind: "nps", score: 9 }, "UTC").steps).toHaveLength(11);
    expect(prepareSurvey({ surveyId: "csat" }, "UTC").scoreText).toBe("Not answered");
    expect(prepareSurvey({ ...csat, score: 62.5, scaleMin: 0, scaleMax: 100 }, "UTC").scoreText).toBe(
      "62.5 on 0–100",
    );
  });
});
