import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { Period } from "@/lib/domain/period";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords, handoff } from "@/lib/ingest/samples/sample-records";
import type { Dimension } from "@/lib/metrics/dimensions";
import type { Facet } from "@/lib/metrics/measures";
import { inTransaction } from "./database";
import { makeAnonymous } from "./end-conversations";
import { ensureCurrentGeneration } from "./generations";
import { SUM_COLUMNS } from "./measure-columns";
import { pickRows } from "./pick-rows";
import { readRatedCells } from "./rated-cells";
import { readAllFacets } from "./report-facets";
import type { DimensionFilter } from "./report-sql";
import { readAllSums } from "./report-sums";
import { rollUpFacets } from "./roll-up-facets";
import { rollUpTotals } from "./roll-up-totals";
import { sampleValues } from "./sample-values";
import { onSharedSnapshot } from "./snapshot";
import { createTestDatabase, type TestDatabase } from "./test-database";

let db: TestDatabase;
let generation: number;

beforeAll(async () => {
  db = await createTestDatabase();
  generation = (await ensureCurrentGeneration(db, "Asia/Kathmandu")).id;
});

afterAll(() => db.close());

const ALL: Period = { from: "2026-10-05", to: "2026-11-15" };
const PARTS: Period = { from: "2026-10-14", to: "2026-10-29" };
const VOICE: DimensionFilter = { dimension: "channel", values: ["voice", null] };
const QUEUE: DimensionFilter = { dimension: "queue", values: ["orders", "moved"] };
const FACETS: readonly Facet[] = ["field", "rating_agent", "bot_time"];

/** Of the smallest totals, of those of all dimensions and of measure rows; of whole weeks, parts of weeks, days. */
const QUESTIONS: readonly {
  readonly by: readonly Dimension[];
  readonly period: Period | null;
  readonly filters: readonly DimensionFilter[];
}[] = [
  { by: ["query_type"], period: ALL, filters: [] },
  { by: ["query_type", "week"], period: null, filters: [] },
  { by: ["day"], period: PARTS, filters: [VOICE] },
  { by: ["bot", "bot_version"], period: PARTS, filters: [] },
  { by: ["language"], period: ALL, filters: [VOICE] },
  { by: ["queue"], period: ALL, filters: [] },
  { by: ["attr.plan"], period: PARTS, filters: [] },
  { by: ["reason_raw"], period: null, filters: [] },
  { by: ["week", "channel"], period: ALL, filters: [QUEUE] },
  { by: ["context_arrived"], period: PARTS, filters: [QUEUE, VOICE] },
];

type Readers = Pick<typeof import("./report-sums"), "readAllSums"> &
  Pick<typeof import("./report-facets"), "readAllFacets"> &
  Pick<typeof import("./rated-cells"), "readRatedCells"> &
  Pick<typeof import("./pick-rows"), "pickRows"> &
  Pick<typeof import("./sample-values"), "sampleValues">;

/** This process, which has read before. */
const KNOWN: Readers = { readAllSums, readAllFacets, readRatedCells, pickRows, sampleValues };

/** All answers in one text, whatever the order of their rows. */
async function answersBy(readers: Readers): Promise<string> {
  const asked = QUESTIONS.map(({ by, ...selection }) => ({ by, selection: { generation, ...selection } }));
  const [sums, facets, rated] = await onSharedSnapshot(db.pool, 2, async (snapshot) => [
    await readers.readAllSums(
      snapshot,
      asked.map((question) => ({ ...question, measures: SUM_COLUMNS })),
    ),
    await readers.readAllFacets(
      snapshot,
      asked.map((question) => ({ ...question, facets: FACETS })),
    ),
    [
      await readers.readRatedCells(snapshot, generation, ["query_type"]),
      await readers.readRatedCells(snapshot, generation, ["queue"]),
    ],
  ]);
  const picked = await readers.pickRows(
    db.pool,
    asked.map(({ selection }) => ({ selection, having: [], short: null, least: null, seed: 7, limit: 3 })),
  );
  const sampled = [
    await readers.sampleValues(db.pool, { generation, period: null }),
    await readers.sampleValues(db.pool, { generation, period: PARTS }),
  ];
  const text = (row: { key: readonly (string | null)[] }) => JSON.stringify(row);
  return JSON.stringify([
    picked,
    sampled,
    rated.map((cells) =>
      cells.map(({ agents, ...cell }) => text({ ...cell, ...{ agents: [...agents].sort() } })).sort(),
    ),
    sums.map((rows) => rows.map(text).sort()),
    facets.map((rows) =>
      rows
        .map(({ keys, ...row }) =>
          text({ ...row, ...{ keys: [...keys].filter(([, counts]) => counts.some((n) => n !== 0)).sort() } }),
        )
        .sort(),
    ),
  ]);
}

