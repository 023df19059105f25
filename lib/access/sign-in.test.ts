import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "@/lib/domain/clock";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import type { OidcConfiguration } from "./configuration";
import { lockSeconds } from "./lock-policy";
import { hashPassword, newPassword, passwordMatches } from "./password";
import { registerPerson } from "./people";
import { type OidcAccount, signInByOidc, signInByPassword } from "./sign-in";

const NOON = Date.UTC(2026, 10, 16, 12) * 1000;
const at = (seconds: number) => fixedClock(NOON + seconds * 1_000_000);
const PASSWORD = "correct horse battery";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.close());

const register = (email: string) =>
  registerPerson(db, { name: "Somebody", email, role: "manager", password: PASSWORD }, at(0));
const attempt = (email: string, password: string, seconds = 0) =>
  signInByPassword(db, { email, password }, at(seconds));
async function fail(email: string, times: number, seconds = 0): Promise<void> {
  for (let i = 0; i < times; i += 1) expect(await attempt(email, "wrong wrong wrong", seconds)).toBeNull();
}
const column = async (name: string, email: string) =>
  (await db.pool.query(`SELECT ${name} AS value FROM person WHERE email = $1`, [email])).rows[0].value;

describe("passwords", () => {
  it("are kept as Argon2id, at the cost of the hash that nobody has", async () => {
    const hash = await hashPassword(PASSWORD);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await passwordMatches(hash, PASSWORD)).toBe(true);
    expect(await passwordMatches(hash, `${PASSWORD} `)).toBe(false);
    expect(await passwordMatches(null, PASSWORD)).toBe(false);
    expect(await passwordMatches(hash, "x".repeat(100_000))).toBe(false);
  });

  it("match however the keyboard composes its characters", async () => {
    const hash = await hashPassword("Schl\u00fcsselb\u00fcnde");
    expect(await passwordMatches(hash, "Schlu\u0308sselbu\u0308nde")).toBe(true);
  });

  it.each(["short", "x".repeat(257)])("are refused when too short or too long (%#)", async (password) => {
    await expect(hashPassword(password)).rejects.toMatchObject({ code: "invalid_value" });
  });

  it("that are made here are random and easy to read", () => {
    expect(newPassword()).toMatch(/^([a-km-np-z2-9]{4}-){3}[a-km-np-z2-9]{4}$/);
    expect(newPassword()).not.toBe(newPassword());
  });
});

describe("signing in by password", () => {
  it("takes the right password, in whatever case the address is typed", async () => {
    const id = await register("Ann@Example.org");
    expect(await attempt(" ann@example.ORG ", PASSWORD)).toBe(id);
    expect(await attempt("ann@example.org", "wrong wrong wrong")).toBeNull();
    expect(await attempt("nobody@example.org", PASSWORD)).toBeNull();
  });

  it("locks after five failures in a row, for 15 minutes, then for longer and longer", async () => {
    const email = "bob@example.org";
    const id = await register(email);
    await fail(email, 4);
    expect(await attempt(email, PASSWORD)).toBe(id);
    await fail(email, 5);
    expect(await attempt(email, PASSWORD)).toBeNull();
    expect(await attempt(email, PASSWORD, 15 * 60 - 1)).toBeNull();
    await fail(email, 1, 15 * 60);
    expect(await attempt(email, PASSWORD, 45 * 60 - 1)).toBeNull();
    expect(await attempt(email, PASSWORD, 45 * 60)).toBe(id);
    expect(await column("failed_sign_ins", email)).toBe(0);
    expect(await column("locked_until", email)).toBeNull();
  });

  it("never locks for more than four hours", () => {
    expect([4, 5, 6, 7, 8, 9, 10, 1000].map((n) => lockSeconds(n) / 60)).toEqual([
      0, 15, 30, 60, 120, 240, 240, 240,
    ]);
  });

  it("counts attempts that come all at once", async () => {
    const email = "carol@example.org";
    await register(email);
    const guesses = Array.from({ length: 30 }, (_, i) =>
      attempt(email, i === 29 ? PASSWORD : `guess number ${i}`),
    );
    await Promise.all(guesses);
    // Whichever five went first were looked at; the rest met the lock.
    expect(await column("failed_sign_ins", email)).toBeLessThanOrEqual(5);
  });

  it("lets in nobody who is deactivated, or has no password", async () => {
    const email = "dan@example.org";
    await register(email);
    await db.pool.query("UPDATE person SET deactivated_at = now() WHERE email = $1", [email]);
    expect(await attempt(email, PASSWORD)).toBeNull();
    await db.pool.query("UPDATE person SET deactivated_at = NULL, password_hash = NULL WHERE email = $1", [
      email,
    ]);
    expect(await attempt(email, PASSWORD)).toBeNull();
  });

  it("does the same work for an address that nobody has", async () => {
    const email = "eve@example.org";
    await register(email);
    const median = async (address: string) => {
      const times: number[] = [];
      for (let i = 0; i < 9; i += 1) {
        await db.pool.query("UPDATE person SET failed_sign_ins = 0, locked_until = NULL WHERE email = $1", [
          email,
        ]);
        const from = performance.now();
        await attempt(address, "wrong wrong wrong");
        times.push(performance.now() - from);
      }
      return times.sort((a, b) => a - b)[4] ?? 0;
    };
    const [known, unknown] = [await median(email), await median("nobody@example.org")];
    // A comparison left out would make it ten times faster; the bounds are wide for busy machines.
    expect(unknown / known).toBeGreaterThan(0.4);
    expect(unknown / known).toBeLessThan(2.5);
  });
});

