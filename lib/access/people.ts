import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import type { Clock } from "@/lib/domain/clock";
import { deleteAgentLink, insertAgentLink } from "@/lib/store/agent-links";
import type { Database } from "@/lib/store/database";
import {
  changePerson,
  hasPassword,
  insertPerson,
  listPeople,
  type NewPerson,
  type StoredPerson,
  setPasswordHash,
} from "@/lib/store/people";
import type { Actor, PersonActor } from "./actor";
import { checked } from "./checked-input";
import { hashPassword, newPassword } from "./password";
import { ROLES, type Role, requirePermission } from "./permissions";
import { endSessionsOf } from "./sessions";
import { normalEmail, signInByPassword } from "./sign-in";
import { dateOf, systemClock } from "./system-clock";

const NAME = z.string().trim().min(1, "A person has a name.").max(200, "A name has at most 200 characters.");
const EMAIL = z
  .string()
  .transform(normalEmail)
  .pipe(z.email("This is not an e-mail address.").max(254, "This is not an e-mail address."));
const ROLE = z.enum(ROLES, "Choose one of the roles.");
const AGENT = z
  .string()
  .trim()
  .min(1, "Give the source and the agent's id in it.")
  .max(256, "A source or an agent's id has at most 256 characters.");

/** What somebody who is to be added gives, as typed. */
export interface PersonInput {
  readonly name: string;
  readonly email: string;
  readonly role: string;
  readonly password: string;
}

/**
 * Checks what was typed and hashes the password.
 *
 * @throws AppError `invalid_value` for what is not a name, an e-mail address, a role or a password
 */
export async function newPerson(input: PersonInput, clock: Clock): Promise<NewPerson> {
  return {
    name: checked(NAME, "name", input.name),
    email: checked(EMAIL, "email", input.email),
    role: checked(ROLE, "role", input.role),
    passwordHash: await hashPassword(input.password),
    createdAt: dateOf(clock),
  };
}

/**
 * Adds somebody, without asking who does it: for the demo and the tests. Answers the id.
 *
 * @throws AppError as {@link newPerson}; `conflict` when somebody has the e-mail address already
 */
export async function registerPerson(
  db: Database,
  input: PersonInput,
  clock: Clock = systemClock,
): Promise<string> {
  const person = await newPerson(input, clock);
  const id = await insertPerson(db.pool, person);
  if (id === null) throw emailTaken(person.email);
  return id;
}

/** The error for an e-mail address that somebody has already. */
export function emailTaken(email: string): AppError {
  return new AppError("conflict", `Somebody has the e-mail address ${email} already.`, {
    parameter: "email",
  });
}

/*
 * What follows is done by an administrator: each function asks for the permission itself, whoever calls it, and
 * throws AppError `forbidden`. One that is given the id of nobody throws `not_found`.
 */

/** Everybody, deactivated people last. */
export async function people(db: Database, actor: Actor): Promise<StoredPerson[]> {
  requirePermission(actor, "manage_people");
  return listPeople(db);
}

/** Adds somebody with a random first password, which is answered and never known again. Throws as registerPerson. */
export async function addPerson(
  db: Database,
  actor: Actor,
  person: { readonly name: string; readonly email: string; readonly role: string },
  clock: Clock = systemClock,
): Promise<{ readonly id: string; readonly password: string }> {
  requirePermission(actor, "manage_people");
  const password = newPassword();
  return { id: await registerPerson(db, { ...person, password }, clock), password };
}

/** Gives another role. @throws AppError `conflict` when no active administrator would be left */
export async function changeRole(db: Database, actor: Actor, id: string, role: string): Promise<void> {
  requirePermission(actor, "manage_people");
  await change(db, id, { role: checked(ROLE, "role", role) });
}

