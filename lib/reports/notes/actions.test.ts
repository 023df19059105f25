import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Actor, PersonActor } from "@/lib/access/actor";
import { deactivate } from "@/lib/access/people";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import type { CanonicalRecord } from "@/lib/domain/record";
import { commitRecords, conversation, handoff } from "@/lib/ingest/samples/sample-records";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { newcombe } from "@/lib/statistics/newcombe";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { loadVerdicts, verdictWeeks } from "./action-verdict";
import { type ActionInput, addAction, changeAction, closeAction, listActions, removeAction } from "./actions";
import { loadActionNotes } from "./review-actions";

const micros = (day: string) => Date.parse(`${day}T10:00:00Z`) * 1000;
const NOBODY = "00000000-0000-4000-8000-000000000000";

let db: TestDatabase;
let manager: PersonActor;
let designer: PersonActor;
let admin: PersonActor;

/** Conversations of a day, of which so many are handed off. */
function onDay(day: string, queryType: string, handedOff: number, of: number): CanonicalRecord[] {
  return Array.from({ length: of }, (_, i) => `${day}-${queryType}-${i}`).flatMap((id, i) => [
    conversation(id, { startedAt: micros(day), queryType, customerMessages: 3 }),
    ...(i < handedOff ? [handoff(id, { reason: "bot_failure" })] : []),
  ]);
}

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  manager = await samplePerson(db, "Priya", "manager");
  designer = await samplePerson(db, "Tom", "designer");
  admin = await samplePerson(db, "Ada", "administrator");
  await commitRecords(db, [
    ...onDay("2026-11-04", "order_status", 60, 100),
    ...onDay("2026-11-04", "refund", 10, 100),
    ...onDay("2026-11-11", "order_status", 100, 100),
    ...onDay("2026-11-18", "order_status", 30, 100),
    ...onDay("2026-11-18", "refund", 12, 100),
    ...onDay("2026-11-18", "rare", 1, 3),
  ]);
});
afterAll(() => db.close());
beforeEach(() => db.prisma.action.deleteMany());

/** The workspace on a day. */
async function at(day: string): Promise<Workspace> {
  return { ...(await loadWorkspace(db)), clock: fixedClock(micros(day)) };
}

const input = (change: Partial<ActionInput> = {}): ActionInput => ({
  text: "Pass order_reference in the field again",
  owner: designer.id,
  dueOn: "2026-11-25",
  metric: "hand_off_rate",
  queryType: "order_status",
  doneOn: "",
  ...change,
});

