import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "@/lib/domain/app-error";
import type { PersonActor } from "./actor";
import { personOfCookies } from "./authenticate";
import { accessConfiguration } from "./configuration";
import { PATH_HEADER } from "./path-header";
import { type Action, may, requirePermission } from "./permissions";
import { requireSameOrigin } from "./same-origin";
import { cookieValue, openSessionId, sessionCookieName } from "./session-cookie";

/** For server components: the person who is signed in, or null. Asks the database once per request. */
export const currentActor = cache(async (): Promise<PersonActor | null> => {
  return personOfCookies((await headers()).get("cookie"));
});

/**
 * The guard at the top of every page: answers with the person who may do `action`. Whoever is not signed in is sent
 * to /sign-in and comes back afterwards; whoever may not gets the 403 page (app/forbidden.tsx).
 *
 * Call it in the page, never only in a layout: layouts are not run again when somebody moves between pages.
 */
export async function requirePage(action: Action): Promise<PersonActor> {
  const actor = await currentActor();
  if (!actor) {
    const path = (await headers()).get(PATH_HEADER) ?? "/";
    redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  }
  if (!may(actor, action)) forbidden();
  return actor;
}

/**
 * The guard at the top of every form action: as {@link requirePage}, but it throws, and it refuses forms that another
 * site sends.
 *
 * @throws AppError `origin_refused`, `unauthenticated` or `forbidden`
 */
export async function requireForm(action: Action): Promise<PersonActor> {
  await requireOwnForm();
  const actor = await currentActor();
  if (!actor) throw new AppError("unauthenticated", "You are not signed in any more. Sign in again.");
  requirePermission(actor, action);
  return actor;
}

/** Refuses a form that another site sends; for forms that need no signing in. @throws AppError `origin_refused` */
export async function requireOwnForm(): Promise<void> {
  requireSameOrigin("POST", await headers(), accessConfiguration().publicUrl);
}

/** The id of the session of the browser that asks; null when there is none. */
export async function currentSessionId(): Promise<string | null> {
  const configuration = accessConfiguration();
  const value = cookieValue((await headers()).get("cookie"), sessionCookieName(configuration));
  return value === null ? null : openSessionId(value, configuration);
}
