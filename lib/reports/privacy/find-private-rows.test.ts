import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { Actor } from "@/lib/access/actor";
import type { Period } from "@/lib/domain/period";
import {
  commitRecords,
  conversation,
  handoff,
  rating,
  SAMPLE_START,
} from "@/lib/ingest/samples/sample-records";
import type { Dimension } from "@/lib/metrics/dimensions";
import { listConversations } from "@/lib/reports/conversations/list-conversations";
import type { ReportFilter, ReportQuery } from "@/lib/reports/report/report";
import { runReport } from "@/lib/reports/report/run-report";
import { loadWorkspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { rollUpTotals } from "@/lib/store/roll-up-totals";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";

const WEEK = 7 * 86_400_000_000;
const MANAGER: Actor = { kind: "person", id: "m", name: "M", email: "m@x.org", role: "manager", agents: [] };
const ADMINISTRATOR: Actor = { ...MANAGER, role: "administrator" };
const KEY: Actor = { kind: "key", id: "k", name: "key", scopes: ["read"] };
const USEFUL = "context_useful_rate";

let db: TestDatabase;
let made = 0;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
});

afterAll(() => db.close());

beforeEach(async () => {
  await db.pool.query(
    "TRUNCATE record, conversation, agent_conversation, measure, total, total_pending, facet_total, facet_pending, import CASCADE",
  );
});

interface Rated {
  readonly type: string;
  readonly channel?: "voice" | "web_chat";
  readonly week?: number;
  readonly source?: string;
}

/** As many rated conversations for each agent as said. */
async function rate(
  { type, channel = "web_chat", week = 0, source = "default" }: Rated,
  by: { readonly [agent: string]: number },
) {
  const records = Object.entries(by).flatMap(([agent, count]) =>
    Array.from({ length: count }, (_, i) => {
      const id = `c-${++made}`;
      const key = { source };
      return [
        conversation(id, { queryType: type, channel, startedAt: SAMPLE_START + week * WEEK }, key),
        handoff(id, { reason: "tool_error", agentId: agent }, key),
        rating(
          id,
          agent,
          {
            usefulness: i % 2 === 0 ? "useful" : "not_useful",
            used: "used",
            correctedReason: "max_attempts",
          },
          key,
        ),
      ];
    }).flat(),
  );
  await commitRecords(db, records);
}

const many = (each: number) => ({ a: each, b: each, c: each });

interface Asked {
  readonly by?: readonly Dimension[];
  readonly where?: readonly ReportFilter[];
  readonly actor?: Actor;
  readonly metric?: string;
  readonly compare?: boolean;
}

async function report({ by = [], where = [], actor = MANAGER, metric = USEFUL, compare = false }: Asked) {
  const week = { from: "2026-10-12", to: "2026-10-18" };
  return runReport(db, actor, await loadWorkspace(db), {
    metrics: [metric],
    period: compare ? week : null,
    by,
    filters: where,
    compare: compare ? "previous" : null,
  });
}

/** How many ratings a person is told of over some days; null where they are private. */
async function denominator(period: Period, more: Partial<ReportQuery> = {}, actor: Actor = MANAGER) {
  const { rows } = await runReport(db, actor, await loadWorkspace(db), {
    metrics: [USEFUL],
    period,
    by: [],
    filters: [],
    compare: null,
    ...more,
  });
  return rows[0]?.values[more.metrics?.[0] ?? USEFUL]?.denominator ?? null;
}

/** `key: denominator` for rows that are shown, `key: private` for those that are not. */
async function shown(asked: Asked): Promise<{ [key: string]: number | string | null }> {
  const { rows } = await report(asked);
  return Object.fromEntries(
    rows.map(({ key, values }) => {
      const value = values[asked.metric ?? USEFUL];
      const name = Object.values(key).join(" ") || "all";
      if (value?.withheld === "private") {
        expect(value).toMatchObject({ value: null, numerator: null, denominator: null, interval: null });
        return [name, "private"];
      }
      return [name, value?.denominator ?? null];
    }),
  );
}

const only = (dimension: Dimension, ...values: string[]): ReportFilter => ({ dimension, values });

