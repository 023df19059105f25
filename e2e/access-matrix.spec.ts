import { readdirSync } from "node:fs";
import { dirname } from "node:path";
import { type APIResponse, expect, request, test } from "@playwright/test";
import type { Actor } from "@/lib/access/actor";
import { createApiKey, revokeApiKey } from "@/lib/access/api-keys";
import { PAGES } from "@/lib/access/pages";
import { type Action, may, ROLES, type Role, type Scope } from "@/lib/access/permissions";
import { ROUTES } from "@/lib/http/routes";
import { freePort, type OwnServer, startOwnServer } from "./own-server";

/** What app/ serves beside pages and the API; each has tests of its own in access.spec.ts. */
const OTHER_ROUTES = ["/api/auth/[...nextauth]", "/sign-in/oidc", "/sign-out"];

/** Stands for any id in an address; what it leads to need not exist. */
const SAMPLE = "00000000-0000-4000-8000-000000000000";

/** The addresses below app/ whose folder has the file, without the names of groups. */
function addresses(file: string): string[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((path) => path === file || path.endsWith(`/${file}`))
    .map((path) => `/${dirname(path)}`.replace(/\/\([^)]+\)/g, "").replace(/\/\.$/, "/") || "/")
    .sort();
}

/** Somebody who sends requests: a role, a key with scopes, or nobody. */
interface Visitor {
  readonly name: string;
  /** Null = nobody is recognised. */
  readonly actor: Actor | null;
  readonly headers: { readonly [name: string]: string };
}

let baton: OwnServer;
let people: Visitor[];
let programs: Visitor[];
const nobody: Visitor = { name: "nobody", actor: null, headers: {} };

test.beforeAll(async () => {
  baton = await startOwnServer(await freePort());
  people = await Promise.all(ROLES.map(personVisitor));
  programs = await Promise.all([
    programVisitor(["ingest"]),
    programVisitor(["read"]),
    programVisitor(["embed"]),
    programVisitor(["ingest", "read"]),
    revokedVisitor(),
  ]);
});
test.afterAll(() => baton?.close());

async function personVisitor(role: Role): Promise<Visitor> {
  const id = await baton.person(role, role);
  const actor: Actor = { kind: "person", id, name: role, email: "", role, agents: [] };
  return { name: role, actor, headers: { Cookie: await baton.cookie(id), Origin: baton.url } };
}

async function programVisitor(scopes: Scope[]): Promise<Visitor> {
  const { key, stored } = await createApiKey(baton.database, { name: scopes.join(), scopes });
  const actor: Actor = { kind: "key", id: stored.id, name: stored.name, scopes };
  return { name: `key ${scopes.join()}`, actor, headers: { Authorization: `Bearer ${key}` } };
}

async function revokedVisitor(): Promise<Visitor> {
  const { key, stored } = await createApiKey(baton.database, { name: "revoked", scopes: ["ingest", "read"] });
  await revokeApiKey(baton.database, stored.id);
  return { name: "revoked key", actor: null, headers: { Authorization: `Bearer ${key}` } };
}

/** Sends a request as somebody, without following redirects. */
async function ask(visitor: Visitor, method: string, path: string): Promise<APIResponse> {
  const context = await request.newContext({ baseURL: baton.url, extraHTTPHeaders: visitor.headers });
  return context.fetch(path, { method, maxRedirects: 0 });
}

test("every page and route of app/ is in this test", () => {
  expect(Object.keys(PAGES).sort()).toEqual(addresses("page.tsx"));
  const served = ROUTES.map((route) => route.path.replace(/\{([^}]+)\}/g, "[$1]"));
  expect([...new Set([...served, ...OTHER_ROUTES])].sort()).toEqual(addresses("route.ts"));
});

for (const [page, action] of Object.entries(PAGES)) {
  const path = page.replace(/\[[^\]]+\]/g, SAMPLE);

  test(`page ${page}: ${action}`, async () => {
    const signedOut = await ask(nobody, "GET", path);
    if (action === "public") {
      expect(signedOut.status(), "nobody").not.toBe(403);
      return;
    }
    expect(signedOut.status(), "nobody").toBe(307);
    expect(signedOut.headers().location).toBe(`/sign-in?next=${encodeURIComponent(path)}`);
    for (const visitor of people) {
      const response = await ask(visitor, "GET", path);
      const outcome = `${visitor.name} got ${response.status()}`;
      if (!allowed(visitor, action)) expect(response.status(), outcome).toBe(403);
      else expect(page.includes("[") ? [200, 404] : [200], outcome).toContain(response.status());
    }
  });
}