/** A process that has read nothing yet. */
async function anotherProcess(): Promise<Readers> {
  vi.resetModules();
  const { readAllSums } = await import("./report-sums");
  const { readAllFacets } = await import("./report-facets");
  const { readRatedCells } = await import("./rated-cells");
  const { pickRows } = await import("./pick-rows");
  const { sampleValues } = await import("./sample-values");
  return { readAllSums, readAllFacets, readRatedCells, pickRows, sampleValues };
}

const IDS = sampleConversations(60, 1).flatMap(([first]) => (first ? [first] : []));
const some = fc.subarray(IDS, { minLength: 1, maxLength: 5 });

/** What may happen between two questions. */
const happenings = fc.oneof(
  fc.record({ kind: fc.constant("change" as const), seed: fc.integer({ min: 1, max: 50 }) }),
  fc.record({ kind: fc.constant("move queue" as const), of: some }),
  fc.record({ kind: fc.constant("anonymous" as const), of: some }),
  fc.record({ kind: fc.constant("roll up" as const) }),
  fc.record({ kind: fc.constant("roll up facets" as const) }),
);

async function happen(happening: typeof happenings extends fc.Arbitrary<infer H> ? H : never, round: number) {
  switch (happening.kind) {
    case "change":
      // The same conversations with other contents.
      return commitRecords(
        db,
        sampleConversations(60, happening.seed)
          .slice(round % 50, (round % 50) + 8)
          .flat(),
      );
    case "move queue":
      // No sum and no dimension of any totals changes with it.
      return commitRecords(
        db,
        happening.of.map(({ source, conversationId }) =>
          handoff(conversationId, { queue: round % 2 ? "moved" : "orders" }, { source, version: round + 1 }),
        ),
      );
    case "anonymous":
      return inTransaction(db.pool, async (client) => {
        const { rows } = await client.query<{ id: string }>(
          "SELECT id FROM conversation WHERE external_id = ANY($1) AND arrived",
          [happening.of.map(({ conversationId }) => conversationId)],
        );
        await makeAnonymous(
          client,
          [generation],
          rows.map(({ id }) => id),
        );
      });
    case "roll up":
      return rollUpTotals(db);
    case "roll up facets":
      return inTransaction(db.pool, (client) => rollUpFacets(client, 1000));
  }
}

test("a process that has read weeks before answers as one that has not, whatever changes in between", async () => {
  await commitRecords(db, sampleConversations(60, 1).flat());
  let round = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(happenings, { minLength: 1, maxLength: 3 }), async (changes) => {
      for (const change of changes) {
        round += 1;
        await happen(change, round);
      }
      expect(await answersBy(KNOWN)).toBe(await answersBy(await anotherProcess()));
    }),
    { seed: 20261122, numRuns: 40, endOnFailure: true },
  );
});

test("a week that is cut in any way is read again only where something of it was rolled up", async () => {
  await rollUpTotals(db);
  await answersBy(KNOWN);
  const read = vi.fn();
  await onSharedSnapshot(db.pool, 1, async (snapshot) => {
    const counted = {
      read: <T>(work: Parameters<typeof snapshot.read<T>>[0]) => {
        read();
        return snapshot.read(work);
      },
    };
    const selection = { generation, period: ALL, filters: [] };
    await readAllSums(counted, [{ by: ["query_type"], selection, measures: SUM_COLUMNS }]);
  });
  // Only the versions of the weeks.
  expect(read).toHaveBeenCalledTimes(1);
});
