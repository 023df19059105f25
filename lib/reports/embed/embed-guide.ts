/** How the panel gets into one agent desktop. */
export interface EmbedGuide {
  readonly id: string;
  readonly name: string;
  /** What the sites of the key have to be: all that the frame stands in, from the outermost on. */
  readonly origins: readonly string[];
  readonly steps: readonly string[];
  /** What is pasted, under the name of its file or field. */
  readonly samples: readonly { readonly name: string; readonly code: string }[];
  /** What to know about this desktop. */
  readonly note: string | null;
}

/** The guides, for a Baton that is reached at `baton` (`https://baton.example.org`). */
export function embedGuides(baton: string): readonly EmbedGuide[] {
  return [zendesk(baton), salesforce(baton), genesys(baton), chatwoot(baton)];
}

const host = (baton: string) => new URL(baton).host;

function zendesk(baton: string): EmbedGuide {
  return {
    id: "zendesk",
    name: "Zendesk",
    origins: ["https://YOUR-SUBDOMAIN.zendesk.com", "https://*.apps.zdusercontent.com"],
    steps: [
      "Make an app folder with Zendesk's command line: zcli apps:new. Choose the location ticket sidebar.",
      "Replace manifest.json and assets/iframe.html by what stands below. The bot has to write the bot conversation's id into a ticket field; put that field's id into the code.",
      "Check it with zcli apps:validate and upload it with zcli apps:create, or as a zip under Admin Center → Apps and integrations → Zendesk Support apps → Upload private app.",
      "At installation Zendesk asks for the settings: paste the embed key. It is a secure setting: Zendesk's proxy puts it into the request, no agent's browser ever has it.",
      "Allow both sites above for the key. Open a ticket: the panel is in the apps tray at the right.",
    ],
    samples: [
      {
        name: "manifest.json",
        code: `{
  "name": "Baton context", "author": { "name": "You", "email": "you@example.org" },
  "defaultLocale": "en", "private": true, "version": "1.0", "frameworkVersion": "2.0",
  "location": { "support": { "ticket_sidebar": { "url": "assets/iframe.html", "flexible": true } } },
  "domainWhitelist": ["${host(baton)}"],
  "parameters": [{ "name": "embed_key", "type": "text", "required": true, "secure": true }]
}`,
      },
      {
        name: "assets/iframe.html",
        code: `<!doctype html>
<style>body{margin:0}iframe{border:0;width:100%;height:640px}</style>
<script src="https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js"></script>
<script>
(async () => {
  const FIELD = "ticket.customField:custom_field_1234567"; // holds the bot conversation's id
  const client = ZAFClient.init();
  const got = await client.get([FIELD, "currentUser"]);
  if (!got[FIELD]) return;
  const link = await client.request({
    url: "${baton}/api/v1/embed-links", type: "POST", secure: true,
    headers: { Authorization: "Bearer {{setting.embed_key}}" }, contentType: "application/json",
    data: JSON.stringify({ source: "YOUR-BOT", conversationId: got[FIELD], agentId: String(got.currentUser.id) }),
  });
  const frame = document.createElement("iframe");
  frame.title = "Context of the hand-off";
  frame.src = link.url;
  document.body.append(frame);
  client.invoke("resize", { width: "100%", height: "640px" });
})();
</script>`,
      },
    ],
    note: "The agent's id is Zendesk's user id: link people to it under Settings, so that the queue and the panel know the same agent.",
  };
}

