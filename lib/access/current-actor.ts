import { headers } from "next/headers";
import { forbidden, redirect } from "next/navigation";
import { cache } from "react";
import type { PersonActor } from "./actor";
import { personOfCookies } from "./authenticate";
import { type Action, may } from "./permissions";

/** For server components: the person who is signed in, or null. Asks the database once per request. */
export const currentActor = cache(async (): Promise<PersonActor | null> => {
  return personOfCookies((await headers()).get("cookie"));
});

/** The request header in which proxy.ts notes the path and query that the browser asked for. */
export const PATH_HEADER = "x-baton-path";

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
