import { decode, encode } from "next-auth/jwt";
import type { AccessConfiguration } from "./configuration";

/** How long a sign-in lasts, in seconds. */
export const SESSION_SECONDS = 14 * 24 * 3600;

/** Whether cookies may travel over https only: as soon as people reach Baton by https. */
export function usesSecureCookies({ publicUrl }: AccessConfiguration): boolean {
  return publicUrl?.startsWith("https://") ?? false;
}

/** The name of the session cookie. `__Host-` makes the browser hold it to https, this host, and the path `/`. */
export function sessionCookieName(configuration: AccessConfiguration): string {
  return usesSecureCookies(configuration) ? "__Host-baton.session" : "baton.session";
}

/** How the session cookie is set: out of reach of scripts, not sent along by other sites' forms. */
export function sessionCookieOptions(configuration: AccessConfiguration) {
  return { httpOnly: true, sameSite: "lax", path: "/", secure: usesSecureCookies(configuration) } as const;
}

/** The cookie's value: an encrypted token that carries the id of the session and nothing else. */
export async function sealSessionId(sessionId: string, configuration: AccessConfiguration): Promise<string> {
  return encode({ token: { sid: sessionId }, secret: configuration.secret, maxAge: SESSION_SECONDS });
}

/** The id of the session in a cookie's value; null when it was not made with our secret or is too old. */
export async function openSessionId(
  value: string,
  configuration: AccessConfiguration,
): Promise<string | null> {
  try {
    const token = await decode({ token: value, secret: configuration.secret });
    return typeof token?.sid === "string" ? token.sid : null;
  } catch {
    return null;
  }
}

/** The value of one cookie in a `Cookie` header; null when it is not there. */
export function cookieValue(header: string | null, name: string): string | null {
  for (const pair of header?.split(";") ?? []) {
    const at = pair.indexOf("=");
    if (at > 0 && pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return null;
}
