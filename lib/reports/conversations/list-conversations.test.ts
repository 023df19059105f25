import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor, AgentIdentity } from "@/lib/access/actor";
import { weekDays } from "@/lib/domain/period";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import {
  commitRecords,
  conversation,
  handoff,
  SAMPLE_START,
  survey,
} from "@/lib/ingest/samples/sample-records";
import { METRICS } from "@/lib/metrics/catalogue";
import type { Dimension } from "@/lib/metrics/dimensions";
import { isPrivateMetric, type Metric } from "@/lib/metrics/metric";
import type { ReportFilter } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import {
  type ConversationsQuery,
  type ListedConversation,
  listConversations,
  PARTS,
} from "./list-conversations";

const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };
const MANAGER: Actor = { kind: "person", id: "m", name: "M", email: "m@x.org", role: "manager", agents: [] };
const agent = (...agents: readonly AgentIdentity[]): Actor =>
  ({ kind: "person", id: "a", name: "A", email: "a@x.org", role: "agent", agents }) as Actor;

const DIMENSIONS = [
  "query_type",
  "bot",
  "bot_version",
  "channel",
  "language",
  "source",
  "reason",
  "reason_code",
  "reason_raw",
  "queue",
  "context_arrived",
  "hour",
  "day",
  "month",
  "attr.plan",
  "attr.tier",
  "attr.vip",
] as const satisfies readonly Dimension[];

const SAMPLES = sampleConversations(160, 5);

let db: TestDatabase;
let workspace: Workspace;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "America/New_York");
  await commitRecords(db, SAMPLES.slice(0, 100).flat());
  await rollUpTotals(db);
  await commitRecords(db, SAMPLES.slice(100).flat());
  workspace = await loadWorkspace(db);
});

afterAll(() => db.close());

async function list(query: Partial<ConversationsQuery>, actor: Actor = KEY) {
  const defaults = {
    metric: null,
    part: "numerator",
    period: null,
    filters: [],
    cursor: null,
    limit: 50,
  } as const;
  return listConversations(db, actor, workspace, { ...defaults, ...query });
}

/** All pages of a list. */
async function listAll(
  query: Partial<ConversationsQuery>,
  actor: Actor = KEY,
): Promise<ListedConversation[]> {
  const rows: ListedConversation[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = await list({ ...query, cursor }, actor);
    rows.push(...page.rows);
    if (page.next === null) return rows;
    cursor = page.next;
  }
}

const sum = (rows: readonly ListedConversation[]) => rows.reduce((total, row) => total + (row.count ?? 0), 0);
const nameOf = (row: ListedConversation) => `${row.source} ${row.conversationId}`;

async function report(
  metrics: readonly Metric[],
  by: readonly Dimension[],
  filters: readonly ReportFilter[] = [],
) {
  const { rows } = await runReport(db, KEY, workspace, {
    metrics: metrics.map((metric) => metric.id),
    period: null,
    by,
    filters,
    compare: null,
  });
  return rows;
}

/** Numerator or denominator as the list should add up to it; null where the metric has no such part. */
function unitsOf(
  metric: Metric,
  value: { numerator: number | null; denominator: number | null },
  part: (typeof PARTS)[number],
) {
  if (metric.kind === "count") return value.numerator;
  return metric.kind === "quantile" ? value.denominator : value[part];
}

