import { afterAll, beforeAll, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { commitRecords, conversation, handoff } from "@/lib/ingest/samples/sample-records";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { listConversations } from "./list-conversations";
import { readTitles } from "./list-titles";
import { titleKey } from "./prepare-conversations";

const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  await commitRecords(db, [
    conversation("told"),
    handoff("told", { handoffId: "2", requestedAt: 2_000_000, context: { summary: "The second one" } }),
    handoff("told", { handoffId: "1", requestedAt: 1_000_000, context: { summary: "Wants a refund" } }),
    conversation("known to exist"),
    handoff("known to exist", { context: { summary: true } }),
    conversation("contained"),
  ]);
});
afterAll(() => db.close());

test("a title is the source's own summary of the first hand-off, and nothing else", async () => {
  const page = await listConversations(db, KEY, await loadWorkspace(db), {
    metric: null,
    part: "numerator",
    period: null,
    filters: [],
    cursor: null,
    limit: 10,
  });
  expect(page.rows).toHaveLength(3);
  const told = page.rows.find(({ conversationId }) => conversationId === "told");
  if (!told) throw new Error("not listed");
  expect([...(await readTitles(db, page))]).toEqual([[titleKey(told), "Wants a refund"]]);
  expect((await readTitles(db, { rows: [], next: null })).size).toBe(0);
});
