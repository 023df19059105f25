import { expect, it } from "vitest";
import { DEMO_USERS } from "./demo-users";
import { AGENTS } from "./people";

it("has one person of each role, and the agent is one of the records' agents", () => {
  expect(DEMO_USERS.map((user) => user.role).sort()).toEqual([
    "administrator",
    "agent",
    "designer",
    "manager",
  ]);
  expect(DEMO_USERS.every((user) => user.email.endsWith("@demo.example") && user.password.length >= 12)).toBe(
    true,
  );
  const linked = DEMO_USERS.flatMap((user) => (user.agent === null ? [] : [user.agent.agentId]));
  expect(linked).toHaveLength(1);
  expect(AGENTS.some((agent) => agent.id === linked[0])).toBe(true);
});
