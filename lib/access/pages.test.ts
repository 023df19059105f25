import { describe, expect, it } from "vitest";
import type { PersonActor } from "./actor";
import { landingPage, pageAction } from "./pages";
import type { Role } from "./permissions";

const person = (role: Role): PersonActor => ({
  kind: "person",
  id: "",
  name: "",
  email: "",
  role,
  agents: [],
});

describe("pages", () => {
  it.each([
    ["/", "view_reports"],
    ["/conversations/genesys/c%2F1", "view_conversations"],
    ["/settings/people/7", "manage_people"],
    ["/settings/account", "manage_own_account"],
    ["/sign-in", "public"],
    ["/settings/people/", null],
    ["/settings/people/7/8", null],
    ["/nowhere", null],
  ])("%s takes %s", (path, action) => {
    expect(pageAction(path)).toBe(action);
  });

  it.each([
    ["agent", "/", "/rate"],
    ["agent", "/settings", "/settings"],
    ["manager", "/", "/"],
    ["manager", "/sign-in?next=/", "/"],
    ["administrator", "/first-run", "/"],
    ["designer", "/conversations?week=2026-W46", "/conversations?week=2026-W46"],
  ] as const)("signing in leads a person who is %s and wanted %s to %s", (role, wanted, page) => {
    expect(landingPage(person(role), wanted)).toBe(page);
  });
});
