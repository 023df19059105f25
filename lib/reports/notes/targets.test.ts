import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor, PersonActor } from "@/lib/access/actor";
import { deactivate } from "@/lib/access/people";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import { metric } from "@/lib/metrics/catalogue";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { listOwners } from "./owners";
import { listTargets, readTargetValue, removeTarget, setTarget } from "./targets";

const CLOCK = fixedClock(Date.parse("2026-11-16T09:00:00Z") * 1000);

let db: TestDatabase;
let manager: PersonActor;
let designer: PersonActor;
let agent: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  manager = await samplePerson(db, "Priya", "manager");
  designer = await samplePerson(db, "Tom", "designer");
  agent = await samplePerson(db, "Lena", "agent");
});
afterAll(() => db.close());

const input = (change: Partial<Parameters<typeof setTarget>[2]> = {}) => ({
  metric: "repeat_information_rate",
  value: "15",
  owner: designer.id,
  dueOn: "2026-12-31",
  ...change,
});

describe("targets", () => {
  it("are set, changed and removed by managers, and seen by those who see reports", async () => {
    await setTarget(db, manager, input(), CLOCK);
    expect(await listTargets(db, designer)).toEqual([
      {
        metric: "repeat_information_rate",
        value: 0.15,
        owner: { id: designer.id, name: "Tom" },
        dueOn: "2026-12-31",
      },
    ]);
    await setTarget(db, manager, input({ value: "14.2 %", owner: manager.id, dueOn: "" }), CLOCK);
    expect(await listTargets(db, designer)).toMatchObject([
      { value: 0.142, owner: { name: "Priya" }, dueOn: null },
    ]);
    await removeTarget(db, manager, "repeat_information_rate");
    expect(await listTargets(db, designer)).toEqual([]);
    await expect(removeTarget(db, manager, "repeat_information_rate")).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are refused to everybody else", async () => {
    const key: Actor = { kind: "key", id: "k", name: "k", scopes: ["read", "ingest", "embed"] };
    for (const actor of [designer, agent, key]) {
      await expect(setTarget(db, actor, input(), CLOCK)).rejects.toMatchObject({ code: "forbidden" });
      await expect(removeTarget(db, actor, "repeat_information_rate")).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await expect(listTargets(db, agent)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listOwners(db, agent)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    [{ value: "101" }, "value"],
    [{ value: "" }, "value"],
    [{ value: "-1" }, "value"],
    [{ value: "1e1" }, "value"],
    [{ metric: "wait_time_p90", value: "0" }, "value"],
    [{ metric: "post_hand_off_csat_mean", value: "6" }, "value"],
    [{ dueOn: "2026-02-30" }, "dueOn"],
    [{ owner: "nobody" }, "owner"],
  ])("refuse %j", async (wrong, parameter) => {
    await expect(setTarget(db, manager, input(wrong), CLOCK)).rejects.toMatchObject({
      code: "invalid_value",
      members: { parameter },
    });
  });

  it("need a metric of which a direction is better", async () => {
    for (const id of ["hand_off_rate", "no_such_metric"]) {
      await expect(setTarget(db, manager, input({ metric: id }), CLOCK)).rejects.toMatchObject({
        code: "not_found",
      });
    }
  });

  it("belong to somebody active who sees the reports", async () => {
    const gone = await samplePerson(db, "Ghost", "manager");
    const admin = await samplePerson(db, "Ada", "administrator");
    await deactivate(db, admin, gone.id);
    for (const owner of [gone.id, agent.id]) {
      await expect(setTarget(db, manager, input({ owner }), CLOCK)).rejects.toMatchObject({
        members: { parameter: "owner" },
      });
    }
    expect((await listOwners(db, designer)).map(({ name }) => name)).toEqual(["Ada", "Priya", "Tom"]);
  });
});

it.each([
  ["repeat_information_rate", "14,2", 0.142],
  ["repeat_information_rate", " 15% ", 0.15],
  ["post_hand_off_csat_mean", "4.2", 4.2],
  ["wait_time_p90", "90", 90],
])("reads a target of %s typed as %s", (id, typed, value) => {
  expect(readTargetValue(metric(id), typed)).toBe(value);
});
