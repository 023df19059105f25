import { botFramework } from "./bot-framework";
import { chatwoot } from "./chatwoot";
import type { Connector } from "./connector";
import { copilotStudio } from "./copilot-studio";
import { genericJson } from "./generic-json";

/** Every platform that Baton understands, in the order in which they are offered. A new one is one line here. */
export const CONNECTORS: readonly Connector[] = [chatwoot, copilotStudio, botFramework, genericJson];

/** The connector of a platform, by its name in addresses. */
export function connectorOf(platform: string): Connector | undefined {
  return CONNECTORS.find((connector) => connector.platform === platform);
}
