import { expect, request, test } from "@playwright/test";
import type { PersonActor } from "@/lib/access/actor";
import { createApiKey } from "@/lib/access/api-keys";
import { linkAgent, unlinkAgent } from "@/lib/access/people";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/*
 * An agent sees the conversations with a hand-off to one of the agent's own ids, by whatever way they are asked for;
 * an id counts only together with its source.
 */

let baton: OwnServer;
let agentId: string;
let admin: PersonActor;

test.describe.configure({ mode: "serial" });

test.beforeAll(async () => {
  baton = await startOwnServer(await freePort());
  const adminId = await baton.person("Ada", "administrator");
  admin = { kind: "person", id: adminId, name: "Ada", email: "", role: "administrator", agents: [] };
  agentId = await baton.person("Agnes", "agent");
  const { key } = await createApiKey(baton.database, { name: "platform", scopes: ["ingest"] });
  const conversation = (source: string, conversationId: string, handedTo: string | null) => [
    { type: "conversation", source, conversationId, startedAt: "2026-11-10T09:00:00Z", customerMessages: 2 },
    ...(handedTo === null
      ? []
      : [
          {
            type: "handoff",
            source,
            conversationId,
            requestedAt: "2026-11-10T09:01:00Z",
            reason: "tool_error",
            agentId: handedTo,
          },
        ]),
  ];
  const api = await request.newContext({ baseURL: baton.url });
  const answer = await api.post("/api/v1/records", {
    headers: { Authorization: `Bearer ${key}` },
    data: [
      ...conversation("chat", "mine", "agent-7"),
      ...conversation("chat", "of-a-colleague", "agent-8"),
      ...conversation("voice", "of-my-namesake", "agent-7"),
      ...conversation("chat", "of-nobody", null),
    ],
  });
  expect(answer.status(), await answer.text()).toBe(200);
});
test.afterAll(() => baton?.close());

const ALL = ["chat/mine", "chat/of-a-colleague", "chat/of-nobody", "voice/of-my-namesake"];

/** What a person is shown: by the list of the API, by the list page, by asking for each of them. */
async function seen(personId: string) {
  const api = await request.newContext({
    baseURL: baton.url,
    extraHTTPHeaders: { Cookie: await baton.cookie(personId) },
  });
  const list = await (await api.get("/api/v1/conversations")).json();
  const page = await (await api.get("/conversations")).text();
  const statuses = async (prefix: string) => {
    const found: string[] = [];
    for (const id of ALL) {
      const status = (await api.get(prefix + id)).status();
      if (status === 200) found.push(id);
      else expect(status, id).toBe(404);
    }
    return found;
  };
  return {
    list: list.rows
      .map((row: { source: string; conversationId: string }) => `${row.source}/${row.conversationId}`)
      .sort(),
    page: ALL.filter((id) => page.includes(id)),
    byApi: await statuses("/api/v1/conversations/"),
    byPage: await statuses("/conversations/"),
  };
}

test("an agent who is linked to nothing sees nothing", async () => {
  expect(await seen(agentId)).toEqual({ list: [], page: [], byApi: [], byPage: [] });
});

test("a linked agent sees the own conversations, from this moment on and until it is taken back", async () => {
  const agent = { source: "chat", agentId: "agent-7" };
  const mine = ["chat/mine"];
  await linkAgent(baton.database, admin, agentId, agent);
  expect(await seen(agentId)).toEqual({ list: mine, page: mine, byApi: mine, byPage: mine });
  await unlinkAgent(baton.database, admin, agentId, agent);
  expect(await seen(agentId)).toEqual({ list: [], page: [], byApi: [], byPage: [] });
});

test("whoever sees reports sees all of them", async () => {
  expect(await seen(admin.id)).toEqual({ list: ALL, page: ALL, byApi: ALL, byPage: ALL });
});
