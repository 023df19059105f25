import type { Actor } from "./actor";
import { type Action, may } from "./permissions";

/**
 * Every page and what it takes to open it, by its folder below app/. Each page guards itself (`requirePage`); this
 * table tells the 403 page which sentence to show, and the tests of who may do what which pages there are.
 */
export const PAGES = {
  "/": "view_reports",
  "/context": "view_reports",
  "/conversations": "view_conversations",
  "/conversations/[source]/[id]": "view_conversations",
  "/data": "manage_data",
  "/data/connections": "manage_data",
  "/data/connections/[id]": "manage_data",
  "/data/connections/[id]/payloads/[payload]": "manage_data",
  "/data/connections/new": "manage_data",
  "/data/embed": "manage_data",
  "/data/import": "manage_data",
  "/data/import/[id]": "manage_data",
  "/data/imports/[id]": "manage_data",
  "/data/imports/[id]/undo": "manage_data",
  "/data/keys": "manage_data",
  "/data/quality": "manage_data",
  "/data/quality/[list]": "manage_data",
  "/data/reported": "manage_data",
  "/data/retention": "manage_settings",
  "/developers": "read_api",
  "/definitions": "view_definitions",
  "/embed/context/[token]": "public",
  "/first-run": "public",
  "/journeys": "view_reports",
  "/query-types": "view_reports",
  "/query-types/[id]": "view_reports",
  "/rate": "rate",
  "/reasons": "view_reports",
  "/reviews": "view_reports",
  "/reviews/[id]": "view_reports",
  "/reviews/actions": "view_reports",
  "/satisfaction": "view_reports",
  "/saved-views": "save_views",
  "/settings": "manage_people",
  "/settings/account": "manage_own_account",
  "/settings/notifications": "manage_notifications",
  "/settings/people/[id]": "manage_people",
  "/settings/phrases": "edit_phrase_lists",
  "/settings/targets": "view_reports",
  "/settings/targets/[metric]": "set_targets",
  "/sign-in": "public",
  "/stop-mail/[token]": "public",
} as const satisfies { readonly [page: string]: Action | "public" };

/** The address of a page as its folder says it. */
export type Page = keyof typeof PAGES;

/** What it takes to open the page at a path; null when no page is there. */
export function pageAction(path: string): Action | "public" | null {
  const steps = path.split("/");
  const page = Object.entries(PAGES).find(([pattern]) => {
    const expected = pattern.split("/");
    return (
      expected.length === steps.length &&
      expected.every((step, i) => step === steps[i] || (step.startsWith("[") && steps[i] !== ""))
    );
  });
  return page ? page[1] : null;
}

/** Where somebody begins: the weekly review, or for those without reports their own hand-offs. */
export function homePage(actor: Actor): "/" | "/rate" | "/conversations" {
  if (may(actor, "view_reports")) return "/";
  return may(actor, "rate") ? "/rate" : "/conversations";
}

/** Where signing in leads: to the page that was wanted, but to one's own first page instead of the common home. */
export function landingPage(actor: Actor, wanted: string): string {
  return wanted === "/" || /^\/(sign-in|first-run)\b/.test(wanted) ? homePage(actor) : wanted;
}