describe("actions", () => {
  it("are added, changed, closed, opened again and removed", async () => {
    const workspace = await at("2026-11-16");
    const id = await addAction(db, manager, workspace, input());
    expect(await listActions(db, designer)).toEqual([
      {
        id,
        text: "Pass order_reference in the field again",
        owner: { id: designer.id, name: "Tom" },
        dueOn: "2026-11-25",
        metric: "hand_off_rate",
        queryType: "order_status",
        doneOn: null,
      },
    ]);
    await changeAction(
      db,
      manager,
      workspace,
      id,
      input({ text: " Mend it ", queryType: "", owner: manager.id }),
    );
    expect(await listActions(db, designer)).toMatchObject([
      { text: "Mend it", queryType: null, owner: { name: "Priya" } },
    ]);
    await closeAction(db, manager, workspace, id);
    expect(await listActions(db, designer)).toMatchObject([{ doneOn: "2026-11-16" }]);
    await closeAction(db, manager, await at("2026-11-18"), id);
    expect(await listActions(db, designer)).toMatchObject([{ doneOn: "2026-11-16" }]);
    await changeAction(db, manager, workspace, id, input({ doneOn: "" }));
    expect(await listActions(db, designer)).toMatchObject([{ doneOn: null }]);
    await removeAction(db, manager, id);
    expect(await listActions(db, designer)).toEqual([]);
  });

  it("come open ones first, by when they are due, then the latest done", async () => {
    const workspace = await at("2026-11-16");
    for (const [text, dueOn, doneOn] of [
      ["done early", "2026-11-01", "2026-10-30"],
      ["late", "2026-12-01", ""],
      ["done late", "2026-11-01", "2026-11-10"],
      ["soon", "2026-11-10", ""],
    ] as const) {
      await addAction(db, manager, workspace, input({ text, dueOn, doneOn }));
    }
    expect((await listActions(db, manager)).map(({ text }) => text)).toEqual([
      "soon",
      "late",
      "done late",
      "done early",
    ]);
  });

  it("are managers' to change", async () => {
    const workspace = await at("2026-11-16");
    const id = await addAction(db, manager, workspace, input());
    const key: Actor = { kind: "key", id: "k", name: "k", scopes: ["read", "ingest"] };
    for (const actor of [designer, { ...manager, role: "agent" as const }, key]) {
      const attempts = [
        addAction(db, actor, workspace, input()),
        changeAction(db, actor, workspace, id, input()),
        closeAction(db, actor, workspace, id),
        removeAction(db, actor, id),
      ];
      for (const attempt of await Promise.allSettled(attempts)) {
        expect(attempt).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
      }
    }
    expect(await listActions(db, designer)).toHaveLength(1);
    await expect(listActions(db, { ...manager, role: "agent" })).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    [{ text: " " }, "text"],
    [{ text: "x".repeat(201) }, "text"],
    [{ dueOn: "" }, "dueOn"],
    [{ dueOn: "25 November" }, "dueOn"],
    [{ metric: "conversations" }, "metric"],
    [{ metric: "wait_time_p50" }, "metric"],
    [{ queryType: "x".repeat(257) }, "queryType"],
    [{ doneOn: "2026-11-17" }, "doneOn"],
    [{ owner: NOBODY }, "owner"],
  ])("are refused with %j", async (wrong, parameter) => {
    await expect(addAction(db, manager, await at("2026-11-16"), input(wrong))).rejects.toMatchObject({
      code: "invalid_value",
      members: { parameter },
    });
  });

  it("that are gone cannot be changed", async () => {
    const workspace = await at("2026-11-16");
    for (const id of [NOBODY, "no id at all"]) {
      for (const attempt of await Promise.allSettled([
        changeAction(db, manager, workspace, id, input()),
        closeAction(db, manager, workspace, id),
        removeAction(db, manager, id),
      ])) {
        expect(attempt).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
      }
    }
  });

  it("stay with an owner who has left, but are given to nobody who has", async () => {
    const workspace = await at("2026-11-16");
    const leaver = await samplePerson(db, "Leaver", "manager");
    const id = await addAction(db, manager, workspace, input({ owner: leaver.id }));
    await deactivate(db, admin, leaver.id);
    await changeAction(db, manager, workspace, id, input({ owner: leaver.id, text: "Still theirs" }));
    expect(await listActions(db, manager)).toMatchObject([
      { text: "Still theirs", owner: { name: "Leaver" } },
    ]);
    await expect(addAction(db, manager, workspace, input({ owner: leaver.id }))).rejects.toMatchObject({
      members: { parameter: "owner" },
    });
  });
});