describe("every number leads to exactly its rows", () => {
  test("overall, for every metric and both of its parts, page by page", async () => {
    const [total] = await report(METRICS, []);
    for (const metric of METRICS) {
      for (const part of PARTS) {
        const units = unitsOf(
          metric,
          total?.values[metric.id] ?? { numerator: null, denominator: null },
          part,
        );
        const rows = await listAll({ metric: metric.id, part, limit: 37 });
        expect(sum(rows), `${metric.id} ${part}`).toBeCloseTo(units ?? Number.NaN, 6);
        expect(
          rows.every((row) => (row.count ?? 0) > 0),
          `${metric.id} ${part}`,
        ).toBe(true);
        expect(new Set(rows.map(nameOf)).size).toBe(rows.length);
      }
    }
  });

  test("by every dimension, in every row, the row that is not known among them", async () => {
    const metrics = METRICS.filter(({ id }) =>
      [
        "hand_off_rate",
        "hand_offs",
        "repeat_information_rate",
        "post_hand_off_csat_mean",
        "bot_time_p50",
      ].includes(id),
    );
    for (const dimension of DIMENSIONS) {
      const rows = await report(metrics, [dimension]);
      const checked = rows.length > 4 ? [...rows.slice(0, 2), ...rows.slice(-2)] : rows;
      for (const { key, values } of checked) {
        const filters = [{ dimension, values: [key[dimension] ?? null] }];
        for (const metric of metrics) {
          for (const part of PARTS) {
            const units = unitsOf(metric, values[metric.id] ?? { numerator: 0, denominator: 0 }, part);
            const listed = await listAll({ metric: metric.id, part, filters, limit: 500 });
            expect(sum(listed), `${dimension}=${key[dimension]} ${metric.id} ${part}`).toBeCloseTo(
              units ?? 0,
              6,
            );
          }
        }
      }
    }
  });

  test("by week, whose rows are asked for by their days", async () => {
    const weeks = await report(
      METRICS.filter(({ id }) => id === "hand_offs"),
      ["week"],
    );
    expect(weeks.length).toBeGreaterThan(3);
    for (const { key, values } of weeks) {
      const rows = await listAll({ metric: "hand_offs", period: weekDays(key.week ?? "") });
      expect(sum(rows), key.week ?? "").toBe(values.hand_offs?.value);
    }
  });

  test("by captured field: only conversations that have it, each with its own count", async () => {
    const metrics = METRICS.filter(({ id }) => ["field_reask_rate", "structured_pass_rate"].includes(id));
    const rows = await report(metrics, ["field"]);
    expect(rows.map((row) => row.key.field)).toEqual(["Straße", "email", "order_reference"]);
    for (const { key, values } of rows) {
      for (const metric of metrics) {
        for (const part of PARTS) {
          const filters = [{ dimension: "field" as const, values: [key.field ?? null] }];
          const listed = await listAll({ metric: metric.id, part, filters });
          expect(sum(listed), `${key.field} ${metric.id} ${part}`).toBe(values[metric.id]?.[part]);
          expect(listed.length).toBeGreaterThan(0);
        }
      }
    }
    const [all] = await report(metrics, [], [{ dimension: "field", values: ["email", "Straße"] }]);
    const both = await listAll({
      metric: "field_reask_rate",
      part: "denominator",
      filters: [{ dimension: "field", values: ["email", "Straße"] }],
    });
    expect(sum(both)).toBe(all?.values.field_reask_rate?.denominator);
  });

  test("with filters on several dimensions and a period at once", async () => {
    const value = <D extends (typeof DIMENSIONS)[number]>(dimension: D) =>
      fc.record({
        dimension: fc.constant(dimension),
        values: fc.uniqueArray(
          fc.constantFrom(...(VALUES[dimension as keyof typeof VALUES] ?? ["x"]), null),
          { minLength: 1, maxLength: 3 },
        ),
      });
    const question = fc.record({
      filters: fc
        .uniqueArray(
          fc.constantFrom("query_type", "queue", "reason", "channel", "attr.plan", "context_arrived"),
          { maxLength: 3 },
        )
        .chain((names) => fc.tuple(...names.map((name) => value(name as (typeof DIMENSIONS)[number])))),
      period: fc.constantFrom(null, { from: "2026-10-14", to: "2026-10-29" }),
      metric: fc.constantFrom(
        "conversations",
        "hand_offs",
        "hand_off_rate",
        "rating_coverage",
        "survey_response_rate",
      ),
    });
    await fc.assert(
      fc.asyncProperty(question, async ({ filters, period, metric }) => {
        const { rows } = await runReport(db, KEY, workspace, {
          metrics: [metric],
          period,
          by: [],
          filters: [...filters],
          compare: null,
        });
        const found = rows[0]?.values[metric];
        const listed = await listAll({ metric, filters: [...filters], period });
        expect(sum(listed)).toBe(found?.numerator);
      }),
      { seed: 20261122, numRuns: 40 },
    );
  });
});

const VALUES = {
  query_type: ["refund", "order status", 'it\'s "odd", 100%_;\\', "größe 💡"],
  queue: ["orders", "billing & more"],
  reason: ["bot_failure", "customer_demand", "unclassified"],
  channel: ["web_chat", "voice", "other"],
  "attr.plan": ["gold", "a,b", "ü"],
  context_arrived: ["all", "some", "none"],
} as const;

