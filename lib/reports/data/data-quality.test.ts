import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { fixedClock } from "@/lib/domain/clock";
import { committerFor } from "@/lib/ingest/commit/committer";
import { importRecords } from "@/lib/ingest/imports/import-records";
import { createKeyring } from "@/lib/secrets/keyring";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { type QualityChoice, qualityChoice, readQuality, readQualityRecords } from "./data-quality";
import { prepareQuality, prepareQualityRecords } from "./prepare-quality";

const ADMIN: Actor = {
  kind: "person",
  id: "p",
  name: "P",
  email: "p@x.org",
  role: "administrator",
  agents: [],
};
const NOW = Date.UTC(2026, 10, 20, 12);
const PERIOD = { from: "2026-11-09", to: "2026-11-15" };

let db: TestDatabase;
let generation: number;

beforeAll(async () => {
  db = await createTestDatabase();
  generation = await ensureCurrentGeneration(db, "UTC").then(
    async () =>
      (await db.pool.query<{ id: number }>("SELECT id FROM generation WHERE state = 'current'")).rows[0]
        ?.id ?? 0,
  );
  await send(
    // At the same moment, many of them, so that only the id tells them apart.
    ...Array.from({ length: 130 }, (_, i) => ({
      type: "conversation",
      conversationId: `backwards-${i}`,
      startedAt: `2026-11-1${i % 3}T10:00:00.123456Z`,
      endedAt: "2026-11-01T10:00:00Z",
    })),
    ...Array.from({ length: 120 }, (_, i) => ({
      type: "conversation",
      conversationId: `ahead-${i}`,
      startedAt: `2026-12-0${1 + (i % 2)}T10:00:00.5Z`,
    })),
    ...Array.from({ length: 40 }, (_, i) =>
      [1, 2, 3].map((sequence) => waiting(`waits-${i}`, sequence)),
    ).flat(),
    ...Array.from({ length: 60 }, (_, i) => ({ ...waiting(`elsewhere-${i}`, 1), source: "other" })),
  );
});
afterAll(() => db.close());

const waiting = (conversationId: string, sequence: number) => ({
  type: "message",
  conversationId,
  sequence,
  sender: "customer",
  text: "x",
});

async function send(...records: readonly object[]) {
  const services = {
    db,
    keyring: createKeyring("a key of at least thirty-two characters"),
    clock: fixedClock(NOW * 1000),
  };
  await importRecords(services, {
    input: (async function* () {
      yield Buffer.from(records.map((record) => JSON.stringify(record)).join("\n"));
    })(),
    format: "ndjson",
    label: "test",
    via: "api",
    startedBy: null,
    defaultSource: "bot",
  });
  await committerFor(db).drain();
}

/** All pages of a list, followed by their links. */
async function pages(choice: QualityChoice): Promise<string[][]> {
  const all: string[][] = [];
  for (let cursor: string | null = null; ; ) {
    const records = await readQualityRecords(db, ADMIN, { generation }, choice, cursor, NOW);
    const view = prepareQualityRecords(choice, cursor, records, "UTC");
    expect(view.firstHref === null).toBe(all.length === 0);
    all.push([...view.found.map(({ key }) => key), ...view.waiting.map(({ key }) => key)]);
    if (view.nextHref === null) return all;
    const next = new URL(view.nextHref, "http://x");
    const [list = ""] = next.pathname.split("/").slice(-1);
    expect(qualityChoice(list, next.searchParams)).toEqual(choice);
    cursor = next.searchParams.get("cursor");
  }
}

describe("the records behind a line of data quality, page by page", () => {
  test.each<[string, QualityChoice, readonly number[]]>([
    ["a finding", { list: "finding", kind: "ended_before_start", source: "bot" }, [50, 50, 30]],
    ["what is ahead of the clock", { list: "ahead" }, [50, 50, 20]],
    ["what waits", { list: "waiting", source: "bot" }, [50, 50, 20]],
    ["what waits under another source", { list: "waiting", source: "other" }, [50, 10]],
  ])("%s", async (_, choice, sizes) => {
    const listed = await pages(choice);
    expect(listed.map((page) => page.length)).toEqual(sizes);
    const rows = listed.flat();
    expect(new Set(rows).size).toBe(rows.length);
  });

  test("the page of data quality shows the furthest ahead and leads to all of them", async () => {
    const overview = await readQuality(db, ADMIN, { generation }, PERIOD, NOW);
    const view = prepareQuality(overview, PERIOD, "UTC");
    expect(view.ahead).toHaveLength(10);
    expect(view.ahead[0]?.started).toContain("2 Dec");
    expect(view.aheadHref).toBe("/data/quality/ahead");
  });

  test("a cursor that no page gave is refused", async () => {
    const choice = { list: "waiting", source: "bot" } as const;
    await expect(readQualityRecords(db, ADMIN, { generation }, choice, "eaten", NOW)).rejects.toMatchObject({
      code: "invalid_value",
    });
  });
});
