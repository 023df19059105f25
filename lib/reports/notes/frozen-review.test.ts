import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitRecords, conversation, handoff, rating, survey } from "@/lib/ingest/samples/sample-records";
import { parseWeeklyAddress } from "@/lib/reports/weekly/weekly-address";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { addAction } from "./actions";
import { addComment } from "./comments";
import { loadDifference } from "./frozen-difference";
import { closeWeek, closingsOf, listFrozenReviews, readFrozenReview } from "./frozen-review";
import { prepareFrozen } from "./prepare-frozen";
import { loadReviewContent } from "./review-content";
import { setTarget } from "./targets";

const micros = (moment: string) => Date.parse(moment) * 1000;
const NOBODY = "00000000-0000-4000-8000-000000000000";
const WEEK = "2026-W46";

let db: TestDatabase;
let manager: PersonActor;
let designer: PersonActor;

/** A conversation that was handed to an agent and rated; satisfied or not. */
function handedOff(id: string, day: string, agent: string, channel: "web_chat" | "voice"): CanonicalRecord[] {
  return [
    conversation(id, {
      startedAt: micros(`${day}T10:00:00Z`),
      queryType: "order_status",
      channel,
      customerMessages: 3,
    }),
    handoff(id, {
      reason: "bot_failure",
      agentId: agent,
      context: { fields: [{ name: "order_reference", passed: "structured", reasked: false }] },
    }),
    rating(id, agent, { usefulness: "useful" }),
    survey(id, { score: 5, scaleMin: 1, scaleMax: 5 }),
  ];
}

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  manager = await samplePerson(db, "Priya", "manager");
  designer = await samplePerson(db, "Tom", "designer");
  await commitRecords(
    db,
    ["2026-11-04", "2026-11-11", "2026-11-16"].flatMap((day) =>
      Array.from({ length: 12 }, (_, i) => `${day}-${i}`).flatMap((id, i) =>
        handedOff(id, day, `agent-${i % 4}`, i < 7 ? "web_chat" : "voice"),
      ),
    ),
  );
});
afterAll(() => db.close());
beforeEach(() => db.prisma.frozenReview.deleteMany());

/** The workspace at a moment. */
async function at(moment: string): Promise<Workspace> {
  return { ...(await loadWorkspace(db)), clock: fixedClock(micros(moment)) };
}

const search = (query: string) => new URLSearchParams(query);
const MONDAY = "2026-11-16T12:00:00Z";