describe("one number", () => {
  test("rests on five ratings at least", async () => {
    await rate({ type: "refund" }, { a: 2, b: 1, c: 1 });
    expect(await shown({})).toEqual({ all: "private" });
    await rate({ type: "refund" }, { a: 1 });
    expect(await shown({})).toEqual({ all: 5 });
  });

  test("rests on three agents at least", async () => {
    await rate({ type: "refund" }, { a: 40, b: 40 });
    expect(await shown({})).toEqual({ all: "private" });
    await rate({ type: "refund" }, { c: 1 });
    expect(await shown({})).toEqual({ all: 81 });
  });

  test("of no ratings at all has no data, which is no secret", async () => {
    await commitRecords(db, [conversation("x", { queryType: "refund" }), handoff("x")]);
    expect((await report({})).rows[0]?.values[USEFUL]).toMatchObject({ withheld: "no_data", denominator: 0 });
  });

  test("is private metric by metric: ratings count where they answer the question", async () => {
    await rate({ type: "refund" }, many(1));
    const extra = ["x", "y"].flatMap((id) => [
      conversation(id, { queryType: "refund" }),
      handoff(id, { reason: "tool_error" }),
      rating(id, id, { usefulness: "useful" }),
    ]);
    await commitRecords(db, extra);
    expect(await shown({})).toEqual({ all: 5 });
    expect(await shown({ metric: "context_ignored_rate" })).toEqual({ all: "private" });
    expect(await shown({ metric: "reason_agreement" })).toEqual({ all: "private" });
  });

  test("is private for administrators too, and for keys it never is", async () => {
    await rate({ type: "refund" }, { a: 1 });
    expect(await shown({ actor: ADMINISTRATOR })).toEqual({ all: "private" });
    expect(await shown({ actor: KEY })).toEqual({ all: 1 });
    await rate({ type: "refund" }, { a: 9 });
    expect((await report({ actor: KEY })).rows[0]?.values[USEFUL]).toMatchObject({
      value: 0.6,
      numerator: 6,
      denominator: 10,
      withheld: null,
    });
  });

  test("leaves metrics that are not private as they are", async () => {
    await rate({ type: "refund" }, { a: 1 });
    expect(await shown({ metric: "rating_coverage" })).toEqual({ all: 1 });
    expect(await shown({ metric: "hand_off_rate" })).toEqual({ all: 1 });
  });
});

