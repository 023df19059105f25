import type { PAGES, Page } from "./pages";

/** The pages that have an address of their own, behind the sign-in. */
export type NamedPage = {
  [P in Page]: P extends `${string}[${string}` ? never : (typeof PAGES)[P] extends "public" ? never : P;
}[Page];

/** What every page is called where it is looked for. A page without a name does not compile. */
export const PAGE_NAMES: { readonly [P in NamedPage]: string } = {
  "/": "Weekly review",
  "/query-types": "Query types",
  "/reasons": "Reasons",
  "/journeys": "Journeys",
  "/context": "Context",
  "/satisfaction": "Satisfaction",
  "/conversations": "Conversations",
  "/rate": "Rate hand-offs",
  "/definitions": "Definitions",
  "/developers": "For programmers",
  "/reviews": "Closed weeks",
  "/reviews/actions": "All actions",
  "/saved-views": "Saved views",
  "/settings/phrases": "Phrases",
  "/settings/targets": "Targets",
  "/settings/notifications": "Digest and alerts",
  "/data": "Data and imports",
  "/data/connections": "Connections",
  "/data/connections/new": "Add a connection",
  "/data/embed": "Panel for the desktop",
  "/data/import": "Import files",
  "/data/keys": "API keys",
  "/data/quality": "Data quality",
  "/data/reported": "Compared with the platform",
  "/data/retention": "Retention and erasure",
  "/settings": "Settings and people",
  "/settings/account": "Account",
};
