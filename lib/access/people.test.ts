import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import type { PersonActor } from "./actor";
import {
  addPerson,
  changeOwnPassword,
  changeRole,
  deactivate,
  linkAgent,
  people,
  reactivate,
  registerPerson,
  resetPassword,
  signOutEverywhere,
  unlinkAgent,
} from "./people";
import { actorOfSession, beginSession } from "./sessions";
import { signInByPassword } from "./sign-in";

const PASSWORD = "correct horse battery";
const NOBODY = "00000000-0000-4000-8000-000000000000";

let db: TestDatabase;
let admin: PersonActor;
beforeAll(async () => {
  db = await createTestDatabase();
  const id = await registerPerson(db, {
    name: "Ada",
    email: "ada@example.org",
    role: "administrator",
    password: PASSWORD,
  });
  admin = { kind: "person", id, name: "Ada", email: "ada@example.org", role: "administrator", agents: [] };
});
afterAll(() => db.close());

let count = 0;
async function somebody(role: "agent" | "administrator" = "agent"): Promise<string> {
  count += 1;
  return registerPerson(db, { name: `P${count}`, email: `p${count}@example.org`, role, password: PASSWORD });
}

describe("managing people", () => {
  it("is refused to everybody but administrators, in every function", async () => {
    const id = await somebody();
    for (const role of ["agent", "designer", "manager"] as const) {
      const actor: PersonActor = { ...admin, role };
      const agent = { source: "s", agentId: "a" };
      const attempts = [
        people(db, actor),
        addPerson(db, actor, { name: "X", email: "x@example.org", role: "agent" }),
        changeRole(db, actor, id, "administrator"),
        deactivate(db, actor, id),
        reactivate(db, actor, id),
        resetPassword(db, actor, id),
        signOutEverywhere(db, actor, id),
        linkAgent(db, actor, id, agent),
        unlinkAgent(db, actor, id, agent),
      ];
      for (const attempt of await Promise.allSettled(attempts)) {
        expect(attempt).toMatchObject({ status: "rejected", reason: { code: "forbidden" } });
      }
    }
  });

  it("adds somebody with a first password that works", async () => {
    const added = await addPerson(db, admin, { name: " Bea ", email: " Bea@Example.org", role: "designer" });
    expect(await signInByPassword(db, { email: "bea@example.org", password: added.password })).toBe(added.id);
    expect(await people(db, admin)).toContainEqual(
      expect.objectContaining({ name: "Bea", email: "bea@example.org", role: "designer", hasPassword: true }),
    );
  });

  it.each([
    [{ name: "" }, "name"],
    [{ email: "not an address" }, "email"],
    [{ role: "king" }, "role"],
    [{ password: "short" }, "password"],
  ])("refuses %j", async (wrong, parameter) => {
    const person = { name: "X", email: "new@example.org", role: "agent", password: PASSWORD, ...wrong };
    await expect(registerPerson(db, person)).rejects.toMatchObject({
      code: "invalid_value",
      members: { parameter },
    });
  });

  it("refuses an address that somebody has", async () => {
    const again = addPerson(db, admin, { name: "Ada II", email: "ADA@example.org", role: "agent" });
    await expect(again).rejects.toMatchObject({ code: "conflict" });
  });

  it("takes effect on running sessions at once", async () => {
    const id = await somebody();
    const session = await beginSession(db, id);
    expect(await actorOfSession(db, session)).toMatchObject({ role: "agent", agents: [] });

    await changeRole(db, admin, id, "manager");
    await linkAgent(db, admin, id, { source: "genesys", agentId: "a-1" });
    expect(await actorOfSession(db, session)).toMatchObject({
      role: "manager",
      agents: [{ source: "genesys", agentId: "a-1" }],
    });

    expect(await signOutEverywhere(db, admin, id)).toBe(1);
    expect(await actorOfSession(db, session)).toBeNull();

    const second = await beginSession(db, id);
    await deactivate(db, admin, id);
    expect(await actorOfSession(db, second)).toBeNull();
    await reactivate(db, admin, id);
    expect(await actorOfSession(db, second)).toBeNull();
    expect(await actorOfSession(db, await beginSession(db, id))).toMatchObject({ id });
  });

  it("resets a password, lifts the lock and ends all sessions", async () => {
    const id = await somebody();
    const email = `p${count}@example.org`;
    const session = await beginSession(db, id);
    for (let i = 0; i < 5; i += 1) await signInByPassword(db, { email, password: "wrong wrong wrong" });
    expect(await signInByPassword(db, { email, password: PASSWORD })).toBeNull();
    const { password } = await resetPassword(db, admin, id);
    expect(await signInByPassword(db, { email, password })).toBe(id);
    expect(await actorOfSession(db, session)).toBeNull();
  });

  it("keeps the last active administrator, also against two changes at once", async () => {
    const second = await somebody("administrator");
    const outcomes = await Promise.allSettled([
      changeRole(db, admin, admin.id, "manager"),
      deactivate(db, admin, second),
    ]);
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(["fulfilled", "rejected"]);
    const left = (await people(db, admin)).filter((p) => p.role === "administrator" && !p.deactivatedAt);
    expect(left).toHaveLength(1);
    const [last] = left;
    await expect(changeRole(db, admin, last?.id ?? "", "agent")).rejects.toMatchObject({ code: "conflict" });
    await expect(deactivate(db, admin, last?.id ?? "")).rejects.toMatchObject({ code: "conflict" });
    await db.pool.query(
      "UPDATE person SET role = 'administrator', deactivated_at = NULL WHERE id = ANY($1)",
      [[admin.id, second]],
    );
  });

  it("links an agent to one person only", async () => {
    const [one, two] = [await somebody(), await somebody()];
    const agent = { source: "zendesk", agentId: "7" };
    await linkAgent(db, admin, one, agent);
    await expect(linkAgent(db, admin, two, agent)).rejects.toMatchObject({ code: "conflict" });
    await expect(unlinkAgent(db, admin, two, agent)).rejects.toMatchObject({ code: "not_found" });
    await unlinkAgent(db, admin, one, agent);
    await linkAgent(db, admin, two, agent);
  });

  it.each([NOBODY, "not-an-id"])("says so when there is no such person: %s", async (id) => {
    const none = { code: "not_found" };
    await expect(changeRole(db, admin, id, "agent")).rejects.toMatchObject(none);
    await expect(resetPassword(db, admin, id)).rejects.toMatchObject(none);
    await expect(linkAgent(db, admin, id, { source: "s", agentId: "n" })).rejects.toMatchObject(none);
  });
});

describe("one's own password", () => {
  it("is changed with the old one, and ends the other sessions", async () => {
    const id = await somebody();
    const email = `p${count}@example.org`;
    const actor: PersonActor = { ...admin, id, email, role: "agent" };
    const [here, elsewhere] = [await beginSession(db, id), await beginSession(db, id)];
    const wrong = changeOwnPassword(
      db,
      actor,
      { current: "wrong wrong wrong", next: "a new password" },
      here,
    );
    await expect(wrong).rejects.toMatchObject({ members: { parameter: "current" } });

    await changeOwnPassword(db, actor, { current: PASSWORD, next: "a new password" }, here);
    expect(await signInByPassword(db, { email, password: "a new password" })).toBe(id);
    expect(await actorOfSession(db, here)).not.toBeNull();
    expect(await actorOfSession(db, elsewhere)).toBeNull();
  });
});
