import { expect, it } from "vitest";
import { ownPath } from "./own-path";

it.each([
  ["/conversations?week=2026-W46&channel=web_chat", "/conversations?week=2026-W46&channel=web_chat"],
  ["conversations", "/conversations"],
  ["https://baton.example/data", "/data"],
  ["", "/"],
  [null, "/"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["/\t/evil.example", "/"],
  ["https://evil.example/", "/"],
  ["https://baton.example.evil.example/", "/"],
  ["https://baton.example//evil.example", "/"],
  ["https://baton.example@evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["/.//evil.example", "/"],
  ["/api/auth/signout", "/"],
])("after signing in with next=%s the way leads to %s", (wanted, path) => {
  expect(ownPath(wanted, "https://baton.example")).toBe(path);
});
