import type { BrowserContext } from "@playwright/test";
import type { AccessConfiguration } from "@/lib/access/configuration";
import { sealSessionId, sessionCookieName, sessionCookieOptions } from "@/lib/access/session-cookie";

/** The secret of every Baton that these tests start. */
export const SECRET = "a secret for the sessions of the end-to-end tests";

/** How those who are signed in are recognised by every Baton that these tests start. */
export const CONFIGURATION: AccessConfiguration = { secret: SECRET, publicUrl: undefined, oidc: null };

/** Gives a browser the cookie of a session, as signing in does. It holds for every port of this machine. */
export async function giveSession(context: BrowserContext, sessionId: string): Promise<void> {
  const value = await sealSessionId(sessionId, CONFIGURATION);
  const { path, httpOnly, secure } = sessionCookieOptions(CONFIGURATION);
  await context.addCookies([
    {
      name: sessionCookieName(CONFIGURATION),
      value,
      domain: "localhost",
      path,
      httpOnly,
      secure,
      sameSite: "Lax",
    },
  ]);
}
