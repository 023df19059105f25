import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitRecords, conversation, handoff, rating, survey } from "@/lib/ingest/samples/sample-records";
import type { ReportFilter } from "@/lib/reports/report/report";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { type Driver, largestDriver, pickConversations } from "./picked-conversations";
import { preparePicked } from "./prepare-picked";
import { typeRow } from "./weekly-example";

const MANAGER: PersonActor = {
  kind: "person",
  id: "m",
  name: "M",
  email: "m@example.org",
  role: "manager",
  agents: [],
};
const WEEK = { week: "2026-W46", period: { from: "2026-11-09", to: "2026-11-15" } };
const at = (day: string) => Date.parse(`${day}T10:00:00Z`) * 1000;

let db: TestDatabase;
let workspace: Workspace;

function handedOff(id: string, day: string, score: number | null, reasked: boolean): CanonicalRecord[] {
  return [
    conversation(id, {
      startedAt: at(day),
      queryType: "order_status",
      channel: "voice",
      customerMessages: 3,
    }),
    handoff(id, { reason: "bot_failure", context: { fields: [{ name: "order", reasked }] } }),
    ...(score === null ? [] : [survey(id, { score, scaleMin: 1, scaleMax: 5 })]),
  ];
}

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  workspace = await loadWorkspace(db);
  await commitRecords(db, [
    ...handedOff("worst, not asked again", "2026-11-10", 1, false),
    ...handedOff("worst", "2026-11-11", 2, true),
    ...handedOff("better", "2026-11-12", 4, true),
    ...handedOff("silent", "2026-11-12", null, true),
    ...handedOff("the week before", "2026-11-08", 1, true),
    rating("silent", "agent-1", { usefulness: "not_useful" }),
    ...Array.from({ length: 30 }, (_, i) =>
      conversation(`contained ${i}`, {
        startedAt: at("2026-11-13"),
        queryType: "refund",
        customerMessages: 2,
      }),
    ),
    conversation("test", { startedAt: at("2026-11-13"), test: true, queryType: "tested" }),
  ]);
});
afterAll(() => db.close());

const pick = async (driver: Driver | null, filters: readonly ReportFilter[] = [], week = WEEK) =>
  (await pickConversations(db, MANAGER, workspace, { ...week, filters }, async () => driver)).map(
    ({ rule, conversationId, csat }) => [rule, conversationId, csat] as const,
  );

describe("the conversations to read", () => {
  it("are the least satisfied who had to repeat, one of the driver, and one by lot; the same every time", async () => {
    const driver = { queryType: "order_status", metric: "repeat_information_rate" };
    const picked = await pick(driver);
    expect(picked.map(([rule]) => rule)).toEqual(["worst_satisfaction", "largest_driver", "random"]);
    expect(picked[0]).toEqual(["worst_satisfaction", "worst", 2]);
    expect(["better", "silent"]).toContain(picked[1]?.[1]);
    expect(new Set(picked.map(([, id]) => id)).size).toBe(3);
    expect(await pick(driver)).toEqual(picked);
  });

  it("by lot differ from week to week, and are of the week", async () => {
    const lots = await Promise.all(
      Array.from({ length: 8 }, (_, i) => pick(null, [], { ...WEEK, week: `2026-W${10 + i}` })),
    );
    const ids = lots.map((picked) => picked.find(([rule]) => rule === "random")?.[1]);
    expect(new Set(ids).size).toBeGreaterThan(2);
    expect(ids).not.toContain("the week before");
    expect(ids).not.toContain("test");
  });

  it("pass the filters, and are fewer where a rule finds none", async () => {
    const refunds: ReportFilter[] = [{ dimension: "query_type", values: ["refund"] }];
    const picked = await pick({ queryType: "refund", metric: "repeat_information_rate" }, refunds);
    expect(picked).toEqual([["random", expect.stringMatching(/^contained/), null]]);
    expect(await pick(null, [{ dimension: "query_type", values: ["tested"] }])).toEqual([]);
  });

  it("of a metric of which more is better lack it, and of ratings never stand for one", async () => {
    const dissatisfied = await pick({ queryType: "order_status", metric: "post_hand_off_csat" });
    expect(dissatisfied[1]).toEqual(["largest_driver", "worst, not asked again", null]);
    const rated = await Promise.all(
      Array.from({ length: 8 }, (_, i) =>
        pick({ queryType: "order_status", metric: "context_useful_rate" }, [], {
          ...WEEK,
          week: `2026-W${10 + i}`,
        }),
      ),
    );
    const drivers = new Set(rated.map((picked) => picked[1]?.[1]));
    expect([...drivers].filter((id) => id !== "silent").length).toBeGreaterThan(0);
  });

  it("are not for agents", async () => {
    const agent: PersonActor = { ...MANAGER, role: "agent" };
    await expect(
      pickConversations(db, agent, workspace, { ...WEEK, filters: [] }, async () => null),
    ).rejects.toMatchObject({ code: "forbidden" });
  });

  it("are named by what they were about", () => {
    const picked = {
      rule: "largest_driver",
      source: "default",
      conversationId: "a/b",
      startedAt: at("2026-11-12"),
      channel: "voice",
      queryType: "order_status",
      csat: null,
    } as const;
    expect(
      preparePicked([picked, { ...picked, rule: "worst_satisfaction", csat: 2 }], "Europe/Berlin"),
    ).toMatchObject([
      {
        why: "From order status, which drives the week most",
        name: "Order status, 12 Nov, 11:00",
        facts: "Voice",
        href: "/conversations/default/a%2Fb",
      },
      { facts: "Voice · CSAT 2.0 of 5" },
    ]);
  });
});

describe("the largest driver without a change", () => {
  it("is the query type with the most hand-offs above the rate of all others", () => {
    const rows = [typeRow("a", 100), typeRow("b", 100), typeRow("c", 100)];
    const rate = (numerator: number) => ({
      value: numerator / 100,
      numerator,
      denominator: 100,
      interval: null,
      withheld: null,
      lowVolume: false,
    });
    const queryTypes = rows.map((row, i) => ({
      ...row,
      values: { ...row.values, hand_off_rate: rate([20, 60, 30][i] ?? 0) },
    }));
    const review = { queryTypes } as unknown as Parameters<typeof largestDriver>[0];
    expect(largestDriver(review, null)).toEqual({ queryType: "b", metric: "hand_off_rate" });
    expect(largestDriver({ ...review, queryTypes: [] }, null)).toBeNull();
  });
});
