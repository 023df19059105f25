import { timingSafeEqual } from "node:crypto";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { counted } from "@/lib/metrics/counted";
import { type Database, inTransaction } from "@/lib/store/database";
import { hasAdministrator, insertPerson } from "@/lib/store/people";
import { deleteSetting, readSetting, type SettingValue, writeSetting } from "@/lib/store/settings";
import { lockSeconds } from "./lock-policy";
import { emailTaken, newPerson, type PersonInput } from "./people";
import { newSecret, secretHash } from "./secret-hash";
import { dateOf, systemClock } from "./system-clock";

const SETTING = "setup_token";

/** Whether the first administrator is still to be made. */
export async function isFirstRun(db: Database): Promise<boolean> {
  return !(await hasAdministrator(db.pool));
}

/**
 * A one-time token with which the first administrator is made on /first-run; any earlier one ends. The database has
 * its SHA-256 only. Null when there is an administrator already.
 */
export async function issueSetupToken(db: Database): Promise<string | null> {
  if (!(await isFirstRun(db))) return null;
  const token = newSecret();
  await writeSetting(db.pool, SETTING, { hash: secretHash(token), failures: 0, lockedUntil: 0 });
  return token;
}

/**
 * Makes the first administrator, for whoever has the token, and answers the id. The token ends with it.
 *
 * @throws AppError `not_found` when there is an administrator already; `invalid_value` (`parameter: "token"`) for a
 *   wrong token; `too_many_requests` from the fifth wrong one on, for as long as wrong passwords lock; otherwise as
 *   newPerson
 */
export async function createFirstAdministrator(
  db: Database,
  input: Omit<PersonInput, "role"> & { readonly token: string },
  clock: Clock = systemClock,
): Promise<string> {
  const administrator = await newPerson({ ...input, role: "administrator" }, clock);
  const now = dateOf(clock).getTime();
  // A wrong token is counted, so it must not throw inside: that would roll the count back.
  const id = await inTransaction(db.pool, async (client) => {
    if (await hasAdministrator(client)) throw new AppError("not_found", "Baton is set up already.");
    const kept = keptToken(await readSetting(client, SETTING, { lock: true }));
    if (kept && now < kept.lockedUntil) throw locked(kept.lockedUntil - now);
    if (!kept) return null;
    if (!isToken(input.token.trim(), kept.hash)) {
      const failures = kept.failures + 1;
      const lockedUntil = now + lockSeconds(failures) * 1000;
      await writeSetting(client, SETTING, { hash: kept.hash, failures, lockedUntil });
      return null;
    }
    const inserted = await insertPerson(client, administrator);
    if (inserted === null) throw emailTaken(administrator.email);
    await deleteSetting(client, SETTING);
    return inserted;
  });
  if (id === null) {
    throw new AppError("invalid_value", "This is not the set-up token that the last start printed.", {
      parameter: "token",
    });
  }
  return id;
}

interface KeptToken {
  readonly hash: string;
  readonly failures: number;
  /** Milliseconds since 1970; 0 = not locked. */
  readonly lockedUntil: number;
}

function keptToken(value: SettingValue | undefined): KeptToken | null {
  if (value === null || typeof value !== "object") return null;
  const { hash, failures, lockedUntil } = value;
  if (typeof hash !== "string" || typeof failures !== "number" || typeof lockedUntil !== "number")
    return null;
  return { hash, failures, lockedUntil };
}

function isToken(given: string, hash: string): boolean {
  return timingSafeEqual(Buffer.from(secretHash(given)), Buffer.from(hash));
}

function locked(milliseconds: number): AppError {
  const minutes = Math.ceil(milliseconds / 60_000);
  return new AppError(
    "too_many_requests",
    `Too many wrong tokens. Try again in ${counted(minutes, "minute")}, or start Baton again for a new token.`,
    { retryAfter: Math.ceil(milliseconds / 1000) },
  );
}
