import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import { loadWorkspace, type Workspace } from "@/lib/reports/workspace/workspace";
import { ensureCurrentGeneration } from "@/lib/store/generations";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { addAnnotation, changeAnnotation, listAnnotations, removeAnnotation } from "./annotations";
import { loadAnnotationNotes } from "./review-annotations";

const CLOCK = fixedClock(Date.parse("2026-11-16T09:00:00Z") * 1000);
const NOBODY = "00000000-0000-4000-8000-000000000000";
const WEEKS = { from: "2026-11-02", to: "2026-11-15" };

let db: TestDatabase;
let workspace: Workspace;
let priya: PersonActor;
let tom: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  await ensureCurrentGeneration(db, "UTC");
  workspace = { ...(await loadWorkspace(db)), clock: CLOCK };
  priya = await samplePerson(db, "Priya", "manager");
  tom = await samplePerson(db, "Tom", "designer");
});
afterAll(() => db.close());

describe("annotations", () => {
  it("are added, changed by anybody who may annotate, and removed", async () => {
    const id = await addAnnotation(db, tom, workspace, { day: "2026-11-05", text: " New order look-up " });
    await addAnnotation(db, tom, workspace, { day: "2026-11-02", text: "Storm" });
    await addAnnotation(db, tom, workspace, { day: "2026-11-16", text: "After the weeks" });
    await addAnnotation(db, tom, workspace, { day: "2026-11-15", text: "Last day" });
    expect((await listAnnotations(db, priya, WEEKS)).map(({ day, text }) => [day, text])).toEqual([
      ["2026-11-02", "Storm"],
      ["2026-11-05", "New order look-up"],
      ["2026-11-15", "Last day"],
    ]);
    await changeAnnotation(db, priya, workspace, id, { day: "2026-11-06", text: "Order look-up" });
    expect(await listAnnotations(db, tom, { from: "2026-11-06", to: "2026-11-06" })).toEqual([
      { id, day: "2026-11-06", text: "Order look-up", author: { id: priya.id, name: "Priya" } },
    ]);
    await removeAnnotation(db, tom, id);
    await expect(removeAnnotation(db, tom, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(
      changeAnnotation(db, tom, workspace, NOBODY, { day: "2026-11-06", text: "x" }),
    ).rejects.toMatchObject({ code: "not_found" });
  });

  it("are not for agents", async () => {
    const lena: PersonActor = { ...tom, role: "agent" };
    const input = { day: "2026-11-05", text: "x" };
    for (const attempt of await Promise.allSettled([
      listAnnotations(db, lena, WEEKS),
      addAnnotation(db, lena, workspace, input),
      changeAnnotation(db, lena, workspace, NOBODY, input),
      removeAnnotation(db, lena, NOBODY),
    ])) {
      expect(attempt).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
  });

  it.each([
    [{ day: "", text: "x" }, "day"],
    [{ day: "2028-01-01", text: "x" }, "day"],
    [{ day: "2026-11-05", text: "" }, "text"],
    [{ day: "2026-11-05", text: "x".repeat(81) }, "text"],
  ])("are refused as %o", async (input, parameter) => {
    await expect(addAnnotation(db, tom, workspace, input)).rejects.toMatchObject({
      code: "invalid_value",
      members: { parameter },
    });
  });

  it("come with the form that the address opens", async () => {
    const page = { editing: "new", editHref: (id: string) => `/?edit=${id}`, back: "/" };
    expect(await loadAnnotationNotes(db, tom, WEEKS, "2026-11-16", page)).toMatchObject({
      addHref: "/?edit=new",
      form: { id: null, day: "2026-11-15", text: "" },
      list: [{ day: "2 Nov 2026", text: "Storm" }, { text: "Last day" }],
    });
  });
});
