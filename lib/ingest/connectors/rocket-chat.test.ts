import { expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import sample from "./fixtures/rocketchat-message.json" with { type: "json" };
import { rocketChat } from "./rocket-chat";

const at = (time: string) => `2026-05-28T${time}.000Z`;
const BOT = { _id: "b", username: "ava.bot" };
const BEN = { _id: "p", username: "ben" };
const options = { bots: "ava.bot" };
const hook = (type: string, rest: object) => ({
  _id: "r-1",
  type,
  createdAt: at("10:00:00"),
  visitor: { _id: "v-1", token: "t" },
  tags: ["refund"],
  departmentId: "dep-1",
  ...rest,
});
const say = (id: string, time: string, msg: string, user?: { _id: string; username: string }) => ({
  _id: id,
  msg,
  ts: at(time),
  username: user?.username ?? "guest-1",
  ...(user ? { agentId: user._id } : {}),
});
const EVENTS = [
  hook("LivechatSessionStart", { agent: BOT, servedBy: { ...BOT, ts: at("10:00:00") } }),
  hook("Message", { agent: BOT, messages: [say("m1", "10:00:10", "hello")] }),
  hook("Message", { agent: BOT, messages: [say("m2", "10:00:11", "hi", BOT)] }),
  hook("LivechatSessionForwarded", {
    oldServedBy: BOT,
    servedBy: { ...BEN, ts: at("10:02:00") },
    agent: BEN,
  }),
  hook("Message", { agent: BEN, messages: [say("m3", "10:03:00", "how can I help", BEN)] }),
  hook("LivechatSession", {
    agent: BEN,
    servedBy: { ...BEN, ts: at("10:02:00") },
    closedAt: at("10:20:00"),
    closer: "user",
  }),
];

it("counts a person's message as no bot conversation", () => {
  expect(foldPayloads(rocketChat, [sample], options)).toEqual({
    conversations: {},
    notBot: ["Tc5SyBZHovD4k8BXv"],
    problems: [],
  });
});

it("knows the hand-off from the bot's user to a person", () => {
  expect(foldPayloads(rocketChat, EVENTS, options).conversations["r-1"]).toEqual({
    conversation: {
      bot: "ava.bot",
      channel: "web_chat",
      queryType: "refund",
      startedAt: "2026-05-28T10:00:00Z",
      outcome: "handed_off",
      customerHash: "hash",
    },
    handoffs: {
      "1": {
        requestedAt: "2026-05-28T10:02:00Z",
        connectedAt: "2026-05-28T10:02:00Z",
        status: "connected",
        agentId: "ben",
        queue: "dep-1",
        context: { transcript: true },
      },
    },
    surveys: {},
    messages: ["customer: hello", "bot: hi", "agent: how can I help"],
  });
  expectAnyOrder(rocketChat, EVENTS, options);
});

it("knows what the bot kept to the end", () => {
  const closed = hook("LivechatSession", {
    agent: BOT,
    servedBy: { ...BOT, ts: at("10:00:00") },
    closedAt: at("10:05:00"),
  });
  expect(foldPayloads(rocketChat, [closed, EVENTS[0]], options).conversations["r-1"]).toMatchObject({
    conversation: { outcome: "contained", endedAt: "2026-05-28T10:05:00Z" },
    handoffs: {},
  });
});

it("says what it does not understand, and checks the token", () => {
  expect(foldPayloads(rocketChat, [{ hello: 1 }], options).problems).toHaveLength(1);
  const check = (token: string) =>
    rocketChat.signature?.check(
      {
        headers: new Headers({ "X-RocketChat-Livechat-Token": token }),
        urls: [],
        body: Buffer.from(""),
        now: 0,
      },
      "right",
    );
  expect([check("right"), check("wrong")]).toEqual(["valid", "invalid"]);
});

it("leaves out offline messages and lead capture, and reads times of MongoDB", () => {
  const offline = {
    type: "LivechatOfflineMessage",
    sentAt: at("10:00:00"),
    visitor: { name: "x" },
    message: "y",
  };
  expect(foldPayloads(rocketChat, [offline, { type: "LeadCapture" }], options)).toEqual({
    conversations: {},
    notBot: [],
    problems: [],
  });
  const dated = hook("LivechatSessionStarted", {
    createdAt: { $date: Date.parse(at("09:59:59")) },
    agent: BOT,
    servedBy: { ...BOT, ts: { $date: at("10:00:00") } },
  });
  expect(foldPayloads(rocketChat, [dated], options).conversations["r-1"]?.conversation).toMatchObject({
    startedAt: "2026-05-28T09:59:59Z",
    outcome: "open",
  });
});

it("knows a hand-off to a department where nobody is free yet", () => {
  const queued = hook("LivechatSessionForwarded", {
    oldServedBy: BOT,
    oldDepartmentId: "dep-0",
    department: { _id: "dep-1", name: "Billing" },
    servedBy: undefined,
    lastMessageAt: at("10:02:00"),
  });
  const told = foldPayloads(rocketChat, [queued], options).conversations["r-1"];
  expect(told).toMatchObject({
    conversation: { outcome: "handed_off" },
    handoffs: { "1": { queue: "Billing", requestedAt: "2026-05-28T10:02:00Z" } },
  });
  expect(told?.handoffs["1"]).not.toHaveProperty("connectedAt");
});

it("takes the first forwarding to a department for the bot's, though the webhook does not say who served it", () => {
  const forwarded = (time: string, departmentId: string, oldDepartmentId: string, person?: object) =>
    hook("LivechatSessionForwarded", {
      departmentId,
      oldDepartmentId,
      lastMessageAt: at(time),
      ...(person ? { servedBy: { ...person, ts: at(time) } } : {}),
    });
  const events = [
    ...EVENTS.slice(0, 3),
    forwarded("10:02:00", "billing", "bots", BEN),
    forwarded("10:09:00", "refunds", "billing", BEN),
  ];
  expect(foldPayloads(rocketChat, events, options).conversations["r-1"]?.handoffs["1"]).toMatchObject({
    queue: "billing",
    requestedAt: "2026-05-28T10:02:00Z",
    connectedAt: "2026-05-28T10:02:00Z",
    agentId: "ben",
  });
  expectAnyOrder(rocketChat, events, options);
  expect(foldPayloads(rocketChat, events.slice(3), options).notBot).toEqual(["r-1"]);
});

it("knows from the closing alone that a person took over from the bot that wrote before", () => {
  const closed = hook("LivechatSession", {
    agent: BEN,
    servedBy: { ...BEN, ts: at("10:02:00") },
    closedAt: at("10:20:00"),
    messages: [say("m1", "10:00:10", "hello"), say("m2", "10:00:11", "hi", BOT)],
  });
  expect(foldPayloads(rocketChat, [closed], options).conversations["r-1"]).toMatchObject({
    conversation: { outcome: "handed_off" },
    handoffs: { "1": { connectedAt: "2026-05-28T10:02:00Z", agentId: "ben", status: "connected" } },
  });
});
