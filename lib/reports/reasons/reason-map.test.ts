import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { ROLES, type Role } from "@/lib/access/permissions";
import { fixedClock } from "@/lib/domain/clock";
import type { Period } from "@/lib/domain/period";
import { REASONS } from "@/lib/domain/reason";
import { type ReasonMapChange, rawReasonKey } from "@/lib/domain/reason-map";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitBatch } from "@/lib/ingest/commit/commit-batch";
import { arbitraryRawReasons, arbitraryRecords } from "@/lib/ingest/samples/arbitrary-records";
import { totalsDifferences } from "@/lib/ingest/samples/totals-differences";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { latestReasonMapVersion } from "@/lib/store/reason-map";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { editReasonMap, readReasonMapOverview, restoreReasonMap } from "./reason-map";
import { PREVIEW_METRICS, type PreviewedMetric, previewReasonMap } from "./reason-map-preview";

const AT = Date.UTC(2026, 9, 14, 9, 30);
const CLOCK = fixedClock(AT * 1000);
const WEEK: Period = { from: "2026-10-05", to: "2026-10-11" };

let db: TestDatabase;
const actors = new Map<Role, PersonActor>();
const actor = (role: Role) => actors.get(role) as PersonActor;
const designer = () => actor("designer");

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  for (const role of ROLES) {
    const { id, name, email } = await db.prisma.person.create({
      data: { email: `${role}@example.org`, name: `Dora (${role})`, role },
    });
    actors.set(role, { kind: "person", id, name, email, role, agents: [] });
  }
});

afterAll(() => db.close());

beforeEach(empty);

