import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import { compareCodePoints } from "@/lib/domain/code-point-order";
import { createDayOf, createHourOf } from "@/lib/domain/day";
import type { Period } from "@/lib/domain/period";
import { monthOf, weekOf } from "@/lib/domain/period";
import { EMPTY_REASON_MAP } from "@/lib/domain/reason-map";
import type { CanonicalRecord } from "@/lib/domain/record";
import { ConversationState } from "@/lib/ingest/commit/apply-records";
import { loadIsAskedFor } from "@/lib/ingest/ratings/rating-sample";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords } from "@/lib/ingest/samples/sample-records";
import { METRICS } from "@/lib/metrics/catalogue";
import type { Dimension } from "@/lib/metrics/dimensions";
import { evaluate } from "@/lib/metrics/evaluate";
import {
  type Measured,
  type MeasuringContext,
  measureConversation,
} from "@/lib/metrics/measure-conversation";
import { MEASURES, type Sums } from "@/lib/metrics/measures";
import type { ReportFilter } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "./generations";
import { Parameters, selectionCondition } from "./report-sql";
import { rollUpTotals } from "./roll-up-totals";
import { createTestDatabase, type TestDatabase } from "./test-database";

const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };
const ZONE = "Asia/Kathmandu";
const RUNS = { seed: 20261122, numRuns: 40 };
const MEASURING = { dayOf: createDayOf(ZONE), hourOf: createHourOf(ZONE), reasonMap: EMPTY_REASON_MAP };
const IDS = METRICS.map((metric) => metric.id);

/** Dimensions that totals answer, and those that only the measure rows know. */
const TOTALLED = [
  "query_type",
  "bot",
  "bot_version",
  "channel",
  "language",
  "reason",
  "day",
  "week",
  "month",
] as const;
const OTHERS = [
  "source",
  "reason_code",
  "reason_raw",
  "queue",
  "context_arrived",
  "context_transcript",
  "context_fields",
  "hour",
  "attr.plan",
  "attr.tier",
  "attr.vip",
  "attr.nowhere",
] as const;

let db: TestDatabase;
let measuring: MeasuringContext;
let measured: readonly Measured[];

const conversations = sampleConversations(400, 42);

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, ZONE);
  // One half is rolled up, the other pending.
  await commitRecords(db, conversations.slice(0, 200).flat());
  await rollUpTotals(db);
  await commitRecords(db, conversations.slice(200).flat());
  measuring = { ...MEASURING, isAskedFor: await loadIsAskedFor(db) };
  measured = conversations.flatMap(measureAll);
});

afterAll(() => db.close());

/** Measures one conversation without a database. */
function measureAll(records: readonly CanonicalRecord[]): Measured[] {
  const [first] = records;
  if (!first) return [];
  const state = new ConversationState(first.source, first.conversationId);
  for (const record of records) state.apply(record);
  const found = measureConversation(state.facts(), measuring);
  return found ? [found] : [];
}

function valueIn(row: Measured, dimension: Dimension): string | null {
  switch (dimension) {
    case "day":
      return row.day;
    case "week":
      return weekOf(row.day);
    case "month":
      return monthOf(row.day);
    case "hour":
      return `${row.day}T${String(row.hour).padStart(2, "0")}`;
    default:
      if (dimension.startsWith("attr.")) {
        const value = row.attributes?.[dimension.slice("attr.".length)];
        return value === undefined ? null : String(value);
      }
      return row.dimensions[dimension as keyof Measured["dimensions"]];
  }
}

interface Question {
  readonly by: readonly Dimension[];
  readonly filters: readonly ReportFilter[];
  readonly period: Period | null;
}

interface Group {
  readonly key: readonly (string | null)[];
  readonly sums: Sums;
  readonly bot_time: Map<number, number>;
  readonly wait_time: Map<number, number>;
}

function emptyGroup(key: Group["key"]): Group {
  return { key, sums: {}, bot_time: new Map(), wait_time: new Map() };
}

/** What a report should say, worked out row by row. */
function expected({ by, filters, period }: Question) {
  const groups = new Map<string, Group>();
  for (const row of measured) {
    if (period && (row.day < period.from || row.day > period.to)) continue;
    if (!filters.every(({ dimension, values }) => values.includes(valueIn(row, dimension)))) continue;
    if (!row.sums.eligible) continue;
    const key = by.map((dimension) => valueIn(row, dimension));
    const name = JSON.stringify(key);
    const group = groups.get(name) ?? emptyGroup(key);
    groups.set(name, group);
    for (const measure of MEASURES) {
      group.sums[measure] = (group.sums[measure] ?? 0) + (row.sums[measure] ?? 0);
    }
    for (const { facet, key: bucket, counts } of row.facets) {
      if (facet !== "bot_time" && facet !== "wait_time") continue;
      group[facet].set(Number(bucket), (group[facet].get(Number(bucket)) ?? 0) + counts[0]);
    }
  }
  if (by.length === 0 && groups.size === 0) groups.set("[]", emptyGroup([]));
  return [...groups.values()]
    .sort((a, b) => {
      for (const i of by.keys()) {
        const [left, right] = [a.key[i] ?? null, b.key[i] ?? null];
        if (left !== right) return left === null ? 1 : right === null ? -1 : compareCodePoints(left, right);
      }
      return 0;
    })
    .map((group) => ({
      key: Object.fromEntries(by.map((dimension, i) => [dimension, group.key[i] ?? null])),
      values: Object.fromEntries(METRICS.map((metric) => [metric.id, evaluate(metric, group)])),
    }));
}