describe("a table", () => {
  test("hides a private row and the smallest other, which the total would otherwise give away", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "middle" }, many(3));
    await rate({ type: "tiny" }, { a: 1 });
    await commitRecords(db, [conversation("none", { queryType: "unrated" })]);
    const table = { big: 30, middle: "private", tiny: "private", unrated: 0 };
    expect(await shown({ by: ["query_type"] })).toEqual(table);
    await rollUpTotals(db);
    expect(await shown({ by: ["query_type"] })).toEqual(table);
    expect(await shown({ by: ["query_type"], actor: KEY })).toEqual({
      big: 30,
      middle: 9,
      tiny: 1,
      unrated: 0,
    });
  });

  test("hides likewise by dimensions that only the measure rows know", async () => {
    await rate({ type: "x", source: "one" }, many(10));
    await rate({ type: "x", source: "two" }, many(3));
    await rate({ type: "x", source: "three" }, { a: 1 });
    expect(await shown({ by: ["source"] })).toEqual({ one: 30, three: "private", two: "private" });
  });

  test("hides weeks likewise", async () => {
    await rate({ type: "x", week: 0 }, many(10));
    await rate({ type: "x", week: 1 }, many(3));
    await rate({ type: "x", week: 2 }, { a: 1 });
    expect(await shown({ by: ["week"] })).toEqual({
      "2026-W42": 30,
      "2026-W43": "private",
      "2026-W44": "private",
    });
  });

  test("by two dimensions hides in every line and column with a total", async () => {
    await rate({ type: "big", channel: "voice" }, many(10));
    await rate({ type: "big", channel: "web_chat" }, many(9));
    await rate({ type: "middle", channel: "voice" }, many(4));
    await rate({ type: "middle", channel: "web_chat" }, { a: 1 });
    await rate({ type: "third", channel: "voice" }, many(20));
    await rate({ type: "third", channel: "web_chat" }, many(21));
    expect(await shown({ by: ["query_type", "channel"] })).toEqual({
      "big voice": "private",
      "big web_chat": "private",
      "middle voice": "private",
      "middle web_chat": "private",
      "third voice": 60,
      "third web_chat": 63,
    });
  });

  test("hides what a comparison would show of the period before", async () => {
    await rate({ type: "big", week: 0 }, many(10));
    await rate({ type: "big", week: -1 }, many(10));
    await rate({ type: "other", week: 0 }, many(10));
    await rate({ type: "other", week: -1 }, many(3));
    await rate({ type: "third", week: 0 }, many(10));
    await rate({ type: "third", week: -1 }, { a: 1 });
    const { rows } = await report({ by: ["query_type"], compare: true });
    expect(
      rows.map(({ key, values, previous, change }) => [
        key.query_type,
        values[USEFUL]?.denominator,
        previous?.[USEFUL]?.withheld,
        change?.[USEFUL] === null,
      ]),
    ).toEqual([
      // The one rating of `third` in the week before is its 31 of both weeks less the 30 of this one: so this one is
      // private, too, and another type of this week with it.
      ["big", null, null, true],
      ["other", 30, "private", true],
      ["third", null, "private", true],
    ]);
  });

  test("hides what a comparison would show of the present", async () => {
    await rate({ type: "big", week: 0 }, { a: 1 });
    await rate({ type: "big", week: -1 }, many(10));
    await rate({ type: "big", week: -2 }, many(10));
    const { rows } = await report({ compare: true });
    expect(rows[0]?.values[USEFUL]).toMatchObject({ withheld: "private", numerator: null });
    // The week before would be what both weeks, which can be asked for, have beside the one rating.
    expect(rows[0]?.previous?.[USEFUL]?.withheld).toBe("private");
    expect(rows[0]?.change?.[USEFUL]).toBeNull();
    expect(await denominator({ from: "2026-10-05", to: "2026-10-18" })).toBe(31);
    expect(await denominator({ from: "2026-09-28", to: "2026-10-04" })).toBe(30);
  });
});

describe("a filter", () => {
  test("leaves rows without ratings as they are, when all others are private", async () => {
    await rate({ type: "tiny" }, { a: 1 });
    await commitRecords(db, [conversation("none", { queryType: "unrated" })]);
    expect(await shown({ by: ["query_type"] })).toEqual({ tiny: "private", unrated: 0 });
    expect(await shown({ by: ["query_type"], where: [only("channel", "web_chat")] })).toEqual({
      tiny: "private",
    });
  });

  test("is no way to a private row", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "tiny" }, { a: 1 });
    expect(await shown({ where: [only("query_type", "tiny")] })).toEqual({ all: "private" });
  });

  test("hides what it selects when the total would give away what it leaves out", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "tiny" }, { a: 1 });
    expect(await shown({})).toEqual({ all: 31 });
    expect(await shown({ where: [only("query_type", "big")] })).toEqual({ all: "private" });
    expect(await shown({ where: [only("query_type", "big")], by: ["week"] })).toEqual({
      "2026-W42": "private",
    });
  });

  test("shows its number when what it leaves out is large enough, or nothing", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "other" }, many(5));
    expect(await shown({ where: [only("query_type", "big")] })).toEqual({ all: 30 });
    expect(await shown({ where: [only("query_type", "big", "other")] })).toEqual({ all: 45 });
    expect(await shown({ where: [only("channel", "web_chat")] })).toEqual({ all: 45 });
  });

  test("hides a row of a table when that row of the unfiltered table would give away the rest of it", async () => {
    await rate({ type: "big", channel: "voice" }, many(10));
    await rate({ type: "big", channel: "web_chat" }, many(10));
    await rate({ type: "other", channel: "voice" }, many(10));
    await rate({ type: "other", channel: "web_chat" }, { a: 1 });
    expect(await shown({ by: ["channel"] })).toEqual({ voice: 60, web_chat: 31 });
    expect(await shown({ by: ["channel"], where: [only("query_type", "big")] })).toMatchObject({
      web_chat: "private",
    });
  });

  test("beside another hides what it selects when the other alone would give away what it leaves out", async () => {
    await rate({ type: "big", channel: "voice" }, many(10));
    await rate({ type: "big", channel: "web_chat" }, { a: 1 });
    await rate({ type: "other", channel: "voice" }, many(10));
    await rate({ type: "other", channel: "web_chat" }, many(10));
    expect(await shown({ where: [only("query_type", "big")] })).toEqual({ all: 31 });
    expect(await shown({ where: [only("query_type", "big"), only("channel", "voice")] })).toEqual({
      all: "private",
    });
  });

  test("does not show by itself the row that a table hid for the sake of another", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "middle" }, many(3));
    await rate({ type: "tiny" }, { a: 1 });
    expect(await shown({ by: ["query_type"] })).toEqual({ big: 30, middle: "private", tiny: "private" });
    // 40 in all − 30 − 9 would be the one rating of `tiny`.
    expect(await shown({ where: [only("query_type", "middle")] })).toEqual({ all: "private" });
  });

  test("on several values is no way to a private one among them", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "middle" }, many(3));
    await rate({ type: "other" }, many(4));
    await rate({ type: "tiny" }, { a: 1 });
    const two = await shown({ where: [only("query_type", "big", "tiny")] });
    const one = await shown({ where: [only("query_type", "big")] });
    expect([two.all, one.all]).toContain("private");
  });
});

