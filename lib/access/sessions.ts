import type { Clock } from "@/lib/domain/clock";
import type { Database } from "@/lib/store/database";
import {
  deleteEndedSessions,
  findSessionPerson,
  insertSession,
  revokeSession,
  revokeSessionsOf,
} from "@/lib/store/sessions";
import type { PersonActor } from "./actor";
import { newSecret, secretHash } from "./secret-hash";
import { SESSION_SECONDS } from "./session-cookie";
import { dateOf, systemClock } from "./system-clock";

/** Begins a session of a person and answers its id, which only the browser keeps; the database has its SHA-256. */
export async function beginSession(
  db: Database,
  personId: string,
  clock: Clock = systemClock,
): Promise<string> {
  const id = newSecret();
  const createdAt = dateOf(clock);
  const expiresAt = new Date(createdAt.getTime() + SESSION_SECONDS * 1000);
  await deleteEndedSessions(db, new Date(createdAt.getTime() - SESSION_SECONDS * 1000));
  await insertSession(db, { hash: secretHash(id), personId, createdAt, expiresAt });
  return id;
}

/**
 * The person of a session as of this moment: role, state and agents are read afresh, so that a change of role, a
 * deactivation or a sign-out everywhere takes effect with the next request. Null when the session is over.
 */
export async function actorOfSession(
  db: Database,
  sessionId: string,
  clock: Clock = systemClock,
): Promise<PersonActor | null> {
  const person = await findSessionPerson(db, secretHash(sessionId), dateOf(clock));
  return person ? { kind: "person", ...person } : null;
}

/** Ends one session: signing out. */
export async function endSession(db: Database, sessionId: string, clock: Clock = systemClock): Promise<void> {
  await revokeSession(db, secretHash(sessionId), dateOf(clock));
}

/** Ends all sessions of a person (but for the one with the id `except`) and answers how many there were. */
export async function endSessionsOf(
  db: Database,
  personId: string,
  options: { readonly except?: string; readonly clock?: Clock } = {},
): Promise<number> {
  const except = options.except === undefined ? undefined : secretHash(options.except);
  return revokeSessionsOf(db, personId, dateOf(options.clock ?? systemClock), except);
}