for (const route of ROUTES) {
  const path = route.path.replace(/\{[^}]+\}/g, SAMPLE);

  test(`route ${route.method} ${route.path}: ${route.action}`, async () => {
    for (const visitor of [nobody, ...people, ...programs]) {
      const response = await ask(visitor, route.method, path);
      const outcome = `${visitor.name} got ${response.status()}`;
      if (route.action === "public" || allowed(visitor, route.action)) {
        expect([401, 403], outcome).not.toContain(response.status());
        expect(response.status(), outcome).toBeLessThan(500);
      } else {
        expect(response.status(), outcome).toBe(visitor.actor ? 403 : 401);
        expect(response.headers()["content-type"], outcome).toBe("application/problem+json");
      }
    }
  });

  if (route.method !== "GET" && route.action !== "public") {
    test(`route ${route.method} ${route.path}: another site's form is refused`, async () => {
      for (const visitor of people) {
        for (const Origin of ["", "null", "https://evil.example"]) {
          const { Cookie = "" } = visitor.headers;
          const headers = Origin === "" ? { Cookie } : { Cookie, Origin };
          const response = await ask({ ...visitor, headers }, route.method, path);
          expect(await response.json()).toMatchObject({ status: 403, code: "origin_refused" });
        }
      }
    });
  }
}

function allowed(visitor: Visitor, action: Action): boolean {
  return visitor.actor !== null && may(visitor.actor, action);
}

for (const path of ["/sign-out", "/sign-in/oidc", "/api/auth/signin/oidc", "/api/auth/callback/password"]) {
  test(`${path} takes forms of Baton's own pages only`, async () => {
    for (const headers of [{ Origin: "https://evil.example" }, {}]) {
      const response = await ask({ ...nobody, headers }, "POST", path);
      expect(await response.json()).toMatchObject({ status: 403, code: "origin_refused" });
    }
  });
}

test("next-auth answers what signing in takes and nothing else", async () => {
  for (const [method, path] of [
    ["GET", "session"],
    ["POST", "session"],
    ["POST", "_log"],
    ["GET", "providers"],
  ] as const) {
    const response = await ask({ ...nobody, headers: { Origin: baton.url } }, method, `/api/auth/${path}`);
    expect(response.status(), `${method} ${path}`).toBe(404);
  }
});

test.describe("a form that somebody else sends", () => {
  const addPerson = { name: "Mallory", email: "mallory@example.org", role: "administrator" };

  /** The hidden fields of the form on the page that has the button. */
  async function formFields(button: string): Promise<{ [name: string]: string }> {
    const admin = people.find((visitor) => visitor.name === "administrator") ?? nobody;
    const html = await (await ask(admin, "GET", "/settings")).text();
    const form = html.split("<form").find((part) => part.includes(`>${button}<`)) ?? "";
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)];
    return Object.fromEntries(
      hidden.map(([, name = "", value = ""]) => [name, value.replace(/&quot;/g, '"').replace(/&amp;/g, "&")]),
    );
  }
  async function send(visitor: Visitor, Origin: string): Promise<void> {
    const multipart = { ...(await formFields("Add person")), ...addPerson };
    expect(Object.keys(multipart).some((name) => name.startsWith("$ACTION"))).toBe(true);
    const headers = { Cookie: visitor.headers.Cookie ?? "", Origin };
    const context = await request.newContext({ baseURL: baton.url, extraHTTPHeaders: headers });
    await context.post("/settings", { multipart, maxRedirects: 0 });
  }
  async function wasAdded(): Promise<boolean> {
    const { rowCount } = await baton.database.pool.query("DELETE FROM person WHERE email = $1", [
      addPerson.email,
    ]);
    return rowCount === 1;
  }

  test("changes nothing without the permission, or from another site", async () => {
    for (const visitor of [nobody, ...people]) {
      await send(visitor, baton.url);
      expect(await wasAdded(), visitor.name).toBe(visitor.name === "administrator");
      await send(visitor, "https://evil.example");
      expect(await wasAdded(), `${visitor.name} from another site`).toBe(false);
    }
  });
});
