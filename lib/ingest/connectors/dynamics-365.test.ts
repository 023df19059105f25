import { describe, expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "@/lib/ingest/payloads/connector-facts";
import { dynamics365 } from "./dynamics-365";

const at = (time: string) => `2026-05-28T${time}Z`;
const ITEM = {
  msdyn_ocliveworkitemid: "w-1",
  msdyn_startedon: at("10:00:00"),
  msdyn_channel: 192360000,
  modifiedon: at("10:20:00"),
};
const BOT = {
  msdyn_ocsessionid: "s-1",
  _msdyn_liveworkitemid_value: "w-1",
  msdyn_sessioncreatedon: at("10:00:05"),
  msdyn_sessionclosedon: at("10:02:00"),
  msdyn_botengagementmode: 192350000,
  msdyn_closurereason: 192350006,
  outcomereason: "AgentTransferRequestedByUser",
  modifiedon: at("10:02:00"),
};
const AGENT = {
  msdyn_ocsessionid: "s-2",
  _msdyn_liveworkitemid_value: "w-1",
  msdyn_sessioncreatedon: at("10:02:05"),
  msdyn_agentacceptedon: at("10:03:00"),
  msdyn_sessionclosedon: at("10:20:00"),
  _msdyn_agentid_value: "u-1",
  _msdyn_cdsqueueid_value: "q-1",
  "_msdyn_cdsqueueid_value@OData.Community.Display.V1.FormattedValue": "Billing",
  modifiedon: at("10:20:00"),
};

it("puts sessions and the conversation together, in any order", () => {
  expect(foldPayloads(dynamics365, [{ value: [AGENT, BOT] }, ITEM]).conversations["w-1"]).toEqual({
    conversation: {
      startedAt: at("10:00:00"),
      endedAt: at("10:02:00"),
      channel: "web_chat",
      outcome: "handed_off",
    },
    handoffs: {
      "1": {
        requestedAt: at("10:02:00"),
        connectedAt: at("10:03:00"),
        endedAt: at("10:20:00"),
        status: "connected",
        agentId: "u-1",
        queue: "Billing",
        reasonRaw: "AgentTransferRequestedByUser",
      },
    },
    surveys: {},
    messages: [],
  });
  expectAnyOrder(dynamics365, [ITEM, BOT, AGENT]);
});

it("knows what stayed with the bot, what failed, and what was between people", () => {
  const alone = { ...BOT, msdyn_closurereason: 1, outcomereason: undefined };
  expect(foldPayloads(dynamics365, [alone]).conversations["w-1"]?.conversation).toMatchObject({
    outcome: "contained",
  });
  const failed = { ...alone, outcomereason: "SystemError" };
  expect(foldPayloads(dynamics365, [failed]).conversations["w-1"]).toMatchObject({
    conversation: { outcome: "abandoned" },
    handoffs: {},
  });
  expect(foldPayloads(dynamics365, [AGENT, ITEM]).notBot).toEqual(["w-1"]);
});

it("reads transcripts of its Copilot agents, and says what it does not understand", () => {
  const content = {
    activities: [
      {
        valueType: "SessionInfo",
        type: "trace",
        timestamp: 1780000000,
        value: { startTimeUtc: at("10:00:00"), outcome: "Resolved" },
      },
    ],
  };
  const row = { name: "c-9_b-1", content: JSON.stringify(content) };
  expect(foldPayloads(dynamics365, [row]).conversations["c-9"]?.conversation).toMatchObject({
    outcome: "contained",
  });
  expect(foldPayloads(dynamics365, [{ hello: 1 }, { msdyn_ocsessionid: "x" }]).problems).toHaveLength(2);
});

describe("rows as the Web API answers them", () => {
  const page = (...value: readonly object[]) => ({
    "@odata.context": "https://org.crm4.dynamics.com/api/data/v9.2/$metadata#msdyn_ocsessions",
    value,
  });
  const asActivity = ({ msdyn_ocsessionid, ...row }: typeof BOT | typeof AGENT) => ({
    activityid: msdyn_ocsessionid,
    msdyn_sessionid: msdyn_ocsessionid,
    ...row,
  });

  it("have activityid as their key, and are told apart by their columns", () => {
    const { msdyn_ocliveworkitemid, ...item } = ITEM;
    const rows = page(asActivity(AGENT), asActivity(BOT), { activityid: msdyn_ocliveworkitemid, ...item });
    const told = foldPayloads(dynamics365, [rows]);
    expect(told.problems).toEqual([]);
    expect(told.conversations["w-1"]).toMatchObject({
      conversation: { outcome: "handed_off", channel: "web_chat" },
      handoffs: { "1": { status: "connected", queue: "Billing", agentId: "u-1" } },
    });
  });

  it("tell a survey bot after the agent from the bot before", () => {
    const survey = {
      ...BOT,
      msdyn_ocsessionid: "s-3",
      msdyn_botengagementmode: 192350002,
      msdyn_closurereason: 192350009,
      msdyn_sessioncreatedon: at("10:20:05"),
      outcomereason: undefined,
    };
    expect(foldPayloads(dynamics365, [page(AGENT, survey)]).notBot).toEqual(["w-1"]);
    expect(foldPayloads(dynamics365, [page(BOT, AGENT, survey)]).conversations["w-1"]).toMatchObject({
      conversation: { startedAt: at("10:00:05"), endedAt: at("10:02:00"), outcome: "handed_off" },
    });
  });

  it("keep the first queue when the agent passes the customer on, and read labels beside numbers", () => {
    const second = {
      ...AGENT,
      msdyn_ocsessionid: "s-3",
      msdyn_sessioncreatedon: at("10:10:00"),
      msdyn_agentacceptedon: at("10:11:00"),
      "_msdyn_cdsqueueid_value@OData.Community.Display.V1.FormattedValue": "Refunds",
      modifiedon: at("10:30:00"),
    };
    const bot = {
      ...BOT,
      msdyn_closurereason: 192350010,
      "msdyn_closurereason@OData.Community.Display.V1.FormattedValue": "AgentTransferToQueue",
    };
    const told = foldPayloads(dynamics365, [second, bot, AGENT]).conversations["w-1"];
    expect(told?.handoffs["1"]).toMatchObject({ queue: "Billing", connectedAt: at("10:03:00") });
    expectAnyOrder(dynamics365, [ITEM, bot, AGENT, second]);
  });

  it.each([
    [192300000, "messaging"],
    [192390000, "other"],
    [192440000, "voice"],
    [192350001, "social"],
  ])("have the channel %i, which is %s", (code, channel) => {
    const told = foldPayloads(dynamics365, [page({ ...BOT, msdyn_channel: code })]);
    expect(told.conversations["w-1"]?.conversation).toMatchObject({ channel });
  });
});
