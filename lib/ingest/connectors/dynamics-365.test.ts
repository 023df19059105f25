import { expect, it } from "vitest";
import { expectAnyOrder, foldPayloads } from "../connector-facts";
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
