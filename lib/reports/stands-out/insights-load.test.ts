import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { type Clock, fixedClock } from "@/lib/domain/clock";
import { addDays } from "@/lib/domain/day";
import { weekDays } from "@/lib/domain/period";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitRecords, conversation, handoff } from "@/lib/ingest/samples/sample-records";
import { weekAfter } from "@/lib/reports/weekly/weekly";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { loadWeeklyReview } from "@/lib/reports/weekly/weekly-review";
import type { Workspace } from "@/lib/reports/workspace/workspace";
import { currentGeneration, ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { loadAnalysis } from "./insights-load";
import { prepareWhatStandsOut } from "./what-stands-out";

/*
 * Twelve weeks in which one query type loses a field to a new version, through the store and back.
 */

const REVIEWED = "2026-W46";
const CLOCK: Clock = fixedClock(Date.parse("2026-11-18T09:00:00Z") * 1000);
const MANAGER: PersonActor = {
  kind: "person",
  id: "00000000-0000-4000-8000-000000000001",
  name: "Priya",
  email: "priya@example.org",
  role: "manager",
  agents: [],
};

let db: TestDatabase;
let workspace: Workspace;

/** One handed-off conversation with one captured detail. */
function handedOff(
  id: string,
  day: string,
  queryType: string,
  version: string,
  field: { readonly passed: "structured" | "transcript"; readonly reasked: boolean },
): CanonicalRecord[] {
  const startedAt = Date.parse(`${day}T10:00:00Z`) * 1000;
  return [
    conversation(id, { startedAt, queryType, bot: "Wren", botVersion: version, outcome: "handed_off" }),
    handoff(id, {
      requestedAt: startedAt + 60_000_000,
      status: "connected",
      reason: "tool_error",
      context: { fields: [{ name: "order_reference", ...field }] },
    }),
  ];
}

function* records(): Generator<CanonicalRecord> {
  for (let week = 0; week < 12; week++) {
    const { from } = weekDays(weekAfter(REVIEWED, week - 11));
    for (let day = 0; day < 7; day++) {
      const date = addDays(from, day);
      // Version 47 takes over on the Sunday before the reviewed week.
      const isNew = date >= "2026-11-08";
      const version = isNew ? "47" : "46";
      for (let i = 0; i < 10; i++) {
        const often = isNew ? i < 8 : i < 2 + ((week + day) % 2);
        yield* handedOff(`o-${week}-${day}-${i}`, date, "order_status", version, {
          passed: isNew ? "transcript" : "structured",
          reasked: often,
        });
      }
      for (let i = 0; i < 20; i++) {
        yield* handedOff(`r-${week}-${day}-${i}`, date, "refund", version, {
          passed: "structured",
          reasked: i < 2 + ((week + day + 1) % 2),
        });
      }
    }
  }
}

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  await commitRecords(db, [...records()]);
  workspace = {
    generation: (await currentGeneration(db.pool)).id,
    timeZone: "UTC",
    maturityDays: 7,
    clock: CLOCK,
    isDemo: false,
    data: { from: "2026-08-24", to: "2026-11-15" },
  };
});
afterAll(() => db.close());

async function analyse(query = "", actor = MANAGER) {
  const address = parseWeeklyAddress(new URLSearchParams(query));
  const review = await loadWeeklyReview(db, actor, workspace, address);
  if (!review) throw new Error("no data");
  const analysis = await loadAnalysis(db, actor, workspace, review, address.filters);
  const scope = { week: review.week, filters: address.filters };
  return analysis && { ...analysis, page: prepareWhatStandsOut(analysis, scope) };
}

describe("loadAnalysis", () => {
  it("finds what changed, the query type that explains it, the field and the release", async () => {
    const found = await analyse();
    expect(found?.evidence.releases).toEqual([
      { version: "47", bot: "Wren", day: "2026-11-08", previous: "46" },
    ]);
    expect(found?.page.findings.map(({ claim }) => claim).slice(0, 2)).toEqual([
      expect.stringMatching(/^Repeat information rose to 3\d\.\d%\.$/),
      "Order status explains it.",
    ]);
    expect(found?.page.findings[1]?.why).toContain(
      "Since release 47 the order reference no longer arrives in a field: 0 of 70, before 760 of 760.",
    );
    expect(found?.page.release?.version).toBe("47");
  });

  it("marks the weeks that late surveys may still change", async () => {
    expect((await analyse())?.evidence.provisional).toEqual(["2026-W46"]);
  });

  it("looks within the filters", async () => {
    const refund = await analyse("query_type=refund");
    expect(refund?.page.findings).toEqual([]);
    expect(refund?.page.nothing).toMatch(/^Nothing stands out\./);
    const order = await analyse("query_type=order_status");
    expect(order?.page.findings[1]).toMatchObject({ claim: "The order reference is behind it." });
  });

  it("has nothing to say of the first week, nor of one without data", async () => {
    const first = await analyse("week=2026-W35");
    expect(first?.page).toMatchObject({ findings: [], noise: [] });
    expect(await analyse("week=2026-W20")).toBeNull();
  });

  it("is for those who may see reports", async () => {
    await expect(analyse("", { ...MANAGER, role: "agent" })).rejects.toMatchObject({ code: "forbidden" });
  });
});
