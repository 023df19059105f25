import { AppError } from "@/lib/domain/app-error";
import { type Database, database } from "@/lib/store/database";
import type { Actor, PersonActor } from "./actor";
import { keyRing } from "./api-keys";
import { clientAddress } from "./client-address";
import { type AccessConfiguration, accessConfiguration } from "./configuration";
import { processRateLimits, type RateLimits } from "./rate-limits";
import { requireSameOrigin } from "./same-origin";
import { cookieValue, openSessionId, sessionCookieName } from "./session-cookie";
import { actorOfSession } from "./sessions";

/** Says who sends a request. Throws AppError (401, 403 for a request from another site, 429 after too many wrong keys). */
export type Authenticator = (request: Request) => Promise<Actor>;

/**
 * Who sends a request: the program of the API key in `Authorization: Bearer …`, else the person of the session
 * cookie. A key that is sent must be valid, even where a session is there too. A person's state-changing requests
 * must come from Baton's own pages.
 */
export async function authenticate(
  request: Request,
  db: Database = database(),
  configuration: AccessConfiguration = accessConfiguration(),
  limits: RateLimits = processRateLimits(),
): Promise<Actor> {
  const bearer = /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) {
    return programOf(bearer, request, db, limits);
  }
  const person = await personOfCookies(request.headers.get("cookie"), db, configuration);
  if (!person) {
    throw new AppError("unauthenticated", "Sign in, or send an API key as `Authorization: Bearer …`.");
  }
  requireSameOrigin(request.method, request.headers, configuration.publicUrl);
  return person;
}

/**
 * The program of an API key. After too many wrong keys from one address, keys from there are looked up only where they
 * were good a moment ago: a program with a wrong key keeps the others behind the same address from nothing.
 */
async function programOf(key: string, request: Request, db: Database, limits: RateLimits): Promise<Actor> {
  const ring = keyRing(db);
  const address = clientAddress(request.headers);
  if (!ring.remembers(key)) limits.refuseAfterFailures(address);
  const actor = await ring.actorOf(key);
  if (actor) return actor;
  limits.failures.take(address);
  throw new AppError("invalid_key", "This API key is unknown, or it was revoked, replaced or has expired.");
}

/** The person whose session a `Cookie` header carries; null when nobody is signed in. */
export async function personOfCookies(
  header: string | null,
  db: Database = database(),
  configuration: AccessConfiguration = accessConfiguration(),
): Promise<PersonActor | null> {
  const value = cookieValue(header, sessionCookieName(configuration));
  const sessionId = value === null ? null : await openSessionId(value, configuration);
  return sessionId === null ? null : actorOfSession(db, sessionId);
}