async function answered(question: Question) {
  const { rows } = await runReport(db, KEY, await loadWorkspace(db), {
    ...question,
    metrics: IDS,
    compare: null,
  });
  return rows;
}

const KNOWN_VALUES = new Map<Dimension, readonly (string | null)[]>();
function valuesOf(dimension: Dimension): readonly (string | null)[] {
  let values = KNOWN_VALUES.get(dimension);
  if (!values) {
    const found = conversations.flatMap(measureAll).map((row) => valueIn(row, dimension));
    values = [...new Set([...found, null, "of nobody"])];
    KNOWN_VALUES.set(dimension, values);
  }
  return values;
}

/** Questions by up to two dimensions with up to two filters. */
function questions(dimensions: readonly Dimension[]): fc.Arbitrary<Question> {
  const some = (most: number) => fc.uniqueArray(fc.constantFrom(...dimensions), { maxLength: most });
  const filter = (dimension: Dimension): fc.Arbitrary<ReportFilter> =>
    fc.record({
      dimension: fc.constant(dimension),
      values: fc.uniqueArray(fc.constantFrom(...valuesOf(dimension)), { minLength: 1, maxLength: 3 }),
    });
  const day = fc
    .integer({ min: 9, max: 40 })
    .map((n) => new Date(Date.UTC(2026, 9, n)).toISOString().slice(0, 10));
  return fc.record({
    by: some(2),
    filters: some(2).chain((picked) =>
      fc.tuple(...picked.map(filter)).map((all): ReportFilter[] => [...all]),
    ),
    period: fc.option(
      fc.tuple(day, day).map(([a, b]): Period => (a <= b ? { from: a, to: b } : { from: b, to: a })),
      { nil: null },
    ),
  });
}

describe("a report", () => {
  test("from the daily totals says what the conversations say one by one", async () => {
    await fc.assert(
      fc.asyncProperty(questions(TOTALLED), async (question) => {
        expect(await answered(question)).toEqual(expected(question));
      }),
      RUNS,
    );
  });

  test("from the measure rows says what the conversations say one by one", async () => {
    await fc.assert(
      fc.asyncProperty(questions([...OTHERS, ...TOTALLED]), async (question) => {
        expect(await answered(question)).toEqual(expected(question));
      }),
      RUNS,
    );
  });

  test("from the daily totals equals the same from the measure rows", async () => {
    const everySource: ReportFilter = { dimension: "source", values: ["bot-a", "böt-b"] };
    await fc.assert(
      fc.asyncProperty(questions(TOTALLED), async (question) => {
        const fromRows = await answered({ ...question, filters: [...question.filters, everySource] });
        expect(await answered(question)).toEqual(fromRows);
      }),
      RUNS,
    );
  });

  test("asked together with others says the same as alone", async () => {
    const together = (dimensions: readonly Dimension[]) =>
      fc
        .tuple(questions(dimensions), fc.array(questions(dimensions), { minLength: 1, maxLength: 6 }))
        .map(([first, others]) => [
          first,
          // Most questions of a page have the same filters, over other days and by other dimensions.
          ...others.map((other, i) => (i % 3 === 2 ? other : { ...other, filters: first.filters })),
        ]);
    const ask = async (asked: readonly Question[]) => {
      const workspace = await loadWorkspace(db);
      const reports = await Promise.all(
        asked.map((question) => runReport(db, KEY, workspace, { ...question, metrics: IDS, compare: null })),
      );
      return reports.map(({ rows }) => rows);
    };
    for (const dimensions of [TOTALLED, [...OTHERS, ...TOTALLED]]) {
      await fc.assert(
        fc.asyncProperty(together(dimensions), async (asked) => {
          expect(await ask(asked)).toEqual(asked.map(expected));
        }),
        RUNS,
      );
    }
  });

  test("by every single dimension, alone and as a filter on each of its values, is right", async () => {
    for (const dimension of [...TOTALLED, ...OTHERS]) {
      const question: Question = { by: [dimension], filters: [], period: null };
      const rows = await answered(question);
      expect(rows, dimension).toEqual(expected(question));
      const sample = rows.length > 12 ? rows.filter((_, i) => i % Math.ceil(rows.length / 12) === 0) : rows;
      for (const row of sample) {
        const only: Question = {
          by: [],
          filters: [{ dimension, values: [row.key[dimension] ?? null] }],
          period: null,
        };
        const [total] = await answered(only);
        expect(total?.values, `${dimension} ${row.key[dimension]}`).toEqual(row.values);
      }
    }
  });
});

describe("the condition of a selection", () => {
  test("never writes what was asked into the statement", () => {
    const parameters = new Parameters();
    const evil = "x' OR 1=1 --";
    const text = selectionCondition(
      {
        generation: 1,
        period: { from: "2026-01-01", to: "2026-01-02" },
        filters: [
          { dimension: "query_type", values: [evil, null] },
          { dimension: `attr.${evil}`, values: [evil] },
        ],
      },
      parameters,
    );
    expect(text).not.toContain("OR 1=1");
    expect(parameters.values).toEqual([1, "2026-01-01", "2026-01-02", [evil], evil, [evil]]);
  });
});
