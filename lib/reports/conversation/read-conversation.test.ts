import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, AgentIdentity } from "@/lib/access/actor";
import {
  commitRecords,
  conversation,
  handoff,
  message,
  rating,
  SAMPLE_START,
  survey,
} from "@/lib/ingest/samples/sample-records";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { conversationJson } from "./facts-json";
import { readConversation } from "./read-conversation";

const person = (
  role: "agent" | "designer" | "manager" | "administrator",
  ...agents: AgentIdentity[]
): Actor => ({
  kind: "person",
  id: "p",
  name: "P",
  email: "p@x.org",
  role,
  agents,
});
const MANAGER = person("manager");
const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };
const INGEST: Actor = { kind: "key", id: "i", name: "key", scopes: ["ingest"] };
const as = (agentId: string, source = "default") => person("agent", { source, agentId });

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  await commitRecords(db, [
    conversation("c", { queryType: "refund", customerHash: "1.secret" }),
    handoff("c", {
      agentId: "anna",
      reason: "tool_error",
      context: { fields: [{ name: "email", valueHash: "1.x" }] },
    }),
    handoff("c", { handoffId: "2", from: "agent", agentId: "ben" }),
    survey("c", { score: 4 }),
    rating("c", "anna", { usefulness: "useful", comment: "Anna's own" }),
    rating("c", "ben", { handoffId: "2", usefulness: "not_useful", comment: "Ben's own" }),
    rating("c", "", { comment: "unnamed" }),
  ]);
  await commitRecords(db, [handoff("waits", { agentId: "anna" })]);
  await commitRecords(db, [conversation("odd/ö?#💡", {}, { source: "b/c" })]);
});

afterAll(() => db.close());

const read = (actor: Actor, id = "c", source = "default") => readConversation(db, actor, source, id);
const comments = async (actor: Actor) => (await read(actor)).facts.ratings.map((one) => one.comment);

describe("one conversation", () => {
  test("is all that its records add up to", async () => {
    const { facts } = await read(MANAGER);
    expect(facts.conversation).toMatchObject({ queryType: "refund", startedAt: SAMPLE_START });
    expect(facts.handoffs.map((one) => one.handoffId)).toEqual(["1", "2"]);
    expect(facts.surveys).toMatchObject([{ surveyId: "csat", score: 4 }]);
  });

  test("is found by the exact ids that its source uses, whatever is in them", async () => {
    expect((await read(MANAGER, "odd/ö?#💡", "b/c")).facts.conversationId).toBe("odd/ö?#💡");
    await expect(read(MANAGER, "odd/ö?#💡")).rejects.toMatchObject({ status: 404 });
    await expect(read(MANAGER, "C")).rejects.toMatchObject({ status: 404, code: "not_found" });
  });

  test("that waits for its own record is shown with what there is", async () => {
    const { facts } = await read(MANAGER, "waits");
    expect([facts.conversation, facts.handoffs.length]).toEqual([null, 1]);
  });

  test("has its messages in the order of the transcript, the newest version of each", async () => {
    await commitRecords(db, [
      conversation("talk"),
      message("talk", 10, { text: "third" }),
      message("talk", 9, { text: "second", sender: "bot" }, { version: 5 }),
      message("talk", -1, { text: "first" }),
    ]);
    await commitRecords(db, [
      message("talk", 9, { text: "older" }, { version: 4 }),
      message("talk", 10, { text: "third again" }),
    ]);
    const { messages } = await read(MANAGER, "talk");
    expect(messages.map(({ sequence, text, sender }) => [sequence, text, sender])).toEqual([
      [-1, "first", undefined],
      [9, "second", "bot"],
      [10, "third again", undefined],
    ]);
  });
});

describe("a single rating", () => {
  test("is shown to its author, and to no other agent of the conversation", async () => {
    expect(await comments(as("anna"))).toEqual(["Anna's own"]);
    expect(await comments(as("ben"))).toEqual(["Ben's own"]);
  });

  test.each(["designer", "manager", "administrator"] as const)(
    "is not shown to a %s, only how many there are",
    async (role) => {
      const detail = await read(person(role));
      expect([detail.facts.ratings, detail.privateRatings]).toEqual([[], 3]);
      const json = JSON.stringify(conversationJson(detail));
      for (const secret of ["own", "unnamed", "useful"]) expect(json).not.toContain(secret);
    },
  );

  test("of a manager who is an agent too is shown to that manager", async () => {
    expect(await comments(person("manager", { source: "default", agentId: "ben" }))).toEqual(["Ben's own"]);
    expect(await comments(person("manager", { source: "other", agentId: "ben" }))).toEqual([]);
  });

  test("that is unnamed is nobody's own", async () => {
    expect(await comments(person("manager", { source: "default", agentId: "anna" }))).not.toContain(
      "unnamed",
    );
  });

  test("is shown to keys, which are trusted programs", async () => {
    expect((await comments(KEY)).sort()).toEqual(["Anna's own", "Ben's own", "unnamed"]);
  });
});

describe("an agent", () => {
  test("opens what was handed to that agent, by the bot or by another agent", async () => {
    expect((await read(as("anna"))).facts.conversationId).toBe("c");
    expect((await read(as("ben"))).facts.conversationId).toBe("c");
    expect((await read(as("anna"), "waits")).facts.conversationId).toBe("waits");
  });

  test("is told of another's conversation what is told of one that does not exist", async () => {
    const other = await read(as("carl")).catch((error: unknown) => error);
    const none = await read(as("carl"), "no-such").catch((error: unknown) => error);
    expect(other).toMatchObject({ status: 404, code: "not_found", members: {} });
    expect(String(other).replace(" c ", " no-such ")).toBe(String(none));
    await expect(read(as("ben"), "waits")).rejects.toMatchObject({ status: 404 });
  });

  test("of the same name at another source, or linked to nothing, opens nothing", async () => {
    await expect(read(as("anna", "other-bot"))).rejects.toMatchObject({ status: 404 });
    await expect(read(person("agent"))).rejects.toMatchObject({ status: 404 });
    await expect(read(as(""))).rejects.toMatchObject({ status: 404 });
  });

  test("who only rated a conversation does not open it by that", async () => {
    await commitRecords(db, [
      conversation("rated"),
      handoff("rated", { agentId: "x" }),
      rating("rated", "anna", { used: "used" }),
    ]);
    await expect(read(as("anna"), "rated")).rejects.toMatchObject({ status: 404 });
  });
});

describe("a key", () => {
  test("needs the scope read", async () => {
    await expect(read(INGEST)).rejects.toMatchObject({ status: 403 });
  });
});

describe("the JSON of a conversation", () => {
  test("has times as ISO 8601, and no hash of values or customers", async () => {
    const json = JSON.stringify(conversationJson(await read(KEY)));
    expect(json).toContain('"startedAt":"2026-10-12T08:00:00Z"');
    expect(json).not.toMatch(/Hash|1\.secret|1\.x/);
  });
});