describe("a list", () => {
  test("without a metric has every conversation that arrived, newest first", async () => {
    const rows = await listAll({ limit: 23 });
    expect(new Set(rows.map(nameOf)).size).toBe(160);
    expect(rows.every((row) => row.count === null)).toBe(true);
    const days = rows.map((row) => row.startedAt.slice(0, 13));
    expect(days).toEqual([...days].sort().reverse());
  });

  test("is the same however it is cut into pages, also among conversations that began at once", async () => {
    const names = (await listAll({ limit: 500 })).map(nameOf);
    for (const limit of [1, 7, 80]) expect((await listAll({ limit })).map(nameOf)).toEqual(names);
  });

  test("has no next page when the rows end with the page", async () => {
    const all = await list({ limit: 160 });
    expect([all.rows.length, all.next]).toEqual([160, null]);
    const most = await list({ limit: 159 });
    expect(most.next).not.toBeNull();
    expect((await list({ limit: 159, cursor: most.next })).rows).toHaveLength(1);
  });

  test("refuses a cursor that no page gave, and a metric that does not exist", async () => {
    for (const cursor of [
      "",
      "x",
      Buffer.from('["2026-13-01",1,"1"]').toString("base64url"),
      Buffer.from("[]").toString("base64url"),
    ]) {
      await expect(list({ cursor }), cursor).rejects.toMatchObject({ status: 400, code: "invalid_value" });
    }
    await expect(list({ metric: "happiness" })).rejects.toMatchObject({ code: "unknown_metric" });
  });

  test("leaves out what waits for its conversation", async () => {
    await commitRecords(db, [handoff("waiting", { queue: "orders" }), survey("waiting", { score: 5 })]);
    expect((await listAll({})).some((row) => row.conversationId === "waiting")).toBe(false);
  });
});

describe("an agent's list", () => {
  const anna: AgentIdentity = { source: "böt-b", agentId: "ä-3" };
  const ben: AgentIdentity = { source: "bot-a", agentId: "a-1" };
  const had = ({ source, agentId }: AgentIdentity) =>
    SAMPLES.filter((records) =>
      records.some(
        (record) => record.type === "handoff" && record.source === source && record.body.agentId === agentId,
      ),
    ).map(([first]) => `${first?.source} ${first?.conversationId}`);

  test("has the conversations that were handed to that agent, of that source, and no other", async () => {
    const own = (await listAll({}, agent(anna))).map(nameOf);
    expect(own.length).toBeGreaterThan(3);
    expect(own.sort()).toEqual(had(anna).sort());
  });

  test("has those of every identity that the agent is linked to, each once", async () => {
    const own = (await listAll({}, agent(anna, ben))).map(nameOf);
    expect(own.sort()).toEqual([...new Set([...had(anna), ...had(ben)])].sort());
  });

  test("is empty for an agent who is linked to none, or to one of another source", async () => {
    expect(await listAll({}, agent())).toEqual([]);
    expect(await listAll({}, agent({ source: "elsewhere", agentId: "a-1" }))).toEqual([]);
    expect(await listAll({}, agent({ source: "bot-a", agentId: "" }))).toEqual([]);
  });

  test("stays the agent's own under every filter and metric", async () => {
    const mine = new Set(had(anna));
    for (const metric of METRICS.filter((one) => !isPrivateMetric(one))) {
      const rows = await listAll({ metric: metric.id, part: "denominator" }, agent(anna));
      expect(
        rows.every((row) => mine.has(nameOf(row))),
        metric.id,
      ).toBe(true);
    }
    const others = await listAll({ filters: [{ dimension: "source", values: ["bot-a"] }] }, agent(anna));
    expect(others).toEqual([]);
  });

  test("loses a conversation that turns out to have been another's, and gains what was handed on", async () => {
    const id = "moved";
    const who = (agentId: string) => agent({ source: "default", agentId });
    const own = async (agentId: string) => (await listAll({}, who(agentId))).map((row) => row.conversationId);
    await commitRecords(db, [
      conversation(id, { startedAt: SAMPLE_START }),
      handoff(id, { agentId: "first" }, { version: 1 }),
    ]);
    expect([await own("first"), await own("second")]).toEqual([[id], []]);
    await commitRecords(db, [handoff(id, { agentId: "second" }, { version: 2 })]);
    expect([await own("first"), await own("second")]).toEqual([[], [id]]);
    await commitRecords(db, [handoff(id, { handoffId: "2", from: "agent", agentId: "first" })]);
    expect([await own("first"), await own("second")]).toEqual([[id], [id]]);
  });

  test("is all of them for a manager who is linked to an agent", async () => {
    const manager: Actor = { ...MANAGER, agents: [anna] } as Actor;
    expect((await listAll({}, manager)).length).toBeGreaterThan(150);
  });
});
