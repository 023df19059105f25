import { afterAll, beforeAll, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { LIST_PAGE, parseConversationsAddress } from "./conversations-address";
import { listConversations } from "./list-conversations";
import { readListPlace } from "./list-place";
import { listedHref } from "./prepare-conversations";

const MANAGER: PersonActor = {
  kind: "person",
  id: "m",
  name: "M",
  email: "m@x.org",
  role: "manager",
  agents: [],
};
const LIST = "metric=conversations&part=numerator";

let db: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  await commitRecords(db, sampleConversations(2 * LIST_PAGE, 5).flat());
  workspace = await loadWorkspace(db);
});
afterAll(() => db.close());

/** What an address of a conversation in a list stands for. */
function read(href: string) {
  const url = new URL(href, "http://x");
  const [, , source = "", id = ""] = url.pathname.split("/").map(decodeURIComponent);
  return { source, conversationId: id, list: url.searchParams.get("list") ?? "" };
}

test("from the first conversation of a list one comes to every other one, across pages, and back", async () => {
  const query = {
    metric: "conversations",
    part: "numerator",
    period: null,
    filters: [],
    cursor: null,
  } as const;
  const all = (await listConversations(db, MANAGER, workspace, { ...query, limit: 1000 })).rows;
  expect(all.length).toBeGreaterThan(LIST_PAGE);
  const [first] = all;
  if (!first) throw new Error("no conversation");
  const seen: string[] = [];
  const places: string[] = [];
  const ways: (string | null)[] = [];
  let href: string | null = listedHref(parseConversationsAddress(new URLSearchParams(LIST)), first);
  while (href !== null) {
    const at = read(href);
    const place = await readListPlace(db, MANAGER, workspace, at.list, at);
    expect(place?.newerHref === null ? null : read(place?.newerHref ?? "").conversationId).toBe(
      seen.at(-1) ?? null,
    );
    seen.push(at.conversationId);
    places.push(`${place?.place} of ${place?.of}`);
    ways.push(place?.listHref ?? null);
    href = place?.olderHref ?? null;
  }
  expect(seen).toEqual(all.map(({ conversationId }) => conversationId));
  expect(places[0]).toBe(`1 of ${LIST_PAGE}+`);
  expect(places.at(-1)).toBe(`${all.length} of ${all.length}`);
  expect(new Set(ways).size).toBe(2);
});

test("a list that makes no sense, or that the conversation is not in, gives no place", async () => {
  const one = { source: "nowhere", conversationId: "c" };
  expect(await readListPlace(db, MANAGER, workspace, LIST, one)).toBeNull();
  expect(await readListPlace(db, MANAGER, workspace, "metric=nonsense", one)).toBeNull();
  expect(await readListPlace(db, MANAGER, workspace, `${LIST}&cursor=zzz`, one)).toBeNull();
});
