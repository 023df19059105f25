import { ada } from "./ada";
import { amazonConnect } from "./amazon-connect";
import { botFramework } from "./bot-framework";
import { botpress } from "./botpress";
import { chatwoot } from "./chatwoot";
import type { Connector } from "./connector";
import { copilotStudio } from "./copilot-studio";
import { cxInsights } from "./cx-insights";
import { dialogflowCx } from "./dialogflow-cx";
import { dynamics365 } from "./dynamics-365";
import { genericJson } from "./generic-json";
import { genesysCloud } from "./genesys-cloud";
import { intercom } from "./intercom";
import { livePerson } from "./liveperson";
import { rasa } from "./rasa";
import { rocketChat } from "./rocket-chat";
import { salesforce } from "./salesforce";
import { twilio } from "./twilio";
import { zendesk } from "./zendesk";

/** Every platform that Baton understands, in the order in which they are offered. A new one is one line here. */
export const CONNECTORS: readonly Connector[] = [
  ada,
  amazonConnect,
  botFramework,
  botpress,
  chatwoot,
  copilotStudio,
  cxInsights,
  dialogflowCx,
  dynamics365,
  genesysCloud,
  intercom,
  livePerson,
  rasa,
  rocketChat,
  salesforce,
  twilio,
  zendesk,
  genericJson,
];

/** The connector of a platform, by its name in addresses. */
export function connectorOf(platform: string): Connector | undefined {
  return CONNECTORS.find((connector) => connector.platform === platform);
}