async function empty(): Promise<void> {
  await db.pool.query(
    "TRUNCATE record, conversation, agent_conversation, raw_reason, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
}

async function commit(records: readonly CanonicalRecord[]): Promise<void> {
  const header = {
    id: randomUUID(),
    label: "test",
    via: "api",
    format: "json",
    startedBy: null,
    keyId: null,
    startedAt: 0,
  } as const;
  await commitBatch(db, [{ header, records, rejections: [], ignoredKeys: new Map(), end: null }]);
}

interface HandOff {
  readonly raw?: string;
  readonly reason?: (typeof REASONS)[number];
  readonly source?: string;
  readonly outcome?: "open";
}

/** Conversations of one hand-off each, named c-1, c-2, … in the order given. */
async function handOffs(...given: readonly HandOff[]): Promise<void> {
  await commit(
    given.flatMap(({ raw, reason, source = "bot", outcome }, i): CanonicalRecord[] => [
      {
        type: "conversation",
        source,
        conversationId: `c-${i + 1}`,
        part: "",
        version: null,
        body: { startedAt: AT * 1000, ...(outcome && { outcome }) },
      },
      {
        type: "handoff",
        source,
        conversationId: `c-${i + 1}`,
        part: "1",
        version: null,
        body: { ...(reason && { reason }), ...(raw && { reasonRaw: raw }) },
      },
    ]),
  );
}

async function overview(role: Role = "designer") {
  return readReasonMapOverview(db, actor(role), await loadWorkspace(db));
}

/** Makes changes and waits until the numbers follow them. */
async function edit(changes: Parameters<typeof editReasonMap>[2]["changes"]): Promise<number> {
  const basedOn = await latestReasonMapVersion(db.pool);
  const { version, followed } = await editReasonMap(db, designer(), { basedOn, changes }, CLOCK);
  await followed;
  return version;
}

async function restore(version: number): Promise<number> {
  const basedOn = await latestReasonMapVersion(db.pool);
  const made = await restoreReasonMap(db, designer(), { basedOn, version }, CLOCK);
  await made.followed;
  return made.version;
}

/** The numbers of the preview as reports show them. */
async function reported(period: Period | null) {
  const report = await runReport(db, designer(), await loadWorkspace(db), {
    metrics: PREVIEW_METRICS,
    period,
    by: [],
    filters: [],
    compare: null,
  });
  return report.rows[0]?.values;
}

const side = (metrics: readonly PreviewedMetric[] | null, which: "now" | "after") =>
  Object.fromEntries((metrics ?? []).map((previewed) => [previewed.metric, previewed[which]]));

describe("what waits for the map", () => {
  test("raw reasons of counted bot hand-offs that Baton cannot classify, most hand-offs first", async () => {
    await restoreEmpty();
    await handOffs(
      { raw: "ESC_017" },
      { raw: "esc_017" },
      { raw: "ESC_017", reason: "tool_error" },
      { raw: "ESC_022", reason: "unclassified" },
      { raw: "ESC_017", source: "other" },
      { raw: "ESC_099", outcome: "open" },
      { reason: "tool_error" },
      {},
    );
    const { waiting, mapped, waitingHandOffs, moreWaiting, measured } = await overview();
    expect(waiting).toEqual([
      row("bot", ["ESC_017", "esc_017"], null, 2, ["c-2", "c-1"]),
      row("bot", ["ESC_022"], null, 1, ["c-4"]),
      row("other", ["ESC_017"], null, 1, ["c-5"]),
    ]);
    expect({ mapped, waitingHandOffs, moreWaiting, measured }).toEqual({
      mapped: [],
      waitingHandOffs: 4,
      moreWaiting: 0,
      measured: null,
    });
  });

  test("not what is mapped, which is listed with what it stands for", async () => {
    await restoreEmpty();
    await handOffs({ raw: "ESC_017" }, { raw: "esc_017" }, { raw: "ESC_022" });
    await edit([
      { source: "bot", raw: "ESC_017", reason: "knowledge_gap" },
      { source: "bot", raw: "Never seen", reason: "operational" },
    ]);
    const { waiting, mapped } = await overview();
    expect(waiting).toEqual([row("bot", ["ESC_022"], null, 1, ["c-3"])]);
    expect(mapped).toEqual([
      row("bot", ["ESC_017", "esc_017"], "knowledge_gap", 2, ["c-2", "c-1"]),
      row("bot", ["Never seen"], "operational", 0, []),
    ]);
  });
});

function row(
  source: string,
  spellings: readonly string[],
  reason: string | null,
  handOffs: number,
  examples: readonly string[],
) {
  return { source, raw: spellings[0], spellings, reason, handOffs, firsts: handOffs, examples };
}

async function restoreEmpty(): Promise<void> {
  if ((await latestReasonMapVersion(db.pool)) > 0) await restore(0);
}

describe("changing the map", () => {
  test("makes a version, with who and when, and changes history at once", async () => {
    await restoreEmpty();
    await handOffs({ raw: "ESC_017" }, { raw: "ESC_022" });
    const version = await edit([{ source: "bot", raw: "ESC_017", reason: "tool_error" }]);
    const { history, version: latest } = await overview("manager");
    expect(latest).toBe(version);
    expect(history[0]).toEqual({
      version,
      at: new Date(AT),
      author: "Dora (designer)",
      restores: null,
      differences: [{ source: "bot", raw: "ESC_017", before: null, after: "tool_error" }],
      entries: 1,
    });
    expect((await reported(null))?.unclassified_share).toMatchObject({ numerator: 1, denominator: 2 });
    const listed = await runReport(db, designer(), await loadWorkspace(db), {
      metrics: ["hand_offs"],
      period: null,
      by: ["reason_code", "reason_raw"],
      filters: [],
      compare: null,
    });
    expect(listed.rows.map((found) => found.key)).toEqual([
      { reason_code: "tool_error", reason_raw: "ESC_017" },
      { reason_code: null, reason_raw: "ESC_022" },
    ]);
  });

  test("is undone by a version that equals the one before, and that by another", async () => {
    await restoreEmpty();
    await handOffs({ raw: "ESC_017" });
    const before = await latestReasonMapVersion(db.pool);
    const changed = await edit([{ source: "bot", raw: "ESC_017", reason: "tool_error" }]);
    const undone = await restore(before);
    expect((await reported(null))?.unclassified_share).toMatchObject({ numerator: 1, denominator: 1 });
    await restore(changed);
    expect((await reported(null))?.unclassified_share).toMatchObject({ numerator: 0, denominator: 1 });
    const { history, mapped } = await overview();
    expect(history.map((entry) => entry.restores).slice(0, 2)).toEqual([changed, before]);
    expect(undone).toBe(changed + 1);
    expect(mapped.map((found) => found.reason)).toEqual(["tool_error"]);
  });

  test("leaves a page that is being read its old numbers to the end", async () => {
    await restoreEmpty();
    await handOffs({ raw: "ESC_017" });
    const before = await loadWorkspace(db);
    await edit([{ source: "bot", raw: "ESC_017", reason: "tool_error" }]);
    expect((await loadWorkspace(db)).generation).not.toBe(before.generation);
    const report = await runReport(db, designer(), before, {
      metrics: ["unclassified_share"],
      period: null,
      by: [],
      filters: [],
      compare: null,
    });
    expect(report.rows[0]?.values.unclassified_share).toMatchObject({ numerator: 1, denominator: 1 });
  });

  test("is refused where nothing changes, on a map that changed meanwhile, and to those who may not", async () => {
    await restoreEmpty();
    const basedOn = await latestReasonMapVersion(db.pool);
    const change: ReasonMapChange = { source: "bot", raw: "ESC_017", reason: "tool_error" };
    const code = async (work: Promise<unknown>) =>
      work.then(
        () => "done",
        (error: { code?: string }) => error.code,
      );
    const put = (changes: readonly ReasonMapChange[]) =>
      code(editReasonMap(db, designer(), { basedOn, changes }, CLOCK).then((made) => made.followed));
    expect(await put([])).toBe("invalid_value");
    expect(await put([{ ...change, reason: null }])).toBe("invalid_value");
    expect(await put([{ ...change, raw: " " }])).toBe("invalid_value");
    expect(await put([{ ...change, raw: "x".repeat(257) }])).toBe("invalid_value");
    expect(await put([change])).toBe("done");
    expect(await put([{ ...change, raw: "ESC_022" }])).toBe("conflict");
    expect(await code(restoreReasonMap(db, designer(), { basedOn, version: 0 }, CLOCK))).toBe("conflict");
    const now = basedOn + 1;
    expect(await code(restoreReasonMap(db, designer(), { basedOn: now, version: now }, CLOCK))).toBe(
      "not_found",
    );
    const agent = { basedOn: now, changes: [{ ...change, raw: "ESC_022" }] };
    expect(await code(editReasonMap(db, actor("agent"), agent, CLOCK))).toBe("forbidden");
    expect(await code(previewReasonMap(db, actor("agent"), agent, null))).toBe("forbidden");
    expect(await code(restoreReasonMap(db, actor("agent"), { basedOn: now, version: 0 }, CLOCK))).toBe(
      "forbidden",
    );
  });
});

test("a preview tells exactly the numbers that applying the change gives, whatever was mapped before", async () => {
  const change = fc.record({
    source: fc.constantFrom("bot-a", "bot-b"),
    raw: fc.constantFrom("ESC_017", "ESC_022", "straße GEÄNDERT"),
    reason: fc.constantFrom(...REASONS, null),
  });
  const records = fc.tuple(arbitraryRecords(40), arbitraryRawReasons).map((lists) => lists.flat());
  let moved = 0;
  await fc.assert(
    fc.asyncProperty(
      records,
      fc.uniqueArray(change, { selector: (c) => rawReasonKey(c.source, c.raw), maxLength: 4 }),
      fc.uniqueArray(change, { selector: (c) => rawReasonKey(c.source, c.raw), minLength: 1, maxLength: 4 }),
      async (records, first, second) => {
        await empty();
        await restoreEmpty();
        await commit(records);
        const mappable = first.filter((c) => c.reason !== null);
        if (mappable.length > 0) await edit(mappable);
        const proposal = { basedOn: await latestReasonMapVersion(db.pool), changes: second };
        const preview = await previewReasonMap(db, designer(), proposal, WEEK).catch(
          (error: { code?: string }) => error.code,
        );
        if (preview === "invalid_value") return;
        if (preview === undefined || typeof preview === "string") throw new Error(`preview: ${preview}`);
        expect(side(preview.allData, "now")).toEqual(await reported(null));
        expect(side(preview.period, "now")).toEqual(await reported(WEEK));

        await edit(second);
        expect(side(preview.allData, "after")).toEqual(await reported(null));
        expect(side(preview.period, "after")).toEqual(await reported(WEEK));
        expect(await totalsDifferences(db)).toEqual([]);
        if (preview.handOffs > 0) moved += 1;
      },
    ),
    { numRuns: 15, seed: 20261122 },
  );
  expect(moved).toBeGreaterThan(4);
});

test("a preview beside a change that is still being measured starts from the numbers shown", async () => {
  await restoreEmpty();
  await handOffs({ raw: "ESC_017" }, { raw: "ESC_022" }, { raw: "ESC_022" });
  const basedOn = await latestReasonMapVersion(db.pool);
  const first = { basedOn, changes: [{ source: "bot", raw: "ESC_017", reason: "tool_error" as const }] };
  const second = {
    basedOn: basedOn + 1,
    changes: [{ source: "bot", raw: "ESC_022", reason: "asked_at_start" as const }],
  };
  const begun = await editReasonMap(db, designer(), first, CLOCK);
  const preview = await previewReasonMap(db, designer(), second, null);
  const made = await editReasonMap(db, designer(), second, CLOCK);
  await Promise.all([begun.followed, made.followed]);
  expect(preview.differences).toEqual([
    { source: "bot", raw: "ESC_022", before: null, after: "asked_at_start" },
  ]);
  expect(side(preview.allData, "after")).toEqual(await reported(null));
  expect(preview.allData.find((m) => m.metric === "unclassified_share")?.after).toMatchObject({
    numerator: 0,
    denominator: 3,
  });
});