describe("closing a week", () => {
  it("keeps the review as it was seen, without the ways to change it", async () => {
    const workspace = await at(MONDAY);
    await setTarget(
      db,
      manager,
      { metric: "repeat_information_rate", value: "15", owner: designer.id, dueOn: "" },
      workspace.clock,
    );
    await addComment(db, manager, workspace.clock, WEEK, { metric: "hand_off_rate", text: "A storm" });
    await addAction(db, manager, workspace, {
      text: "Mend the field",
      owner: designer.id,
      dueOn: "2026-11-25",
      metric: "repeat_information_rate",
      queryType: "order_status",
      doneOn: "",
    });
    const seen = await loadReviewContent(
      db,
      manager,
      workspace,
      parseWeeklyAddress(search(`week=${WEEK}`)),
      null,
    );
    const id = await closeWeek(db, manager, workspace, search(`week=${WEEK}&trend=hand_off_rate`));
    const frozen = await readFrozenReview(db, designer, id);

    expect(frozen).toMatchObject({
      week: WEEK,
      filters: [],
      frozenAt: new Date(MONDAY),
      frozenBy: { name: "Priya" },
      timeZone: "UTC",
    });
    const asJson = JSON.parse(JSON.stringify(seen));
    expect(frozen.content.review).toEqual({ ...asJson.review, weeks: [], choices: {} });
    expect(frozen.content.findings).toEqual(asJson.findings);
    expect(frozen.content.analysis).toEqual(asJson.analysis);
    expect(frozen.content.picked).toEqual(asJson.picked);
    expect(frozen.content.picked).toMatchObject([{ rule: "random" }]);
    expect(frozen.content.notes).toMatchObject({
      targets: { repeat_information_rate: { goal: "≤ 15%", href: null } },
      comments: { comments: [{ text: "A storm", editHref: null }], addHref: null, form: null },
      actions: { actions: [{ text: "Mend the field", editHref: null }], addHref: null, form: null },
      annotations: { addHref: null },
    });
  });

  it("keeps the filters, and is found by them in any order", async () => {
    const workspace = await at(MONDAY);
    const id = await closeWeek(
      db,
      manager,
      workspace,
      search(`week=${WEEK}&channel=voice&channel=web_chat&bot=__null__`),
    );
    const { filters } = parseWeeklyAddress(search("bot=__null__&channel=web_chat&channel=voice"));
    expect(await closingsOf(db, designer, WEEK, filters)).toMatchObject([{ id }]);
    expect(await closingsOf(db, designer, WEEK, [])).toEqual([]);
    expect(await closingsOf(db, designer, "2026-W45", filters)).toEqual([]);
    const frozen = await readFrozenReview(db, designer, id);
    expect(frozen.reportFilters).toEqual([
      { dimension: "bot", values: [null] },
      { dimension: "channel", values: ["voice", "web_chat"] },
    ]);
    expect(prepareFrozen([frozen], "UTC")).toMatchObject([
      {
        week: "Week 46",
        filters: "Bot: No bot · Channel: Voice or Web chat",
        at: "16 Nov, 12:00",
        by: "Priya",
      },
    ]);
  });

  it("may be done again; the last time comes first, the latest week before it", async () => {
    const first = await closeWeek(db, manager, await at(MONDAY), search(`week=${WEEK}`));
    const second = await closeWeek(db, manager, await at("2026-11-17T12:00:00Z"), search(`week=${WEEK}`));
    const earlier = await closeWeek(db, manager, await at("2026-11-18T12:00:00Z"), search("week=2026-W45"));
    expect((await listFrozenReviews(db, designer)).map(({ id }) => id)).toEqual([second, first, earlier]);
  });

  it("waits until the week is over, and needs something that happened in it", async () => {
    const workspace = await at(MONDAY);
    for (const query of ["week=2026-W47", "week=2026-W40", `week=${WEEK}&channel=sms`, "week=2026-W60"]) {
      await expect(closeWeek(db, manager, workspace, search(query)), query).rejects.toMatchObject({
        code: "conflict",
      });
    }
    expect(await listFrozenReviews(db, designer)).toEqual([]);
  });

  it("is for managers; agents see none", async () => {
    const workspace = await at(MONDAY);
    const lena: PersonActor = { ...designer, role: "agent" };
    await expect(closeWeek(db, designer, workspace, search(`week=${WEEK}`))).rejects.toMatchObject({
      code: "forbidden",
    });
    for (const attempt of await Promise.allSettled([
      closeWeek(db, lena, workspace, search("")),
      listFrozenReviews(db, lena),
      closingsOf(db, lena, WEEK, []),
      readFrozenReview(db, lena, NOBODY),
    ])) {
      expect(attempt).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
    for (const id of [NOBODY, "no id at all"]) {
      await expect(readFrozenReview(db, designer, id)).rejects.toMatchObject({ code: "not_found" });
    }
  });

  it("keeps ratings private: withheld for the administrator who closes it, too", async () => {
    const workspace = await at(MONDAY);
    // Five of the twelve ratings of the week, and what they leave out, are too few each.
    const admin = await samplePerson(db, "Ada", "administrator");
    const id = await closeWeek(
      db,
      admin,
      workspace,
      search(`week=${WEEK}&channel=voice&query_type=order_status`),
    );
    const { content } = await readFrozenReview(db, designer, id);
    const total = content.review.total?.values.context_useful_rate;
    expect(total).toMatchObject({ denominator: 5 });

    await commitRecords(
      db,
      handedOff("alone", "2026-11-12", "agent-9", "voice").map(
        (record) =>
          ({
            ...record,
            ...(record.type === "conversation" ? { body: { ...record.body, queryType: "refund" } } : {}),
          }) as CanonicalRecord,
      ),
    );
    const small = await closeWeek(db, admin, workspace, search(`week=${WEEK}&query_type=refund`));
    const kept = JSON.stringify(
      (await readFrozenReview(db, designer, small)).content.review.total?.values.context_useful_rate,
    );
    expect(JSON.parse(kept)).toMatchObject({ withheld: "private", numerator: null, denominator: null });
  });
});

describe("a closed week", () => {
  it("stays as it was when late records arrive, and says what they changed", async () => {
    const workspace = await at(MONDAY);
    const id = await closeWeek(db, manager, workspace, search(`week=${WEEK}`));
    const before = await readFrozenReview(db, manager, id);
    expect(await loadDifference(db, designer, workspace, before)).toEqual({ rows: [], basis: [] });

    // A survey that turns out badly, a rating, and a conversation that was late.
    await commitRecords(db, [
      survey("2026-11-11-0", {
        surveyId: "late",
        score: 1,
        scaleMin: 1,
        scaleMax: 5,
        answeredAt: micros(MONDAY),
      }),
      rating("2026-11-11-1", "agent-1", { usefulness: "not_useful" }, { version: 1 }),
      conversation("late", { startedAt: micros("2026-11-11T12:00:00Z"), customerMessages: 2 }),
    ]);
    const after = await readFrozenReview(db, manager, id);
    // The rating that changed is not told by what was kept less what is asked for today: it is private in both weeks.
    const useful = "context_useful_rate";
    const total = (frozen: typeof after) => frozen.content.review.total?.values ?? {};
    expect(total(before)[useful]?.denominator).toBeGreaterThan(4);
    expect(total(after)[useful]).toMatchObject({ withheld: "private", numerator: null, denominator: null });
    const column = after.content.review.columns.find(({ state }) => state === "reviewed");
    expect(column?.values?.[useful]).toMatchObject({ withheld: "private" });
    const { [useful]: _, ...others } = total(before);
    expect(total(after)).toMatchObject(others);
    expect(after.content.picked).toEqual(before.content.picked);

    const { rows } = await loadDifference(db, designer, workspace, after);
    const byMetric = new Map(rows.map((row) => [row.metric, row]));
    expect(byMetric.get("conversations")).toMatchObject({
      closed: { value: "13" },
      now: { value: "14" },
      difference: "1 more",
    });
    expect(byMetric.get("post_hand_off_csat")).toMatchObject({
      closed: { value: "100.0%", href: null },
      now: { href: expect.stringMatching(/^\/conversations\?metric=post_hand_off_csat/) },
      difference: expect.stringMatching(/ pts lower$/),
    });
    // The difference of two sums would be one agent's rating.
    expect(byMetric.get("context_useful_rate")).toMatchObject({
      now: { value: null, parts: null, href: null, withheld: { kind: "private" } },
      difference: null,
    });
    expect(byMetric.has("repeat_information_rate")).toBe(false);
  });

  it("says when the way of counting has changed since", async () => {
    const workspace = await at(MONDAY);
    const id = await closeWeek(db, manager, workspace, search(`week=${WEEK}`));
    const frozen = await readFrozenReview(db, manager, id);
    const older = { ...frozen, metricVersion: 0, reasonMapVersion: 7, timeZone: "Europe/London" };
    expect((await loadDifference(db, designer, workspace, older)).basis).toEqual([
      expect.stringMatching(/^Counted by version 0 of the definitions; now it is version \d+\.$/),
      "The reason map has been changed since.",
      "Days and weeks were those of Europe/London; now they are those of UTC.",
    ]);
  });
});
