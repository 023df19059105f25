import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import {
  commitRecords,
  conversation,
  handoff,
  message,
  SAMPLE_START,
} from "@/lib/ingest/samples/sample-records";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import type { ReportFilter } from "@/lib/reports/report/report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { parseQueryTypesAddress } from "./query-type-address";
import { loadQueryType } from "./query-type-detail";
import { parseQueryTypeAddress } from "./query-type-detail-address";
import { queryTypeNumbers } from "./query-type-numbers";
import { askAs, loadQueryTypes } from "./query-type-overview";
import { loadQueryTypeRows } from "./query-type-rows";

const DESIGNER: Actor = {
  kind: "person",
  id: "d",
  name: "D",
  email: "d@x.org",
  role: "designer",
  agents: [],
};
const AGENT: Actor = { ...DESIGNER, role: "agent" };
const DAYS = { from: "2026-10-12", to: "2026-10-18" };
const week = new URLSearchParams({ week: "2026-W42" });

let db: TestDatabase;

/** Refunds fail after three attempts and lose the order; the rest is contained. */
beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  const records = Array.from({ length: 80 }, (_, i) => {
    const id = `c-${i}`;
    const version = i % 2 === 0 ? "46" : "47";
    const facts = { queryType: i < 50 ? "refund" : "balance", bot: "Wren", botVersion: version };
    const own = conversation(id, {
      ...facts,
      channel: "web_chat",
      outcome: i < 40 ? "handed_off" : "contained",
    });
    if (i >= 40) return [own];
    return [
      own,
      handoff(id, {
        requestedAt: SAMPLE_START + 60_000_000,
        status: "connected",
        reason: i < 36 ? "tool_error" : "needs_approval",
        failedAttempts: i < 30 ? 3 : 1,
        context: {
          fields: [
            { name: "order", passed: i < 30 ? "none" : "structured", reasked: i < 30 },
            { name: "email", passed: "structured", reasked: false },
          ],
        },
      }),
      message(id, 1, { sender: "customer", text: `Refund ${i}`, at: SAMPLE_START }),
    ];
  }).flat();
  await commitRecords(db, records);
});

afterAll(() => db.close());

const load = async (actor: Actor = DESIGNER) =>
  loadQueryTypes(db, actor, await loadWorkspace(db), parseQueryTypesAddress(week));

describe.each([
  ["before totals are rolled up", () => Promise.resolve()],
  ["after it", () => rollUpTotals(db)],
])("query types, %s", (_, prepare) => {
  beforeAll(async () => {
    await prepare();
  });

  test("have the verdict that their records call for", async () => {
    const overview = await load();
    if (!overview) throw new Error("no data");
    const types = queryTypeNumbers(overview.rows);
    expect(types.map((type) => [type.queryType, type.verdict.action])).toEqual([
      ["balance", "too_few"],
      ["refund", "fix_field"],
    ]);
    expect(types[1]?.attempts).toMatchObject({ known: 40, lateFailures: { numerator: 30, denominator: 36 } });
    expect(types[1]?.fields.map((field) => [field.name, field.askedAgain.numerator])).toEqual([
      ["email", 0],
      ["order", 30],
    ]);
  });

  test("split hand-offs by failed attempts, each number leading to exactly its conversations", async () => {
    const workspace = await loadWorkspace(db);
    const ask = askAs(db, DESIGNER, workspace);
    const report = await ask({
      metrics: ["hand_offs", "bot_failure_share"],
      period: DAYS,
      by: ["failed_attempts"],
    });
    expect(report.rows.map(({ key, values }) => [key.failed_attempts, values.hand_offs?.value])).toEqual([
      ["1", 10],
      ["3", 30],
    ]);
    for (const { key, values } of report.rows) {
      const filters: ReportFilter[] = [
        { dimension: "failed_attempts", values: [key.failed_attempts ?? null] },
      ];
      for (const [metric, count] of [
        ["hand_offs", values.hand_offs?.value],
        ["bot_failure_share", values.bot_failure_share?.numerator],
      ] as const) {
        const query = { metric, part: "numerator", period: DAYS, filters, cursor: null, limit: 100 } as const;
        const { rows } = await listConversations(db, DESIGNER, workspace, query);
        expect(rows).toHaveLength(count ?? 0);
      }
    }
  });

  test("are told apart by everything that reports can be filtered by", async () => {
    const workspace = await loadWorkspace(db);
    const address = parseQueryTypesAddress(new URLSearchParams("week=2026-W42&bot_version=47"));
    const overview = await loadQueryTypes(db, DESIGNER, workspace, address);
    expect(overview?.rows.total.values.conversations?.value).toBe(40);
    expect(queryTypeNumbers(overview?.rows ?? NO_ROWS)[1]?.attempts.known).toBe(20);
  });
});

const NO_ROWS = { total: { key: {}, values: {} }, types: [], totalAttempts: [], attempts: [], fields: [] };

describe("one query type", () => {
  test("has its fields by how they were passed, its versions and its last words", async () => {
    const workspace = await loadWorkspace(db);
    const address = parseQueryTypeAddress("refund", week);
    const detail = await loadQueryType(db, DESIGNER, workspace, address);
    expect(detail?.journeys[0]).toMatchObject({
      name: "email",
      captured: 40,
      ways: [{ passed: "structured", askedAgain: { numerator: 0, denominator: 40 } }],
    });
    expect(
      detail?.journeys[1]?.ways.map((way) => [way.passed, way.captured, way.askedAgain.numerator]),
    ).toEqual([
      ["structured", 10, 0],
      ["none", 30, 30],
    ]);
    expect(detail?.versions.versions.map((version) => version.version).sort()).toEqual(["46", "47"]);
    expect(detail?.numbers.verdict.action).toBe("fix_field");

    const filters: ReportFilter[] = [{ dimension: "query_type", values: ["refund"] }];
    const shown = await loadQueryTypeRows(db, DESIGNER, workspace, { period: DAYS, filters });
    expect(shown.words).toHaveLength(8);
    expect(shown.words[0]?.runs[0]?.text).toMatch(/^Refund \d+$/);
    expect(shown.list.rows).toHaveLength(10);
  });

  test("that nobody asked about is empty, not an error", async () => {
    const workspace = await loadWorkspace(db);
    const detail = await loadQueryType(db, DESIGNER, workspace, parseQueryTypeAddress("nothing", week));
    expect(detail?.total.values.conversations?.value ?? 0).toBe(0);
    expect(detail?.versions.pair).toBeNull();
    expect(detail?.journeys).toEqual([]);
  });
});

test("agents see none of it", async () => {
  const workspace = await loadWorkspace(db);
  await expect(load(AGENT)).rejects.toMatchObject({ code: "forbidden" });
  await expect(
    loadQueryType(db, AGENT, workspace, parseQueryTypeAddress("refund", week)),
  ).rejects.toMatchObject({ code: "forbidden" });
});
