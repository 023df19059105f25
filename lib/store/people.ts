import { randomUUID } from "node:crypto";
import type pg from "pg";
import { type Database, inTransaction } from "./database";
import type { Role } from "./generated/enums";

/** A person as the list of people shows them. */
export interface StoredPerson {
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly createdAt: Date;
  readonly deactivatedAt: Date | null;
  /** Too many wrong passwords: no signing in by password until then. */
  readonly lockedUntil: Date | null;
  readonly hasPassword: boolean;
  /** Whether an OpenID Connect account is linked. */
  readonly hasOidc: boolean;
  readonly agents: readonly { readonly source: string; readonly agentId: string }[];
}

/** What a new person is made of. */
export interface NewPerson {
  /** Lower case. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly passwordHash?: string;
  readonly oidcSubject?: string;
  readonly createdAt: Date;
}

/** Keeps a new person and answers the id; null when the e-mail address or the OpenID Connect account is taken. */
export async function insertPerson(
  client: pg.Pool | pg.PoolClient,
  person: NewPerson,
): Promise<string | null> {
  const { email, name, role, passwordHash = null, oidcSubject = null, createdAt } = person;
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO person (id, email, name, role, password_hash, oidc_subject, created_at)
     VALUES ($1, $2, $3, $4::role, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id`,
    [randomUUID(), email, name, role, passwordHash, oidcSubject, createdAt],
  );
  return rows[0]?.id ?? null;
}

/** Everybody, deactivated people last, by name. */
export async function listPeople(db: Database): Promise<StoredPerson[]> {
  const people = await db.prisma.person.findMany({
    include: { agents: { orderBy: [{ source: "asc" }, { agentId: "asc" }] } },
    orderBy: [{ deactivatedAt: { sort: "desc", nulls: "first" } }, { name: "asc" }, { email: "asc" }],
  });
  return people.map(({ passwordHash, oidcSubject, failedSignIns: _, ...person }) => ({
    ...person,
    hasPassword: passwordHash !== null,
    hasOidc: oidcSubject !== null,
    agents: person.agents.map(({ source, agentId }) => ({ source, agentId })),
  }));
}

/** Whether anybody is an administrator and active. */
export async function hasAdministrator(client: pg.Pool | pg.PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ found: boolean }>(
    "SELECT EXISTS (SELECT FROM person WHERE role = 'administrator' AND deactivated_at IS NULL) AS found",
  );
  return rows[0]?.found ?? false;
}

/** What to change of a person; an absent key stays as it is. */
export interface PersonChange {
  readonly role?: Role;
  /** Null = active again. */
  readonly deactivatedAt?: Date | null;
}

/**
 * Changes a role or the state of a person, unless nobody would be left who is an administrator and active. Two
 * changes at the same moment cannot take away the last two administrators: each locks all of them first.
 */
export async function changePerson(
  db: Database,
  id: string,
  change: PersonChange,
): Promise<"changed" | "unknown" | "last_administrator"> {
  return inTransaction(db.pool, async (client) => {
    const administrators = await client.query<{ id: string }>(
      `SELECT id FROM person WHERE role = 'administrator' AND deactivated_at IS NULL ORDER BY id FOR UPDATE`,
    );
    const steppingDown = (change.role ?? "administrator") !== "administrator" || change.deactivatedAt != null;
    const others = administrators.rows.filter((row) => row.id !== id);
    if (steppingDown && others.length === 0 && administrators.rows.length > 0) return "last_administrator";
    const { rowCount } = await client.query(
      `UPDATE person SET role = coalesce($2::role, role),
                         deactivated_at = CASE WHEN $3 THEN $4::timestamptz ELSE deactivated_at END
       WHERE id = $1`,
      [id, change.role ?? null, change.deactivatedAt !== undefined, change.deactivatedAt ?? null],
    );
    return rowCount === 0 ? "unknown" : "changed";
  });
}

/** Sets a new password and lifts any lock. False when there is no such person. */
export async function setPasswordHash(db: Database, id: string, passwordHash: string): Promise<boolean> {
  const { count } = await db.prisma.person.updateMany({
    where: { id },
    data: { passwordHash, failedSignIns: 0, lockedUntil: null },
  });
  return count > 0;
}

/** What an attempt to sign in by password is checked against. */
export interface Attempt {
  readonly id: string;
  readonly passwordHash: string | null;
}

/** When wrong passwords lock a person, and for how long. */
export interface LockPolicy {
  /** The first failure in a row that locks. */
  readonly from: number;
  /** Seconds for that failure, the next, and so on; the last one goes on for all that follow. */
  readonly seconds: readonly number[];
}

/**
 * Begins an attempt to sign in by password: counts it as failed before the password is looked at, so that many
 * attempts at once are counted too; {@link clearAttempts} takes it back after the right password. Null when there
 * is nobody active with this e-mail address, or the person is locked.
 *
 * Does not wait for the disk: that would tell by the time it takes whether there was somebody to write down, and a
 * power cut may well forget an attempt or two.
 */
export async function beginAttempt(
  db: Database,
  email: string,
  at: Date,
  policy: LockPolicy,
): Promise<Attempt | null> {
  return inTransaction(db.pool, async (client) => {
    await client.query("SET LOCAL synchronous_commit TO off");
    const { rows } = await client.query<Attempt>(
      `UPDATE person
       SET failed_sign_ins = failed_sign_ins + 1,
           locked_until = CASE WHEN failed_sign_ins + 1 >= $3
             THEN $2::timestamptz + make_interval(secs =>
               ($4::float8[])[least(failed_sign_ins + 2 - $3, cardinality($4::float8[]))])
           END
       WHERE email = $1 AND deactivated_at IS NULL AND (locked_until IS NULL OR locked_until <= $2)
       RETURNING id, password_hash AS "passwordHash"`,
      [email, at, policy.from, policy.seconds],
    );
    return rows[0] ?? null;
  });
}

/** Forgets failed attempts: the password was right. */
export async function clearAttempts(db: Database, id: string): Promise<void> {
  await db.prisma.person.updateMany({ where: { id }, data: { failedSignIns: 0, lockedUntil: null } });
}

/** Whether a person can sign in by password. */
export async function hasPassword(db: Database, id: string): Promise<boolean> {
  return (await db.prisma.person.count({ where: { id, passwordHash: { not: null } } })) > 0;
}

/** Somebody whom an OpenID Connect account may belong to. */
export interface OidcPerson {
  readonly id: string;
  readonly oidcSubject: string | null;
  readonly deactivatedAt: Date | null;
}

const OIDC_PERSON = { id: true, oidcSubject: true, deactivatedAt: true } as const;

/** The person whose OpenID Connect account (`issuer subject`) this is. */
export async function findBySubject(db: Database, oidcSubject: string): Promise<OidcPerson | null> {
  return db.prisma.person.findUnique({ where: { oidcSubject }, select: OIDC_PERSON });
}

/** The person with this e-mail address (lower case). */
export async function findByEmail(db: Database, email: string): Promise<OidcPerson | null> {
  return db.prisma.person.findUnique({ where: { email }, select: OIDC_PERSON });
}

/** Links an OpenID Connect account to a person who has none. False when there is one already. */
export async function linkSubject(db: Database, id: string, oidcSubject: string): Promise<boolean> {
  const { count } = await db.prisma.person.updateMany({
    where: { id, oidcSubject: null },
    data: { oidcSubject },
  });
  return count > 0;
}