describe("signing in by OpenID Connect", () => {
  const closed: OidcConfiguration = {
    issuer: "https://id.example",
    clientId: "baton",
    clientSecret: "s",
    name: "Example",
    createsPeople: false,
  };
  const account = (subject: string, email: string, more: Partial<OidcAccount> = {}): OidcAccount => ({
    issuer: "https://id.example",
    subject,
    email,
    emailVerified: true,
    name: "Frank",
    ...more,
  });

  it("links the first time by the verified address, then goes by issuer and subject alone", async () => {
    const id = await register("frank@example.org");
    expect(await signInByOidc(db, account("f", "Frank@example.org"), closed)).toEqual({ personId: id });
    expect(await signInByOidc(db, account("f", "other@example.org"), closed)).toEqual({ personId: id });
    expect(await signInByOidc(db, account("f", "", { email: null, emailVerified: false }), closed)).toEqual({
      personId: id,
    });
  });

  it("does not let another account, or another issuer's, take over a linked person", async () => {
    await register("grace@example.org");
    await signInByOidc(db, account("g", "grace@example.org"), closed);
    expect(await signInByOidc(db, account("g2", "grace@example.org"), closed)).toEqual({
      refused: "oidc_conflict",
    });
    const foreign = account("g", "grace@example.org", { issuer: "https://evil.example" });
    expect(await signInByOidc(db, foreign, closed)).toEqual({ refused: "oidc_conflict" });
  });

  it("does not trust an address that the provider has not verified", async () => {
    await register("heidi@example.org");
    const unverified = account("h", "heidi@example.org", { emailVerified: false });
    expect(await signInByOidc(db, unverified, closed)).toEqual({ refused: "oidc_unverified" });
  });

  it("makes an agent of an unknown person only when told so", async () => {
    expect(await signInByOidc(db, account("i", "ivan@example.org"), closed)).toEqual({
      refused: "oidc_unknown",
    });
    const made = await signInByOidc(db, account("i", "ivan@example.org"), { ...closed, createsPeople: true });
    expect(made).toHaveProperty("personId");
    expect(await column("role", "ivan@example.org")).toBe("agent");
  });

  it("lets in nobody who is deactivated", async () => {
    await register("judy@example.org");
    await db.pool.query("UPDATE person SET deactivated_at = now() WHERE email = 'judy@example.org'");
    expect(await signInByOidc(db, account("j", "judy@example.org"), closed)).toEqual({
      refused: "deactivated",
    });
  });
});
