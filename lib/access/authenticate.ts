import { AppError } from "@/lib/domain/app-error";
import { type Database, database } from "@/lib/store/database";
import type { Actor, PersonActor } from "./actor";
import { keyRing } from "./api-keys";
import { type AccessConfiguration, accessConfiguration } from "./configuration";
import { requireSameOrigin } from "./same-origin";
import { cookieValue, openSessionId, sessionCookieName } from "./session-cookie";
import { actorOfSession } from "./sessions";

/** Says who sends a request. Throws AppError (401, or 403 for a request from another site). */
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
): Promise<Actor> {
  const bearer = /^bearer +(\S+) *$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  if (bearer !== undefined) {
    const actor = await keyRing(db).actorOf(bearer);
    if (!actor) throw new AppError("invalid_key", "This API key is unknown or was revoked.");
    return actor;
  }
  const person = await personOfCookies(request.headers.get("cookie"), db, configuration);
  if (!person) {
    throw new AppError("unauthenticated", "Sign in, or send an API key as `Authorization: Bearer …`.");
  }
  requireSameOrigin(request.method, request.headers, configuration.publicUrl);
  return person;
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
