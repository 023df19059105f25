import { cookies, headers } from "next/headers";
import type { PersonActor } from "./actor";
import { personOfCookies } from "./authenticate";
import { accessConfiguration } from "./configuration";
import { PASSWORD_PROVIDER, postToNextAuth } from "./next-auth";
import { SESSION_SECONDS, sessionCookieName, sessionCookieOptions } from "./session-cookie";

/**
 * For a form action: signs in by e-mail and password and sets the session cookie. Null when they do not match, or
 * signing in is locked.
 */
export async function signInHere(email: string, password: string): Promise<PersonActor | null> {
  const configuration = accessConfiguration();
  const answer = await postToNextAuth({
    path: ["callback", PASSWORD_PROVIDER],
    body: { email, password },
    headers: await headers(),
  });
  const name = sessionCookieName(configuration);
  const pair = answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0] ?? "")
    .find((cookie) => cookie.startsWith(`${name}=`) && cookie !== `${name}=`);
  if (pair === undefined) return null;
  const value = pair.slice(name.length + 1);
  (await cookies()).set(name, value, { ...sessionCookieOptions(configuration), maxAge: SESSION_SECONDS });
  return personOfCookies(pair);
}
