import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import type { Role } from "@/lib/access/permissions";
import { commitRecords, conversation, handoff } from "@/lib/ingest/samples/sample-records";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { find } from "./find";

const person = (role: Role, agentId?: string): Actor => ({
  kind: "person",
  id: "00000000-0000-4000-8000-000000000001",
  name: "N",
  email: "n@x.org",
  role,
  agents: agentId === undefined ? [] : [{ source: "bot", agentId }],
});

const BOT = { source: "bot" };

let db: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  await commitRecords(db, [
    conversation("ab_1", { queryType: "order_status" }, BOT),
    conversation("abX2", { queryType: "refund" }, BOT),
    conversation("AB_3", { queryType: "refund" }, BOT),
    handoff("ab_1", { agentId: "lena" }, BOT),
    // Waits for its conversation: nothing to open yet.
    handoff("ab_waits", { agentId: "lena" }, BOT),
  ]);
  workspace = await loadWorkspace(db);
});
afterAll(() => db.close());

/** Titles of what was found, of one kind. */
async function titles(actor: Actor, text: string, kind: string): Promise<string[]> {
  return (await find(db, actor, workspace, text)).flatMap((one) => (one.kind === kind ? [one.title] : []));
}

describe("finding", () => {
  test("lists the pages that a person may open, and no others", async () => {
    expect(await titles(person("agent"), "", "page")).toContain("Rate hand-offs");
    expect(await titles(person("agent"), "", "page")).not.toContain("Weekly review");
    expect(await titles(person("manager"), "", "page")).toContain("Weekly review");
    expect(await titles(person("manager"), "", "page")).not.toContain("API keys");
    expect(await titles(person("administrator"), "", "page")).toContain("API keys");
  });

  test("finds query types by their words, whichever way they are written, for those who may see reports", async () => {
    expect(await titles(person("designer"), "status order", "query_type")).toEqual(["Order status"]);
    expect(await titles(person("designer"), "order_st", "query_type")).toEqual(["Order status"]);
    expect(await titles(person("agent"), "order", "query_type")).toEqual([]);
  });

  test("finds metrics by name and by id", async () => {
    expect(await titles(person("agent"), "hand-off rate", "metric")).toContain("Hand-off rate");
    expect(await titles(person("agent"), "hand_off_rate", "metric")).toContain("Hand-off rate");
  });

  test("finds conversations by the beginning of their id; signs of patterns mean themselves", async () => {
    expect(await titles(person("manager"), "ab", "conversation")).toEqual(["abX2", "ab_1"]);
    expect(await titles(person("manager"), "ab_", "conversation")).toEqual(["ab_1"]);
    expect(await titles(person("manager"), "%b", "conversation")).toEqual([]);
    expect(await titles(person("manager"), "a", "conversation")).toEqual([]);
  });

  test("an agent finds own conversations only", async () => {
    expect(await titles(person("agent", "lena"), "ab", "conversation")).toEqual(["ab_1"]);
    expect(await titles(person("agent", "other"), "ab", "conversation")).toEqual([]);
    expect(await titles(person("agent"), "ab", "conversation")).toEqual([]);
  });

  test("looks conversations up in their index, whatever the collation", async () => {
    const client = await db.pool.connect();
    try {
      await client.query("SET enable_seqscan = off; SET enable_bitmapscan = off");
      const { rows } = await client.query(
        `EXPLAIN SELECT source FROM conversation WHERE arrived AND external_id COLLATE "C" LIKE 'ab%' ORDER BY external_id COLLATE "C" LIMIT 6`,
      );
      const plan = JSON.stringify(rows);
      expect(plan).toContain("conversation_external_id_prefix");
      expect(plan).not.toContain("Sort");
    } finally {
      client.release(true);
    }
  });
});
