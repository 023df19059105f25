import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { addComment, changeComment, listComments, removeComment } from "./comments";
import { loadCommentNotes } from "./review-comments";

const WEEK = "2026-W46";
const CLOCK = fixedClock(Date.parse("2026-11-16T09:00:00Z") * 1000);
const LATER = fixedClock(Date.parse("2026-11-16T10:30:00Z") * 1000);
const NOBODY = "00000000-0000-4000-8000-000000000000";

let db: TestDatabase;
let priya: PersonActor;
let marc: PersonActor;
let tom: PersonActor;
let ada: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  priya = await samplePerson(db, "Priya", "manager");
  marc = await samplePerson(db, "Marc", "manager");
  tom = await samplePerson(db, "Tom", "designer");
  ada = await samplePerson(db, "Ada", "administrator");
});
afterAll(() => db.close());
beforeEach(() => db.prisma.comment.deleteMany());

const about = (text: string, metric = "repeat_information_rate") => ({ metric, text });

describe("comments", () => {
  it("belong to a metric and a week", async () => {
    const id = await addComment(db, priya, CLOCK, WEEK, about(" Release 47.\r\nTom looks into it. "));
    await addComment(db, marc, LATER, WEEK, about("Storm", "hand_off_rate"));
    expect(await listComments(db, tom, WEEK)).toMatchObject([
      { id, text: "Release 47.\nTom looks into it.", author: { name: "Priya" }, editedAt: null },
      { metric: "hand_off_rate" },
    ]);
    expect(await listComments(db, tom, "2026-W45")).toEqual([]);
  });

  it("are changed by their author, and removed by the author or an administrator", async () => {
    const id = await addComment(db, priya, CLOCK, WEEK, about("First"));
    for (const other of [marc, ada]) {
      await expect(changeComment(db, other, LATER, id, about("Mine"))).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await changeComment(db, priya, LATER, id, about("Second"));
    expect(await listComments(db, tom, WEEK)).toMatchObject([
      { text: "Second", editedAt: new Date("2026-11-16T10:30:00Z") },
    ]);
    await expect(removeComment(db, marc, id)).rejects.toMatchObject({ code: "forbidden" });
    await removeComment(db, ada, id);
    expect(await listComments(db, tom, WEEK)).toEqual([]);
    await expect(removeComment(db, priya, id)).rejects.toMatchObject({ code: "not_found" });
    await expect(changeComment(db, priya, LATER, NOBODY, about("x"))).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("are written by managers, read by those who see reports", async () => {
    await expect(addComment(db, tom, CLOCK, WEEK, about("x"))).rejects.toMatchObject({ code: "forbidden" });
    const lena: PersonActor = { ...tom, role: "agent" };
    await expect(listComments(db, lena, WEEK)).rejects.toMatchObject({ code: "forbidden" });
  });

  it.each([
    [WEEK, about(" "), "text"],
    [WEEK, about("x".repeat(2001)), "text"],
    [WEEK, about("x", "no_such_metric"), "metric"],
    ["2026-W60", about("x"), "week"],
  ])("are refused in %s with %o", async (week, input, parameter) => {
    await expect(addComment(db, priya, CLOCK, week, input)).rejects.toMatchObject({
      code: "invalid_value",
      members: { parameter },
    });
  });

  it("come with the form that the address opens, for those who may", async () => {
    const id = await addComment(db, priya, CLOCK, WEEK, about("First"));
    await addComment(db, marc, CLOCK, WEEK, about("Second"));
    const notes = (actor: PersonActor, editing: string | null) =>
      loadCommentNotes(db, actor, { timeZone: "Europe/London" }, WEEK, {
        editing,
        editHref: (one) => `/?edit=${one}`,
        back: "/",
      });
    expect(await notes(priya, id)).toMatchObject({
      counts: { repeat_information_rate: 2 },
      addHref: "/?edit=new",
      comments: [
        { about: "Repeat information", by: "Priya, 16 Nov, 09:00", editHref: `/?edit=${id}` },
        { editHref: null },
      ],
      form: { id, text: "First", mayChange: true },
    });
    expect((await notes(marc, id)).form).toBeNull();
    expect((await notes(ada, id)).form).toMatchObject({ id, mayChange: false });
    expect((await notes(marc, "new")).form).toMatchObject({ id: null, text: "" });
    expect(await notes(tom, "new")).toMatchObject({ addHref: null, form: null });
  });
});
