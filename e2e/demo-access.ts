import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "@playwright/test";
import { secretHash } from "@/lib/access/secret-hash";
import { SESSION_SECONDS } from "@/lib/access/session-cookie";
import { DEMO_USERS, type DemoRole, type DemoUser } from "@/lib/demo/demo-users";
import type { Database } from "@/lib/store/database";
import { insertSession } from "@/lib/store/sessions";
import { giveSession } from "./sessions";

/** Where the server for the tests leaves its API key (e2e/server.ts). */
export const API_KEY_FILE = path.resolve("test-results/e2e-api-key");

/** The key of the demo that the tests share; may only read. */
export async function demoApiKey(): Promise<string> {
  return (await readFile(API_KEY_FILE, "utf8")).trim();
}

/** The person of the demo that has a role. */
export function demoUser(role: DemoRole): DemoUser {
  const user = DEMO_USERS.find((one) => one.role === role);
  if (!user) throw new Error(`The demo has no ${role}.`);
  return user;
}

const sessionOf = (role: DemoRole) => `the session of the demo's ${role}`;

/** Begins a session of each person of a demo, so that {@link signIn} needs no sign-in page. */
export async function beginDemoSessions(database: Database): Promise<void> {
  const createdAt = new Date();
  const expiresAt = new Date(createdAt.getTime() + SESSION_SECONDS * 1000);
  for (const { email, role } of DEMO_USERS) {
    const { id: personId } = await database.prisma.person.findUniqueOrThrow({ where: { email } });
    await insertSession(database, { hash: secretHash(sessionOf(role)), personId, createdAt, expiresAt });
  }
}

/** Makes somebody of the demo signed in, on any demo of these tests; opens no page. */
export async function signIn(page: Page, role: DemoRole): Promise<void> {
  await giveSession(page.context(), sessionOf(role));
}