describe("the verdict on a done action", () => {
  it("compares the full weeks around the day, whatever weekday it was", () => {
    const weeks = { before: "2026-W45", after: "2026-W47" };
    expect(["2026-11-09", "2026-11-11", "2026-11-15"].map(verdictWeeks)).toEqual([weeks, weeks, weeks]);
    expect(verdictWeeks("2027-01-01")).toEqual({ before: "2026-W52", after: "2027-W01" });
  });

  it("comes when the week after is over, with Newcombe's interval, of the query type alone", async () => {
    const [id, whole] = await Promise.all(
      [input({ doneOn: "2026-11-11" }), input({ doneOn: "2026-11-11", queryType: "" })].map(async (one) =>
        addAction(db, manager, await at("2026-11-16"), one),
      ),
    );
    const actions = await listActions(db, manager);
    const during = await loadVerdicts(db, designer, await at("2026-11-22"), actions);
    expect(during.get(id ?? "")).toMatchObject({ kind: "waiting", from: "2026-11-23" });

    const verdicts = await loadVerdicts(db, designer, await at("2026-11-23"), actions);
    expect(verdicts.get(id ?? "")).toMatchObject({
      kind: "measured",
      before: { numerator: 60, denominator: 100 },
      after: { numerator: 30, denominator: 100 },
      change: newcombe({ numerator: 60, denominator: 100 }, { numerator: 30, denominator: 100 }),
      provisional: true,
    });
    expect(verdicts.get(whole ?? "")).toMatchObject({
      before: { numerator: 70, denominator: 200 },
      after: { numerator: 43, denominator: 203 },
    });
    expect((await loadVerdicts(db, designer, await at("2026-12-01"), actions)).get(id ?? "")).toMatchObject({
      provisional: false,
    });
  });

  it("is none where a side has too little", async () => {
    const workspace = await at("2026-11-24");
    const rare = await addAction(db, manager, workspace, input({ doneOn: "2026-11-11", queryType: "rare" }));
    await addAction(db, manager, workspace, input());
    const verdicts = await loadVerdicts(db, manager, workspace, await listActions(db, manager));
    expect([...verdicts]).toEqual([
      [rare, expect.objectContaining({ kind: "withheld", withheld: "no_data" })],
    ]);
  });

  it("stands under the action in words", async () => {
    const workspace = await at("2026-11-24");
    await addAction(db, manager, workspace, input({ doneOn: "2026-11-11" }));
    await addAction(db, manager, workspace, input({ dueOn: "2026-11-18", text: "Late" }));
    const page = { editing: null, editHref: (id: string) => `/?edit=${id}`, back: "/", queryTypes: [] };
    const notes = await loadActionNotes(db, designer, workspace, "beside", page);
    expect(notes).toMatchObject({ addHref: null, allHref: null, form: null });
    expect(notes.actions).toMatchObject([
      { text: "Late", when: "overdue, 18 Nov", state: "overdue", verdict: null, editHref: null },
      {
        when: "done 11 Nov",
        about: "Hand-off rate, Order status",
        verdict: {
          before: { week: "Week 45", value: "60.0%", parts: "60/100" },
          after: {
            week: "Week 47",
            value: "30.0%",
            href: "/conversations?metric=hand_off_rate&part=numerator&week=2026-W47&query_type=order_status",
          },
          // No direction is better for the hand-off rate.
          change: { tone: "neutral", text: "30.0 pts lower", word: "signal" },
        },
      },
    ]);
    const managers = await loadActionNotes(db, manager, workspace, "beside", { ...page, editing: "new" });
    expect(managers).toMatchObject({
      addHref: "/?edit=new",
      form: { id: null, values: { dueOn: "2026-12-08" } },
    });
  });

  it("leaves the list beside the review in time", async () => {
    const workspace = await at("2026-12-20");
    await addAction(db, manager, workspace, input({ doneOn: "2026-11-11" }));
    await addAction(db, manager, workspace, input({ doneOn: "2026-12-10" }));
    const page = { editing: null, editHref: () => "", back: "/", queryTypes: [] };
    const notes = await loadActionNotes(db, manager, workspace, "beside", page);
    expect(notes.actions.map(({ when }) => when)).toEqual(["done 10 Dec"]);
    expect(notes.allHref).toBe("/reviews/actions");
    const later = await loadActionNotes(db, manager, await at("2027-03-01"), "beside", page);
    expect(later.actions.map(({ when }) => when)).toEqual(["done 10 Dec 2026"]);
    expect((await loadActionNotes(db, manager, workspace, "all", page)).actions).toHaveLength(2);
  });
});
