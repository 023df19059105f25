import type { Clock } from "@/lib/domain/clock";
import type { Database } from "@/lib/store/database";
import {
  beginAttempt,
  clearAttempts,
  findByEmail,
  findBySubject,
  insertPerson,
  linkSubject,
} from "@/lib/store/people";
import type { OidcConfiguration } from "./configuration";
import { LOCK_POLICY } from "./lock-policy";
import { passwordMatches } from "./password";
import { dateOf, systemClock } from "./system-clock";

/** An e-mail address as Baton keeps it: without spaces around it, in lower case. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}

/**
 * The id of the person with this e-mail address and password; null otherwise. An unknown address, a wrong password,
 * a locked or deactivated person and one without a password all give the same answer after the same work.
 */
export async function signInByPassword(
  db: Database,
  given: { readonly email: string; readonly password: string },
  clock: Clock = systemClock,
): Promise<string | null> {
  const attempt = await beginAttempt(db, normalEmail(given.email), dateOf(clock), LOCK_POLICY);
  if (!(await passwordMatches(attempt?.passwordHash ?? null, given.password)) || !attempt) return null;
  await clearAttempts(db, attempt.id);
  return attempt.id;
}

/** What an OpenID Connect provider says about who signed in there. */
export interface OidcAccount {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly name: string | null;
}

/** Why somebody with an OpenID Connect account does not get in; /sign-in has the sentence. */
export type OidcRefusal = "oidc_unverified" | "oidc_unknown" | "oidc_conflict" | "deactivated";

/**
 * The person of an OpenID Connect account, found by issuer and subject. At the first sign-in the account is linked
 * to the person with the same e-mail address, who must have no other account yet; where nobody has the address, an
 * agent is made if the configuration says so. Both only when the provider has verified the address: otherwise
 * whoever types somebody else's address at the provider would be let in as them.
 */
export async function signInByOidc(
  db: Database,
  account: OidcAccount,
  configuration: OidcConfiguration,
  clock: Clock = systemClock,
): Promise<{ readonly personId: string } | { readonly refused: OidcRefusal }> {
  const subject = oidcSubject(account);
  const known = await findBySubject(db, subject);
  if (known) return known.deactivatedAt ? { refused: "deactivated" } : { personId: known.id };

  if (!account.email || !account.emailVerified) return { refused: "oidc_unverified" };
  const email = normalEmail(account.email);
  const person = await findByEmail(db, email);
  if (person) {
    if (person.deactivatedAt) return { refused: "deactivated" };
    const linked = await linkSubject(db, person.id, subject);
    return linked ? { personId: person.id } : { refused: "oidc_conflict" };
  }

  if (!configuration.createsPeople) return { refused: "oidc_unknown" };
  const name = account.name?.trim() || email;
  const id = await insertPerson(db.pool, {
    email,
    name,
    role: "agent",
    oidcSubject: subject,
    createdAt: dateOf(clock),
  });
  return id === null ? { refused: "oidc_conflict" } : { personId: id };
}

/** How an OpenID Connect account is kept: a subject is unique only with its issuer. */
export function oidcSubject({ issuer, subject }: Pick<OidcAccount, "issuer" | "subject">): string {
  return `${issuer} ${subject}`;
}