describe("a period", () => {
  test("of days shows no ratings, so that two periods never differ by a day", async () => {
    for (const week of [0, 1]) await rate({ type: "x", week }, many(10));
    expect(await denominator({ from: "2026-10-12", to: "2026-10-25" })).toBe(60);
    expect(await denominator({ from: "2026-10-12", to: "2026-10-18" })).toBe(30);
    expect(await denominator({ from: "2026-10-12", to: "2026-10-24" })).toBe(60);
    await commitRecords(db, [
      conversation("sunday", { queryType: "x", startedAt: SAMPLE_START + 13 * (WEEK / 7) }),
      handoff("sunday", { reason: "tool_error", agentId: "a" }),
      rating("sunday", "a", { usefulness: "useful" }),
    ]);
    expect(await denominator({ from: "2026-10-12", to: "2026-10-25" })).toBe(61);
    expect(await denominator({ from: "2026-10-12", to: "2026-10-24" })).toBeNull();
    expect(await denominator({ from: "2026-10-13", to: "2026-10-25" })).toBeNull();
    expect(await denominator({ from: "2026-10-12", to: "2026-10-24" }, {}, KEY)).toBe(60);
  });

  test("is not split into less than weeks, nor into months", async () => {
    await rate({ type: "x" }, many(10));
    for (const by of ["day", "hour", "month"] as const) {
      expect(Object.values(await shown({ by: [by] })), by).toEqual(["private"]);
    }
    expect(await shown({ by: ["week"] })).toEqual({ "2026-W42": 30 });
  });
});

describe("a finer dimension", () => {
  test("gives nothing away of the coarser one that can be asked for, too", async () => {
    await commitRecords(
      db,
      ["a", "b", "c", "d", "e", "f"].flatMap((agent, i) =>
        ["1", "2"].flatMap((n) => [
          conversation(`${agent}${n}`, {
            bot: i < 4 ? "Wren" : "Robin",
            botVersion: i < 3 ? "47" : String(i),
          }),
          handoff(`${agent}${n}`, { reason: "tool_error", agentId: agent }),
          rating(`${agent}${n}`, agent, { usefulness: "useful" }),
        ]),
      ),
    );
    expect(await shown({ where: [only("bot", "Wren")] })).toEqual({ all: "private" });
    expect(await shown({})).toEqual({ all: 12 });
    // All less version 47 is enough; Wren less version 47 would be one agent's two.
    expect(await shown({ where: [only("bot_version", "47")] })).toEqual({ all: "private" });
  });
});

