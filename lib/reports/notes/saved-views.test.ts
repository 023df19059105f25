import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { PersonActor } from "@/lib/access/actor";
import { samplePerson } from "@/lib/access/sample-person";
import { fixedClock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { prepareViews } from "./prepare-saved-views";
import { addView, changeView, listViews, removeView, type ViewInput, viewAddress } from "./saved-views";

const CLOCK = fixedClock(Date.parse("2026-11-16T09:00:00Z") * 1000);
const NOBODY = "00000000-0000-4000-8000-000000000000";

let db: TestDatabase;
let priya: PersonActor;
let tom: PersonActor;
let ada: PersonActor;

beforeAll(async () => {
  db = await createTestDatabase();
  priya = await samplePerson(db, "Priya", "manager");
  tom = await samplePerson(db, "Tom", "designer");
  ada = await samplePerson(db, "Ada", "administrator");
});
afterAll(() => db.close());
beforeEach(() => db.prisma.savedView.deleteMany());

const view = (change: Partial<ViewInput> = {}): ViewInput => ({
  name: "Web chat",
  address: "/?channel=web_chat",
  keepWeek: false,
  shared: false,
  ...change,
});

describe("saved views", () => {
  it("are one's own, and those that others share", async () => {
    await addView(db, priya, CLOCK, view({ name: " Mine " }));
    const shared = await addView(db, priya, CLOCK, view({ name: "Ours", shared: true }));
    expect((await listViews(db, priya)).map(({ name }) => name)).toEqual(["Mine", "Ours"]);
    expect(await listViews(db, tom)).toEqual([
      {
        id: shared,
        name: "Ours",
        address: "/?channel=web_chat",
        shared: true,
        owner: { id: priya.id, name: "Priya" },
      },
    ]);
    expect(prepareViews(await listViews(db, tom), tom, "/?week=2026-W46&channel=web_chat")).toMatchObject([
      {
        whose: "shared by Priya",
        own: false,
        mayRemove: false,
        current: true,
        shows: "Weekly review · Channel: Web chat",
      },
    ]);
    expect(prepareViews(await listViews(db, priya), priya, "/")).toMatchObject([
      { whose: "private", own: true, current: false },
      { whose: "shared", own: true },
    ]);
  });

  it("are changed by whoever saved them, and removed by them or an administrator", async () => {
    const mine = await addView(db, priya, CLOCK, view());
    const shared = await addView(db, priya, CLOCK, view({ shared: true }));
    await changeView(db, priya, mine, { name: "Chat", shared: true });
    expect((await listViews(db, tom)).map(({ name }) => name)).toEqual(["Chat", "Web chat"]);
    for (const other of [tom, ada]) {
      await expect(changeView(db, other, shared, { name: "x", shared: false })).rejects.toMatchObject({
        code: "forbidden",
      });
    }
    await expect(removeView(db, tom, shared)).rejects.toMatchObject({ code: "forbidden" });
    await removeView(db, ada, shared);
    await removeView(db, priya, mine);
    expect(await listViews(db, priya)).toEqual([]);
  });

  it("of others are as if they were not there while they are private", async () => {
    const mine = await addView(db, priya, CLOCK, view());
    for (const id of [mine, NOBODY, "no id at all"]) {
      for (const attempt of await Promise.allSettled([
        changeView(db, ada, id, { name: "x", shared: true }),
        removeView(db, ada, id),
      ])) {
        expect(attempt).toMatchObject({ status: "rejected", reason: { code: "not_found" } });
      }
    }
    expect(await listViews(db, priya)).toHaveLength(1);
  });

  it("are not for agents", async () => {
    const lena: PersonActor = { ...tom, role: "agent" };
    for (const attempt of await Promise.allSettled([
      listViews(db, lena),
      addView(db, lena, CLOCK, view()),
      changeView(db, lena, NOBODY, { name: "x", shared: false }),
      removeView(db, lena, NOBODY),
    ])) {
      expect(attempt).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
    }
  });

  it("have a short name", async () => {
    for (const name of [" ", "x".repeat(81)]) {
      await expect(addView(db, priya, CLOCK, view({ name }))).rejects.toMatchObject({
        code: "invalid_value",
        members: { parameter: "name" },
      });
    }
  });
});

describe("the address of a view", () => {
  it.each([
    ["/", false, "/"],
    ["/?week=2026-W46&channel=voice", false, "/?channel=voice"],
    ["/?week=2026-W46&channel=voice", true, "/?week=2026-W46&channel=voice"],
    ["/?edit=actions.new&types=all", false, "/?types=all"],
    ["/conversations?metric=hand_offs&cursor=abc&past=", false, "/conversations?metric=hand_offs"],
    ["/query-types?bot=wren#table", false, "/query-types?bot=wren"],
  ])("%s (keeping the week: %s) is kept as %s", (address, keepWeek, kept) => {
    expect(viewAddress(address, keepWeek)).toBe(kept);
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "javascript:alert(1)",
    "",
    "/settings",
    "/data/keys",
    "/sign-in",
    "/api/v1/reports",
    "/nowhere",
    `/?channel=${"x".repeat(2000)}`,
  ])("%s is refused", (address) => {
    expect(() => viewAddress(address, false)).toThrow(
      expect.objectContaining({ code: "invalid_value", members: { parameter: "address" } }),
    );
  });
});
