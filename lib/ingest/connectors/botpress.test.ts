import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { botpress } from "./botpress";

const START = {
  type: "startHitl",
  conversationId: "conv-1",
  createdAt: "2026-05-28T10:02:00Z",
  input: {
    userId: "u-1",
    title: "Refund over the limit",
    description: "Wants 900 back",
    messageHistory: [
      { id: "1", createdAt: "2026-05-28T10:00:00Z", source: { type: "user" }, payload: { text: "refund" } },
      { id: "2", source: { type: "bot" }, payload: { text: "one moment" } },
    ],
  },
  output: { conversationId: "down-1" },
};
const ASSIGNED = {
  type: "hitl:hitlAssigned",
  createdAt: "2026-05-28T10:03:00Z",
  payload: { conversationId: "conv-1", userId: "agent-1" },
};
const STOPPED = {
  type: "hitlStopped",
  createdAt: "2026-05-28T10:20:00Z",
  payload: { conversationId: "conv-1" },
};

it("puts the actions and events of HITL together, in any order", () => {
  expect(foldPayloads(botpress, [START, ASSIGNED, STOPPED]).conversations["conv-1"]).toMatchObject({
    conversation: { startedAt: "2026-05-28T10:00:00Z", outcome: "handed_off" },
    handoffs: {
      "1": {
        requestedAt: "2026-05-28T10:02:00Z",
        connectedAt: "2026-05-28T10:03:00Z",
        endedAt: "2026-05-28T10:20:00Z",
        status: "connected",
        agentId: "agent-1",
        reasonRaw: "Refund over the limit",
        attributes: { downstreamConversation: "down-1" },
        context: { transcript: true, summary: "Wants 900 back" },
      },
    },
    messages: ["customer: refund", "bot: one moment"],
  });
  expectAnyOrder(botpress, [START, ASSIGNED, STOPPED]);
});

it("stamps events without a time on receipt, and knows a request that timed out", () => {
  const { createdAt: _, ...unstamped } = START;
  const told = foldPayloads(botpress, [
    unstamped,
    { type: "stopHitl", input: { conversationId: "conv-1", reason: "timeout" } },
  ]);
  expect(told.conversations["conv-1"]?.handoffs["1"]).toMatchObject({
    requestedAt: "2026-11-16T09:00:00Z",
    status: "failed",
  });
});

it("is no bot conversation where only the human side is known, and says what it does not understand", () => {
  expect(foldPayloads(botpress, [ASSIGNED]).notBot).toEqual(["conv-1"]);
  expect(foldPayloads(botpress, [{ type: "createUser" }, { type: "hitlAssigned" }]).problems).toHaveLength(2);
});

it("checks the hook's signature", () => {
  const body = Buffer.from("{}");
  const check = (signature: string) =>
    botpress.signature?.check(
      { headers: new Headers({ "X-BP-Signature": signature }), urls: [], body, now: 0 },
      "secret",
    );
  expect(check(createHmac("sha256", "secret").update(body).digest("hex"))).toBe("valid");
  expect(check("00")).toBe("invalid");
});

it("knows the names with the alias of the integration or the plugin before them", () => {
  const stopped = { ...STOPPED, type: "zendesk:hitlStopped" };
  const assigned = { ...ASSIGNED, type: "hitl#hitlAssigned" };
  expect(foldPayloads(botpress, [START, assigned, stopped])).toEqual(
    foldPayloads(botpress, [START, ASSIGNED, STOPPED]),
  );
});
