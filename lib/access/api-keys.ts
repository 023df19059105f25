import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import {
  endPrevious,
  type FoundKey,
  findActiveKey,
  insertKey,
  listKeys,
  revokeKey,
  rotateKey,
  type StoredKey,
  touchKey,
} from "@/lib/store/api-keys";
import type { Database } from "@/lib/store/database";
import type { KeyActor } from "./actor";
import { SCOPES, type Scope } from "./permissions";
import { newSecret, secretHash } from "./secret-hash";
import { dateOf, systemClock } from "./system-clock";

const PREFIX = "baton_";
/** How much of a key is kept in clear, to tell keys apart: the prefix and six characters. */
const SHOWN = PREFIX.length + 6;
/** A revoked or replaced key may still work for this long in a process that has just used it (milliseconds). */
const REMEMBERED = 1000;
const USE_NOTED_EVERY = 60_000;

/** How long the old secret of a rotated key stays good unless said otherwise, and at most (milliseconds). */
export const KEPT_AFTER_ROTATION = 24 * 3600_000;
const LONGEST_KEPT = 90 * 24 * 3600_000;

/** A new key: the only time that the key itself is known. */
export interface NewKey {
  readonly key: string;
  readonly stored: StoredKey;
}

/**
 * Makes a key.
 *
 * @throws AppError `invalid_value` when the name is empty or too long, no scope or an unknown one is given, or it would
 * be over already
 */
export async function createApiKey(
  db: Database,
  input: {
    readonly name: string;
    readonly scopes: readonly string[];
    /** When it is over; absent = never. */
    readonly expiresAt?: Date | null;
  },
  clock: Clock = systemClock,
): Promise<NewKey> {
  const name = input.name.trim();
  if (name === "" || name.length > 100) {
    throw new AppError("invalid_value", "The name of a key has 1 to 100 characters.", { parameter: "name" });
  }
  const scopes = readScopes(input.scopes);
  const expiresAt = input.expiresAt ?? null;
  if (expiresAt && expiresAt <= dateOf(clock)) {
    throw new AppError("invalid_value", "A key cannot expire in the past.", { parameter: "expires" });
  }
  const key = PREFIX + newSecret();
  const stored = await insertKey(db, {
    name,
    hash: secretHash(key),
    prefix: key.slice(0, SHOWN),
    scopes,
    createdAt: dateOf(clock),
    expiresAt,
  });
  return { key, stored };
}

/**
 * Gives a key a new secret without a gap: the old one stays good for `keepFor` milliseconds (a day unless said
 * otherwise; 0 = it ends now). Id, scopes, links and limits stay. One that was still good from an earlier rotation ends.
 *
 * @throws AppError `not_found` when there is no such key or it is over, `invalid_value` for more than 90 days
 */
export async function rotateApiKey(
  db: Database,
  id: string,
  keepFor: number = KEPT_AFTER_ROTATION,
  clock: Clock = systemClock,
): Promise<NewKey> {
  if (!(keepFor >= 0 && keepFor <= LONGEST_KEPT)) {
    throw new AppError("invalid_value", "The old secret can stay good for 0 to 90 days.", {
      parameter: "keep",
    });
  }
  const key = PREFIX + newSecret();
  const at = dateOf(clock);
  const stored = z.uuid().safeParse(id).success
    ? await rotateKey(db, id, {
        hash: secretHash(key),
        prefix: key.slice(0, SHOWN),
        at,
        previousUntil: new Date(at.getTime() + keepFor),
      })
    : null;
  if (!stored) throw new AppError("not_found", "There is no such key, or it was revoked or has expired.");
  return { key, stored };
}

/** Ends the old secret of a rotated key before its time. @throws AppError `not_found` when none is good any more */
export async function endPreviousSecret(db: Database, id: string, clock: Clock = systemClock): Promise<void> {
  if (!z.uuid().safeParse(id).success || !(await endPrevious(db, id, dateOf(clock)))) {
    throw new AppError("not_found", "This key has no old secret that is still good.");
  }
}

function readScopes(given: readonly string[]): Scope[] {
  const unknown = given.find((scope) => !isScope(scope));
  if (unknown !== undefined || given.length === 0) {
    const said = unknown === undefined ? "A key has at least one scope." : `There is no scope ${unknown}.`;
    throw new AppError("invalid_value", `${said} The scopes are ${SCOPES.join(", ")}.`, {
      parameter: "scopes",
      allowed: SCOPES,
    });
  }
  return SCOPES.filter((scope) => given.includes(scope));
}

function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}

/** All keys, revoked ones included, newest first. */
export async function listApiKeys(db: Database): Promise<StoredKey[]> {
  return listKeys(db);
}

/** @throws AppError `not_found` when there is no such key or it was revoked before */
export async function revokeApiKey(db: Database, id: string, clock: Clock = systemClock): Promise<void> {
  if (!z.uuid().safeParse(id).success || !(await revokeKey(db, id, dateOf(clock)))) {
    throw new AppError("not_found", "There is no such key, or it was revoked before.");
  }
}

/**
 * Recognises keys. Asked for every request of a program, so a key that was found is remembered for a second, and
 * requests that come together share one look into the database.
 */
export class KeyRing {
  readonly #db: Database;
  readonly #clock: Clock;
  readonly #known = new Map<string, { readonly until: number; readonly actor: Promise<KeyActor | null> }>();

  constructor(db: Database, clock: Clock = systemClock) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Whether the key was good not long ago, as far as this process knows. */
  remembers(key: string): boolean {
    return this.#known.has(secretHash(key));
  }

  /** The program behind a key; null when the key is unknown, revoked or over. */
  actorOf(key: string): Promise<KeyActor | null> {
    const hash = secretHash(key);
    const now = this.#clock.now() / 1000;
    const known = this.#known.get(hash);
    if (known && now < known.until) return known.actor;
    const actor = this.#find(hash);
    this.#known.set(hash, { until: now + REMEMBERED, actor });
    // What is not a key is not remembered, or made-up keys would fill the memory.
    actor.then(
      (found) => found ?? this.#known.delete(hash),
      () => this.#known.delete(hash),
    );
    return actor;
  }

  async #find(hash: string): Promise<KeyActor | null> {
    const stored = await findActiveKey(this.#db, hash, dateOf(this.#clock));
    if (!stored) return null;
    this.#noteUse(stored);
    return { kind: "key", id: stored.id, name: stored.name, scopes: stored.scopes.filter(isScope) };
  }

  /** Writes down the use at most once a minute, beside the request: nobody waits for it or fails with it. */
  #noteUse(found: FoundKey): void {
    const at = dateOf(this.#clock);
    const unless = new Date(at.getTime() - USE_NOTED_EVERY);
    const last = found.byPrevious ? found.previousLastUsedAt : found.lastUsedAt;
    if (last && last >= unless) return;
    touchKey(this.#db, { id: found.id, byPrevious: found.byPrevious, at, unless }).catch(() => undefined);
  }
}

const rings = new WeakMap<Database, KeyRing>();

/** The one key ring of a database in this process. */
export function keyRing(db: Database): KeyRing {
  const ring = rings.get(db) ?? new KeyRing(db);
  rings.set(db, ring);
  return ring;
}