function salesforce(baton: string): EmbedGuide {
  return {
    id: "salesforce",
    name: "Salesforce",
    origins: ["https://*.lightning.force.com", "https://*.salesforce.com", "https://*.my.salesforce.com"],
    steps: [
      `Setup → Named Credentials → External Credentials: new, protocol Custom; add a principal with the parameter Key, whose value is the embed key, and a custom header Authorization with the value {!'Bearer ' & $Credential.Baton.Key}.`,
      `Named Credentials: new, name Baton, URL ${baton}, with that external credential; allow custom headers. Give the agents' permission set access to the principal.`,
      `Setup → Trusted URLs: add ${baton} with the directive frame-src, or Salesforce does not draw the frame.`,
      "Deploy the Apex class and the Lightning web component below. The messaging session needs a field with the bot conversation's id: here BotConversationId__c.",
      "Lightning App Builder: put the component into the right column of the Messaging Session record page, at least 320 px wide; activate it for the service console.",
      "Allow the sites above for the key.",
    ],
    samples: [
      {
        name: "BatonLink.cls",
        code: `public with sharing class BatonLink {
  @AuraEnabled
  public static String url(Id sessionId) {
    MessagingSession s = [SELECT BotConversationId__c FROM MessagingSession WHERE Id = :sessionId];
    HttpRequest req = new HttpRequest();
    req.setEndpoint('callout:Baton/api/v1/embed-links');
    req.setMethod('POST');
    req.setHeader('Content-Type', 'application/json');
    req.setBody(JSON.serialize(new Map<String, String>{
      'source' => 'YOUR-BOT', 'conversationId' => s.BotConversationId__c, 'agentId' => UserInfo.getUserId() }));
    HttpResponse res = new Http().send(req);
    if (res.getStatusCode() != 200) throw new AuraHandledException(res.getBody());
    return (String) ((Map<String, Object>) JSON.deserializeUntyped(res.getBody())).get('url');
  }
}`,
      },
      {
        name: "batonContext.html and batonContext.js",
        code: `<template><iframe if:true={url} src={url} title="Context of the hand-off" width="100%" height="640"></iframe></template>

import { LightningElement, api } from "lwc";
import link from "@salesforce/apex/BatonLink.url";
export default class BatonContext extends LightningElement {
  @api recordId;
  url;
  async connectedCallback() { this.url = await link({ sessionId: this.recordId }); }
}`,
      },
    ],
    note: "The call is not cacheable on purpose: every opening of a record gets a link of its own.",
  };
}

function genesys(baton: string): EmbedGuide {
  return {
    id: "genesys",
    name: "Genesys Cloud",
    origins: ["https://apps.YOUR-REGION.pure.cloud", "https://apps.mypurecloud.com"],
    steps: [
      "Admin → Integrations → Add: Web Services Data Actions. Credentials: user defined, with the field embedKey and the embed key as its value. Activate it.",
      "Admin → Actions → Add action in that integration; import the contract below. Test it with a conversation id, then publish.",
      "Admin → Scripts: in the agents' script make the string variables batonUrl and botConversationId; the bot flow sets botConversationId as participant data (Set Participant Data), the script takes it in as an input variable.",
      "Script → Script properties → Script load action: Data Actions → Execute Data Action, your action, conversationId = botConversationId, agentId = {{Agent.Id}}; map the output url to batonUrl.",
      "Put a Web Page component on the script page, source batonUrl, at least 320 px wide, with full height. Publish, and choose the script for the queue.",
      "Allow the sites above for the key, with your region (for Frankfurt https://apps.mypurecloud.de).",
    ],
    samples: [
      {
        name: "Action: input contract, output contract, request, response",
        code: `{
  "name": "Baton link", "integrationType": "custom-rest-actions", "actionType": "custom", "secure": false,
  "contract": {
    "input": { "inputSchema": { "type": "object", "required": ["conversationId", "agentId"],
      "properties": { "conversationId": { "type": "string" }, "agentId": { "type": "string" } } } },
    "output": { "successSchema": { "type": "object", "properties": { "url": { "type": "string" } } } }
  },
  "config": {
    "request": {
      "requestUrlTemplate": "${baton}/api/v1/embed-links", "requestType": "POST",
      "headers": { "Authorization": "Bearer \${credentials.embedKey}", "Content-Type": "application/json" },
      "requestTemplate": "{ \\"source\\": \\"YOUR-BOT\\", \\"conversationId\\": \\"\${input.conversationId}\\", \\"agentId\\": \\"\${input.agentId}\\" }"
    },
    "response": { "translationMap": { "url": "$.url" }, "translationMapDefaults": {}, "successTemplate": "{ \\"url\\": \${url} }" }
  }
}`,
      },
    ],
    note: "When the bot runs in Genesys Cloud too, its conversation id is Genesys' own: use {{Scripter.Interaction ID}} instead of participant data.",
  };
}

