import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { fixedClock } from "@/lib/domain/clock";
import { reasonMapOf } from "@/lib/domain/reason-map";
import { changeReasonMap } from "@/lib/ingest/measure/measure-again";
import { sampleConversations } from "@/lib/ingest/samples/sample-conversations";
import { commitRecords, SAMPLE_START } from "@/lib/ingest/samples/sample-records";
import { parseConversationsAddress } from "@/lib/reports/conversations/conversations-address";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { latestReasonMapVersion } from "@/lib/store/reason-map";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { prepareReasonsPage, type ReasonsPage } from "./prepare-reasons-page";
import { readReasonMapOverview } from "./reason-map";
import { prepareReasonMap } from "./reason-map-view";
import { loadReasons } from "./reasons";
import { parseReasonsAddress } from "./reasons-address";

const WEEK = 7 * 24 * 3_600_000_000;
const MANAGER: PersonActor = {
  kind: "person",
  id: "00000000-0000-4000-8000-000000000001",
  name: "Mo",
  email: "mo@example.org",
  role: "manager",
  agents: [],
};

let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "Europe/Berlin");
  await commitRecords(db, sampleConversations(400, 20261122).flat());
});

afterAll(() => db.close());

async function workspace(): Promise<Workspace> {
  return { ...(await loadWorkspace(db)), clock: fixedClock(SAMPLE_START + 6 * WEEK) };
}

async function load(query = "") {
  const address = parseReasonsAddress(new URLSearchParams(query));
  const overview = await loadReasons(db, MANAGER, await workspace(), address);
  if (!overview) throw new Error("no data");
  const { period } = overview;
  return { overview, page: prepareReasonsPage(overview, { period, filters: address.filters }) };
}

/** How many conversations an address lists. */
async function listed(href: string): Promise<number> {
  const { metric, part, period, filters } = parseConversationsAddress(new URL(href, "http://b").searchParams);
  const { rows } = await listConversations(db, MANAGER, await workspace(), {
    metric: metric?.id ?? null,
    part,
    period,
    filters,
    cursor: null,
    limit: 1_000,
  });
  return rows.length;
}

const numerator = (parts: string | null) => Number((parts ?? "0").split("/")[0]?.replaceAll(",", ""));

async function expectExactRows(page: ReasonsPage): Promise<void> {
  let raws = 0;
  for (const row of page.rows) {
    expect(await listed(row.share.href ?? "")).toBe(numerator(row.share.parts));
    for (const { count, href } of row.raws) {
      expect(await listed(href)).toBe(Number(count));
      raws += 1;
    }
  }
  expect(raws).toBeGreaterThan(4);
}

function sums(page: ReasonsPage) {
  const of = (kind: string, family?: string) =>
    page.rows
      .filter((row) => row.kind === kind && (family === undefined || row.family === family))
      .reduce((sum, row) => sum + numerator(row.share.parts), 0);
  return {
    families: of("family"),
    ofFamilies: ["bot_failure", "planned_escalation", "customer_demand"].map((family) => [
      of("family", family),
      of("code", family),
    ]),
  };
}

describe("families and codes", () => {
  test("add up exactly, and every number leads to exactly its conversations", async () => {
    const { page } = await load("from=2026-10-12&to=2026-11-08");
    expect(page.handedOff).toBeGreaterThan(100);
    expect(sums(page).families).toBe(page.handedOff);
    for (const [family, codes] of sums(page).ofFamilies) expect(codes).toBe(family);
    await expectExactRows(page);
  });

  test("keep to the filters", async () => {
    const { page } = await load(
      "from=2026-10-12&to=2026-11-08&bot=Ava&reason=bot_failure&reason=unclassified",
    );
    expect(new Set(page.rows.map((row) => row.family))).toEqual(
      new Set([null, "bot_failure", "unclassified"]),
    );
    expect(sums(page).families).toBe(page.handedOff);
    const coded = await load("from=2026-10-12&to=2026-11-08&reason_code=tool_error");
    expect(coded.page.rows.map((row) => row.name)).toEqual([
      "All handed-off conversations",
      "Bot failure",
      "Tool error",
    ]);
  });

  test("open on the latest four weeks, compared with the four before where the data reaches so far", async () => {
    const { overview, page } = await load();
    expect(overview.period).toEqual({ from: "2026-10-12", to: "2026-11-08" });
    expect(page.isCompared).toBe(false);
    expect(page.rows.every((row) => row.change === null)).toBe(true);
    const week = await load("week=2026-W44");
    expect(week.page.isCompared).toBe(true);
    expect(week.page.rates.map((rate) => rate.metric)).toEqual([
      "unclassified_share",
      "reason_agreement",
      "one_failed_attempt_rate",
      "demand_honoured_rate",
    ]);
    expect(week.page.rows.some((row) => row.change !== null)).toBe(true);
    expect(week.overview.columns.at(-1)?.week).toBe("2026-W44");
  });

  test("show ratings as private sums only", async () => {
    const { page } = await load("from=2026-10-14&to=2026-10-14&query_type=refund");
    const agreement = page.rates.find((rate) => rate.metric === "reason_agreement");
    expect(["private", "no_data"]).toContain(agreement?.number.withheld?.kind);
    expect(agreement?.number.parts).toBeNull();
  });
});

test("what waits leads to exactly its conversations, before and after it is mapped", async () => {
  const { id } = await db.prisma.person.create({
    data: { email: "d@example.org", name: "Dora", role: "designer" },
  });
  const map = async () =>
    prepareReasonMap(await readReasonMapOverview(db, MANAGER, await workspace()), {
      timeZone: "UTC",
      mayEdit: true,
    });
  const { waiting } = await map();
  expect(waiting).toHaveLength(4);
  for (const { conversations } of waiting) {
    expect(await listed(conversations?.href ?? "")).toBe(Number(conversations?.text.split(" ")[0]));
  }

  await changeReasonMap(db, await latestReasonMapVersion(db.pool), {
    map: reasonMapOf([
      { source: "bot-a", raw: "e-12", reason: "operational" },
      { source: "böt-b", raw: "Sonstiges / Übrig", reason: "tool_error" },
    ]),
    restores: null,
    authorId: id,
    createdAt: new Date(0),
  });
  const after = await map();
  expect(after.waiting).toHaveLength(2);
  expect(after.mapped).toHaveLength(2);
  for (const { conversations } of after.waiting) {
    expect(await listed(conversations?.href ?? "")).toBe(Number(conversations?.text.split(" ")[0]));
  }
  const { page } = await load("from=2026-10-12&to=2026-11-08");
  expect(sums(page).families).toBe(page.handedOff);
  await expectExactRows(page);
});