/** Lets somebody in no more, at once. @throws AppError `conflict` when no active administrator would be left */
export async function deactivate(
  db: Database,
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<void> {
  requirePermission(actor, "manage_people");
  await change(db, id, { deactivatedAt: dateOf(clock) });
  await endSessionsOf(db, id, { clock });
}

/** Lets somebody in again. */
export async function reactivate(db: Database, actor: Actor, id: string): Promise<void> {
  requirePermission(actor, "manage_people");
  await change(db, id, { deactivatedAt: null });
}

/** A new random password, answered once; lifts a lock and ends all sessions. */
export async function resetPassword(
  db: Database,
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<{ readonly password: string }> {
  requirePermission(actor, "manage_people");
  const password = newPassword();
  const found = await setPasswordHash(db, personId(id), await hashPassword(password));
  if (!found) throw nobody();
  await endSessionsOf(db, id, { clock });
  return { password };
}

/** Ends all sessions of somebody, at once; answers how many there were. */
export async function signOutEverywhere(
  db: Database,
  actor: Actor,
  id: string,
  clock: Clock = systemClock,
): Promise<number> {
  requirePermission(actor, "manage_people");
  return endSessionsOf(db, personId(id), { clock });
}

/** Says that somebody is an agent of a source. @throws AppError `conflict` when that agent is somebody already */
export async function linkAgent(
  db: Database,
  actor: Actor,
  id: string,
  agent: { readonly source: string; readonly agentId: string },
): Promise<void> {
  requirePermission(actor, "manage_people");
  const source = checked(AGENT, "source", agent.source);
  const agentId = checked(AGENT, "agentId", agent.agentId);
  const outcome = await insertAgentLink(db, { source, agentId, personId: personId(id) });
  if (outcome === "unknown") throw nobody();
  if (outcome === "taken") {
    throw new AppError("conflict", `Agent ${agentId} of ${source} is linked to somebody already.`);
  }
}

/** Takes back what {@link linkAgent} said. */
export async function unlinkAgent(
  db: Database,
  actor: Actor,
  id: string,
  agent: { readonly source: string; readonly agentId: string },
): Promise<void> {
  requirePermission(actor, "manage_people");
  const { source, agentId } = agent;
  if (!(await deleteAgentLink(db, { source, agentId, personId: personId(id) }))) {
    throw new AppError("not_found", `This person is not agent ${agentId} of ${source}.`);
  }
}

/** Whether somebody signs in by password, and so has one to change. */
export async function hasOwnPassword(db: Database, actor: PersonActor): Promise<boolean> {
  requirePermission(actor, "manage_own_account");
  return hasPassword(db, actor.id);
}

/**
 * A person's own new password. Ends all other sessions; the one with the id `sessionId` goes on. The old password
 * is checked, and wrong ones counted, as at signing in.
 *
 * @throws AppError `invalid_value` when the old password is wrong or the new one too short or too long
 */
export async function changeOwnPassword(
  db: Database,
  actor: PersonActor,
  passwords: { readonly current: string; readonly next: string },
  sessionId: string,
  clock: Clock = systemClock,
): Promise<void> {
  requirePermission(actor, "manage_own_account");
  const passwordHash = await hashPassword(passwords.next);
  const id = await signInByPassword(db, { email: actor.email, password: passwords.current }, clock);
  if (id !== actor.id) {
    throw new AppError("invalid_value", "The present password is not right.", { parameter: "current" });
  }
  await setPasswordHash(db, id, passwordHash);
  await endSessionsOf(db, id, { except: sessionId, clock });
}

async function change(
  db: Database,
  id: string,
  what: { readonly role?: Role; readonly deactivatedAt?: Date | null },
): Promise<void> {
  const outcome = await changePerson(db, personId(id), what);
  if (outcome === "unknown") throw nobody();
  if (outcome === "last_administrator") {
    throw new AppError("conflict", "This is the last active administrator. Make somebody else one first.");
  }
}

function personId(id: string): string {
  if (!z.uuid().safeParse(id).success) throw nobody();
  return id;
}

function nobody(): AppError {
  return new AppError("not_found", "There is no such person.");
}
