import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { createFirstAdministrator, isFirstRun, issueSetupToken } from "./setup";
import { signInByPassword } from "./sign-in";

const NOON = Date.UTC(2026, 10, 16, 12) * 1000;
const at = (seconds: number) => fixedClock(NOON + seconds * 1_000_000);
const ada = { name: "Ada", email: "ada@example.org", password: "correct horse battery" };

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query("DELETE FROM person; DELETE FROM setting");
});

async function issue(): Promise<string> {
  const token = await issueSetupToken(db);
  if (token === null) throw new Error("expected a token");
  return token;
}
const create = (token: string, seconds = 0, person = ada) =>
  createFirstAdministrator(db, { ...person, token }, at(seconds));

describe("the first administrator", () => {
  it("is made with the token, once", async () => {
    const token = await issue();
    expect(await isFirstRun(db)).toBe(true);
    const id = await create(` ${token}\n`);
    expect(await signInByPassword(db, ada)).toBe(id);
    expect(await isFirstRun(db)).toBe(false);
    expect(await issueSetupToken(db)).toBeNull();
    await expect(create(token)).rejects.toMatchObject({ code: "not_found" });
  });

  it("needs the token of the last start; the database does not have it in clear", async () => {
    const old = await issue();
    const token = await issue();
    const { rows } = await db.pool.query("SELECT value::text FROM setting");
    expect(rows[0].value).not.toContain(token);
    await expect(create(old)).rejects.toMatchObject({ members: { parameter: "token" } });
    await expect(create("")).rejects.toMatchObject({ members: { parameter: "token" } });
    await create(token);
  });

  it("cannot be made without any start having printed a token", async () => {
    await expect(create("anything")).rejects.toMatchObject({ members: { parameter: "token" } });
  });

  it("is locked for a while after five wrong tokens, even for the right one", async () => {
    const token = await issue();
    for (let i = 0; i < 5; i += 1)
      await expect(create("wrong")).rejects.toMatchObject({ code: "invalid_value" });
    await expect(create(token)).rejects.toMatchObject({
      code: "too_many_requests",
      members: { retryAfter: 900 },
    });
    await expect(create("wrong", 899)).rejects.toMatchObject({ code: "too_many_requests" });
    await create(token, 900);
  });

  it("keeps the token when what was typed is refused", async () => {
    const token = await issue();
    await expect(create(token, 0, { ...ada, password: "short" })).rejects.toMatchObject({
      members: { parameter: "password" },
    });
    await create(token);
  });

  it("is one, however many try at once", async () => {
    const token = await issue();
    const outcomes = await Promise.allSettled(
      [1, 2, 3].map((n) => create(token, 0, { ...ada, email: `ada${n}@example.org` })),
    );
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect((await db.pool.query("SELECT FROM person")).rowCount).toBe(1);
  });
});