describe("reasons that the reason map gives", () => {
  test("hide the agreement of agents where taking one of them out of the map would leave too small a difference", async () => {
    await rate({ type: "x" }, many(10));
    const agreement = { metrics: ["reason_agreement"] };
    const week = { from: "2026-10-12", to: "2026-10-18" };
    expect(await denominator(week, agreement)).toBe(30);
    await db.pool.query("INSERT INTO reason_map_version (version, created_at) VALUES (1, now())");
    await db.pool.query(
      "INSERT INTO reason_map_entry (version, source, folded, raw, reason) VALUES (1, 'default', 'odd one', 'Odd one', 'tool_error')",
    );
    await db.pool.query("UPDATE generation SET reason_map_version = 1 WHERE state = 'current'");
    await commitRecords(db, [
      conversation("raw", { queryType: "x" }),
      handoff("raw", { reasonRaw: "Odd one", agentId: "a" }),
      rating("raw", "a", { correctedReason: "tool_error" }),
    ]);
    expect(await denominator(week, agreement)).toBeNull();
    expect(await denominator(week, agreement, KEY)).toBe(31);
    expect(await denominator(week)).toBe(30);
    await db.pool.query("UPDATE generation SET reason_map_version = 0 WHERE state = 'current'");
  });
});

describe("many filters at once", () => {
  const dimensions = ["query_type", "channel", "reason", "reason_code", "source", "week", "day"] as const;
  const values = [
    "big",
    "web_chat",
    "bot_failure",
    "tool_error",
    "default",
    "2026-W42",
    "2026-10-12",
  ] as const;
  const where = (count: number) => dimensions.slice(0, count).map((d, i) => only(d, values[i] ?? ""));

  test("show what leaves nothing out, up to a number beyond which ratings are not shown at all", async () => {
    await rate({ type: "big" }, many(10));
    expect(await shown({ where: where(6) })).toEqual({ all: 30 });
    expect(await shown({ where: where(7) })).toEqual({ all: "private" });
    expect(await shown({ where: where(7), actor: KEY })).toEqual({ all: 30 });
  });
});

describe("the list of conversations behind a number", () => {
  const list = async (more: Partial<Parameters<typeof listConversations>[3]>, actor: Actor = MANAGER) =>
    listConversations(db, actor, await loadWorkspace(db), {
      metric: USEFUL,
      part: "denominator",
      period: null,
      filters: [],
      cursor: null,
      limit: 50,
      ...more,
    });
  const refused = { status: 403, code: "forbidden" };

  test("is refused where the number is private", async () => {
    await rate({ type: "refund" }, { a: 2, b: 1 });
    await expect(list({})).rejects.toMatchObject(refused);
    await rate({ type: "refund" }, many(1));
    expect((await list({})).rows).toHaveLength(6);
  });

  test("is refused where the filter's number is private, whatever the total", async () => {
    await rate({ type: "big" }, many(10));
    await rate({ type: "tiny" }, { a: 1 });
    expect((await list({})).rows).toHaveLength(31);
    await expect(list({ filters: [only("query_type", "tiny")] })).rejects.toMatchObject(refused);
    await expect(list({ filters: [only("query_type", "big")] })).rejects.toMatchObject(refused);
  });

  test("never shows which single ratings were useful", async () => {
    await rate({ type: "big" }, many(10));
    for (const metric of [USEFUL, "context_ignored_rate", "reason_agreement"]) {
      await expect(list({ metric, part: "numerator" }), metric).rejects.toMatchObject(refused);
    }
  });

  test("is open to keys, each row with its count", async () => {
    await rate({ type: "refund" }, { a: 3 });
    expect((await list({}, KEY)).rows.map((row) => row.count)).toEqual([1, 1, 1]);
    expect((await list({ part: "numerator" }, KEY)).rows).toHaveLength(2);
  });

  test("is refused to agents, whose own list it would be", async () => {
    await rate({ type: "refund" }, many(10));
    const agent: Actor = {
      ...MANAGER,
      role: "agent",
      agents: [{ source: "default", agentId: "a" }],
    } as Actor;
    await expect(list({}, agent)).rejects.toMatchObject(refused);
  });
});
