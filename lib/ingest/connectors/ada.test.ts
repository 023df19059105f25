import { expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { ada } from "./ada";

const chat = (id: string, rest: object = {}) => ({
  _id: id,
  date_created: "2026-10-12T10:00:00.868000",
  date_updated: "2026-10-12T10:20:00.868000",
  platform: "web",
  language: "fr",
  chatter_id: "ch-1",
  is_test_user: false,
  is_engaged: true,
  is_escalated: false,
  variables: { order_reference: "A-1042", empty: null },
  ...rest,
});
const ESCALATED = chat("a-1", {
  is_escalated: true,
  agent_id: ["u-1", "u-2"],
  handoffs: [{ outcome_status: "success", reason_code: "tool_failed", reasoning: "The order tool failed." }],
  csat: { score: 4, comment: "ok", resolved: true },
});

it("reads a page of the Data Export API", () => {
  const { conversations, problems } = foldPayloads(ada, [
    { data: [ESCALATED, chat("a-2"), chat("a-3", { is_test_user: true })] },
  ]);
  expect(problems).toEqual([]);
  expect(conversations["a-1"]).toMatchObject({
    conversation: {
      startedAt: "2026-10-12T10:00:00.868Z",
      channel: "web_chat",
      language: "fr",
      outcome: "handed_off",
    },
    handoffs: {
      "1": {
        reasonRaw: "tool_failed",
        reasonText: "The order tool failed.",
        status: "connected",
        agentId: "u-1",
        context: { fields: [{ name: "order_reference" }] },
      },
    },
    surveys: { csat: { score: 4, comment: "ok", attributes: { resolved: true } } },
  });
  expect(conversations["a-1"]?.surveys.csat).not.toHaveProperty("scaleMax");
  expect(conversations["a-2"]?.conversation).toMatchObject({ outcome: "contained" });
  expect(conversations["a-3"]?.conversation).toMatchObject({ test: true });
});

it("counts an escalated conversation without a listed hand-off, and one nobody engaged in", () => {
  const { conversations } = foldPayloads(ada, [
    chat("e", { is_escalated: true, handoffs: [] }),
    chat("u", { is_engaged: false }),
  ]);
  expect(conversations.e).toMatchObject({ conversation: { outcome: "handed_off" }, handoffs: {} });
  expect(conversations.u?.conversation).toMatchObject({ customerMessages: 0 });
});

it("keeps a reason that is not recorded open", () => {
  const told = foldPayloads(ada, [
    chat("n", { is_escalated: true, handoffs: [{ reason_code: null, outcome_status: "failed" }] }),
  ]);
  expect(told.conversations.n?.handoffs["1"]).toEqual({
    status: "failed",
    context: { fields: [{ name: "order_reference" }] },
  });
});

it("joins messages in any order", () => {
  const messages = [
    {
      _id: "m-1",
      conversation_id: "a-1",
      created: "2026-10-12T10:00:01Z",
      sender: "chatter",
      body: "Bonjour",
    },
    { _id: "m-2", conversation_id: "a-1", created: "2026-10-12T10:00:02Z", sender: "ada", body: "Hello" },
  ];
  expect(foldPayloads(ada, [{ data: messages }]).conversations["a-1"]?.messages).toEqual([
    "customer: Bonjour",
    "bot: Hello",
  ]);
  expectAnyOrder(ada, [...messages, ESCALATED, chat("a-2")]);
  expect(foldPayloads(ada, [{ hello: 1 }]).problems).toHaveLength(1);
});

it("reads conversations as warehouses hold them, and makes no customer of an unnamed sender", () => {
  const { _id, ...loaded } = { ...ESCALATED, conversation_id: "a-1" };
  expect(foldPayloads(ada, [[loaded]]).conversations[_id]).toMatchObject({
    conversation: { outcome: "handed_off" },
    handoffs: { "1": { agentId: "u-1" } },
  });
  const line = (id: string, sender: string | null) => ({
    _id: id,
    conversation_id: "a-1",
    date_created: "2026-10-12T10:00:01Z",
    sender,
    message_data: { type: "text", body: `by ${sender}` },
  });
  const told = foldPayloads(ada, [
    ESCALATED,
    [line("m1", "chatter"), line("m2", "ada"), line("m3", "agent"), line("m4", null)],
  ]);
  expect([...(told.conversations["a-1"]?.messages ?? [])].sort()).toEqual([
    "agent: by agent",
    "bot: by ada",
    "customer: by chatter",
    "system: by null",
  ]);
});

it("keeps a conversation that has its messages inside, and reads a page of messages", () => {
  const inside = { ...ESCALATED, messages: [{ _id: "m1" }] };
  expect(foldPayloads(ada, [{ data: [inside] }]).conversations["a-1"]?.handoffs).toHaveProperty("1");
  const line = {
    _id: "m1",
    conversation_id: "a-1",
    date_created: "2026-10-12T10:00:01Z",
    sender: "ada",
    message_data: { body: "Hello" },
  };
  expect(foldPayloads(ada, [{ messages: [line] }]).conversations["a-1"]?.messages).toEqual(["bot: Hello"]);
});