function chatwoot(baton: string): EmbedGuide {
  return {
    id: "chatwoot",
    name: "Chatwoot",
    origins: ["https://app.chatwoot.com", "https://YOUR-LINK-SERVER"],
    steps: [
      "Chatwoot's dashboard apps are a frame without a secret of their own, so the key stays on a small server of yours: the one below runs with Node 20 and nothing else. Put it behind HTTPS.",
      "Start it with BATON_KEY (the embed key), CHATWOOT_URL, CHATWOOT_TOKEN (an agent bot's or administrator's access token) and ACCOUNT. It asks Chatwoot whether the agent takes part in the conversation before it makes a link.",
      "Chatwoot → Settings → Integrations → Dashboard apps → Add: name Context, endpoint https://YOUR-LINK-SERVER/.",
      "Allow your Chatwoot (https://app.chatwoot.com or your own) and https://YOUR-LINK-SERVER for the key: the panel stands in a frame of both.",
      "Open a conversation: the panel is the tab Context beside Messages.",
    ],
    samples: [
      {
        name: "link-server.mjs",
        code: `import { createServer } from "node:http";
const { BATON_KEY, CHATWOOT_URL, CHATWOOT_TOKEN, ACCOUNT, PORT = "8080" } = process.env;
const page = \`<!doctype html><style>body{margin:0}iframe{border:0;width:100%;height:100vh}</style><script>
const here = document.documentElement;
addEventListener("message", async ({ data, origin }) => {
  if (origin !== \${JSON.stringify(new URL(CHATWOOT_URL).origin)}) return;
  const { event, data: d } = JSON.parse(data);
  if (event !== "appContext") return;
  const body = JSON.stringify({ conversation: d.conversation.id, agent: d.currentAgent.id });
  const { url } = await (await fetch("/link", { method: "POST", body })).json();
  if (!url) return;
  const frame = Object.assign(document.createElement("iframe"), { src: url, title: "Context of the hand-off" });
  document.body.replaceChildren(frame);
});
parent.postMessage("chatwoot-dashboard-app:fetch-info", "*");
</script><body></body>\`;
createServer(async (req, res) => {
  if (req.method === "GET") return res.setHeader("Content-Type", "text/html").end(page);
  let text = "";
  for await (const part of req) text += part;
  const { conversation, agent } = JSON.parse(text);
  const chatwoot = await fetch(\`\${CHATWOOT_URL}/api/v1/accounts/\${ACCOUNT}/conversations/\${Number(conversation)}\`, {
    headers: { api_access_token: CHATWOOT_TOKEN },
  }).then((answer) => answer.json());
  if (chatwoot.meta?.assignee?.id !== agent) return res.writeHead(403).end("{}");
  const link = await fetch("${baton}/api/v1/embed-links", {
    method: "POST",
    headers: { Authorization: \`Bearer \${BATON_KEY}\`, "Content-Type": "application/json" },
    body: JSON.stringify({ source: "chatwoot", conversationId: String(conversation), agentId: String(agent) }),
  }).then((answer) => answer.json());
  res.setHeader("Content-Type", "application/json").end(JSON.stringify({ url: link.url }));
}).listen(Number(PORT));`,
      },
    ],
    note: "Only people who can reach the link server and are assigned to a conversation get a link; put it behind the same sign-on as Chatwoot.",
  };
}
