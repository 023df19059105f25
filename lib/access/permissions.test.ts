import { describe, expect, it } from "vitest";
import { Role as StoredRole } from "@/lib/store/generated/enums";
import type { Actor } from "./actor";
import { ACTIONS, type Action, may, ROLES, refusal, requirePermission, type SCOPES } from "./permissions";

const person = (role: (typeof ROLES)[number]): Actor => ({
  kind: "person",
  id: role,
  name: role,
  email: `${role}@example.org`,
  role,
  agents: [],
});
const key = (...scopes: (typeof SCOPES)[number][]): Actor => ({ kind: "key", id: "k", name: "k", scopes });

const allowed = (actor: Actor): Action[] => ACTIONS.filter((action) => may(actor, action));

describe("the permission table", () => {
  it("gives agents their own work and no reports", () => {
    expect(allowed(person("agent"))).toEqual([
      "view_conversations",
      "view_definitions",
      "rate",
      "manage_own_account",
    ]);
  });

  it("gives designers and managers all analytics and nothing of the administration", () => {
    expect(allowed(person("designer"))).toEqual([
      "view_reports",
      "view_conversations",
      "view_definitions",
      "annotate",
      "edit_reason_map",
      "reject_findings",
      "edit_phrase_lists",
      "save_views",
      "receive_mails",
      "read_api",
      "manage_own_account",
    ]);
    expect(allowed(person("manager"))).toEqual([
      "view_reports",
      "view_conversations",
      "view_definitions",
      "annotate",
      "edit_reason_map",
      "reject_findings",
      "edit_phrase_lists",
      "save_views",
      "set_targets",
      "manage_actions",
      "comment",
      "freeze_reviews",
      "receive_mails",
      "manage_notifications",
      "read_api",
      "manage_own_account",
    ]);
  });

  it("gives administrators everything but rating and what only programs do", () => {
    expect(allowed(person("administrator"))).toEqual(
      ACTIONS.filter((action) => action !== "rate" && action !== "make_embed_links"),
    );
  });

  it("gives keys what their scopes say and nothing else", () => {
    expect(allowed(key())).toEqual([]);
    expect(allowed(key("embed"))).toEqual(["make_embed_links"]);
    expect(allowed(key("ingest"))).toEqual(["ingest", "view_import", "view_refused_input"]);
    expect(allowed(key("read"))).toEqual([
      "view_reports",
      "view_conversations",
      "view_definitions",
      "read_api",
    ]);
    expect(allowed(key("ingest", "read"))).toHaveLength(7);
  });

  it("throws the sentence of the table", () => {
    expect(() => requirePermission(person("manager"), "manage_people")).toThrow(
      expect.objectContaining({
        code: "forbidden",
        status: 403,
        detail: "Only administrators manage people and their roles. You are signed in as a manager.",
      }),
    );
    expect(refusal(key("read"), "manage_people")).toBe(
      "Only administrators manage people and their roles. No API key may do this.",
    );
    expect(refusal(key(), "ingest")).toBe(
      "This takes an API key with the scope ingest. This key has no scope.",
    );
  });

  it("knows the roles that the database knows", () => {
    expect(Object.keys(StoredRole)).toEqual([...ROLES]);
  });
});
