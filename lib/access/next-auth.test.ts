import { decode } from "next-auth/jwt";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type IdentityProvider, startIdentityProvider } from "@/e2e/identity-provider";
import { createTestDatabase, type TestDatabase } from "@/lib/store/test-database";
import { authenticate, personOfCookies } from "./authenticate";
import type { AccessConfiguration } from "./configuration";
import { type AuthAnswer, postToNextAuth, runNextAuth } from "./next-auth";
import { registerPerson } from "./people";
import { sealSessionId } from "./session-cookie";
import { beginSession } from "./sessions";

const BATON = "http://baton.example:3000";
const PASSWORD = "correct horse battery";
const SECRET = "a secret of the session cookies, for tests only";

let db: TestDatabase;
let provider: IdentityProvider;
let configuration: AccessConfiguration;
let adaId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  const person = (email: string, email_verified = true) => ({ email, email_verified, name: "Somebody New" });
  provider = await startIdentityProvider({
    redirectUri: `${BATON}/api/auth/callback/oidc`,
    people: {
      ada: person("Ada@example.org"),
      unverified: person("ada@example.org", false),
      stranger: person("stranger@example.org"),
    },
  });
  const { issuer, clientId, clientSecret } = provider;
  configuration = {
    secret: SECRET,
    publicUrl: BATON,
    oidc: { issuer, clientId, clientSecret, name: "Example", createsPeople: false },
  };
  adaId = await registerPerson(db, {
    name: "Ada",
    email: "ada@example.org",
    role: "designer",
    password: PASSWORD,
  });
});
afterAll(async () => {
  await db.close();
  await provider.close();
});

const host = () => new Headers({ host: "baton.example:3000" });
const byPassword = (password: string, to = configuration) =>
  postToNextAuth(
    { path: ["callback", "password"], body: { email: "ada@example.org", password }, headers: host() },
    db,
    to,
  );

/** The cookie in an answer whose name ends in `name`. */
function setCookie(answer: AuthAnswer, name: string): string | undefined {
  return answer.headers.getSetCookie().find((cookie) => cookie.split("=")[0]?.endsWith(name));
}
const pair = (cookie: string | undefined) => cookie?.split(";")[0] ?? "";

describe("signing in by password through next-auth", () => {
  it("sets a cookie that scripts and other sites cannot use, and that carries a session id only", async () => {
    const answer = await byPassword(PASSWORD);
    const cookie = setCookie(answer, "baton.session") ?? "";
    expect(cookie).toMatch(/^baton\.session=[\w.-]+; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
    const token = await decode({ token: pair(cookie).slice("baton.session=".length), secret: SECRET });
    expect(Object.keys(token ?? {}).sort()).toEqual(["exp", "iat", "jti", "sid"]);
    expect(await personOfCookies(`theme=dark; ${pair(cookie)}`, db, configuration)).toMatchObject({
      id: adaId,
      role: "designer",
    });
  });

  it("uses secure cookies, bound to the host, where people reach Baton by https", async () => {
    const answer = await byPassword(PASSWORD, { ...configuration, publicUrl: "https://baton.example" });
    expect(setCookie(answer, "baton.session")).toMatch(/^__Host-baton\.session=.+; Path=\/;.+; Secure;/);
  });

  it("sets none for a wrong password", async () => {
    const answer = await byPassword("wrong wrong wrong");
    expect(setCookie(answer, "baton.session")).toBeUndefined();
  });

  it("asks for the CSRF token of next-auth from whoever comes directly", async () => {
    const body = { email: "ada@example.org", password: PASSWORD, csrfToken: "made up" };
    const answer = await runNextAuth(
      { method: "POST", path: ["callback", "password"], body, headers: host() },
      db,
      configuration,
    );
    expect(setCookie(answer, "baton.session")).toBeUndefined();
  });

  it("ends the session in the database when signing out", async () => {
    const cookie = pair(setCookie(await byPassword(PASSWORD), "baton.session"));
    const headers = new Headers({ host: "baton.example:3000", cookie });
    const answer = await postToNextAuth({ path: ["signout"], headers }, db, configuration);
    expect(setCookie(answer, "baton.session")).toMatch(
      /^baton\.session=;.*(Max-Age=0|Expires=Thu, 01 Jan 1970)/,
    );
    expect(await personOfCookies(cookie, db, configuration)).toBeNull();
  });
});

describe("whose request it is", () => {
  const post = (headers: HeadersInit) =>
    authenticate(new Request(`${BATON}/api/v1/x`, { method: "POST", headers }), db, configuration);

  it("is told by the session cookie, for changes only from Baton's own pages", async () => {
    const cookie = `baton.session=${await sealSessionId(await beginSession(db, adaId), configuration)}`;
    expect(await post({ cookie, origin: BATON })).toMatchObject({ kind: "person", id: adaId });
    await expect(post({ cookie })).rejects.toMatchObject({ code: "origin_refused" });
    await expect(post({ cookie, origin: "https://evil.example" })).rejects.toMatchObject({
      code: "origin_refused",
    });
  });

  it("is nobody's with a forged, foreign or missing cookie", async () => {
    const id = await beginSession(db, adaId);
    const foreign = await sealSessionId(id, { ...configuration, secret: "another secret of other cookies" });
    for (const cookie of ["", "baton.session=", `baton.session=${id}`, `baton.session=${foreign}`]) {
      await expect(post({ cookie, origin: BATON })).rejects.toMatchObject({ code: "unauthenticated" });
    }
    const unknown = await sealSessionId("no-such-session", configuration);
    await expect(post({ cookie: `baton.session=${unknown}`, origin: BATON })).rejects.toMatchObject({
      code: "unauthenticated",
    });
  });

  it("is not told by the cookie when a wrong key is sent along", async () => {
    const cookie = `baton.session=${await sealSessionId(await beginSession(db, adaId), configuration)}`;
    const wrong = post({ cookie, origin: BATON, authorization: "Bearer baton_made_up" });
    await expect(wrong).rejects.toMatchObject({ code: "invalid_key", status: 401 });
  });
});

/** A browser that has cookies and follows redirects; what is for Baton goes to next-auth. */
class Browser {
  readonly #jars = new Map<string, Map<string, string>>();

  cookies(url: string): Map<string, string> {
    const { hostname } = new URL(url);
    const jar = this.#jars.get(hostname) ?? new Map<string, string>();
    this.#jars.set(hostname, jar);
    return jar;
  }
  keep(url: string, headers: Headers): void {
    for (const cookie of headers.getSetCookie()) {
      const [name = "", value = ""] = pair(cookie).split(/=(.*)/);
      if (value === "") this.cookies(url).delete(name);
      else this.cookies(url).set(name, value);
    }
  }
  header(url: string): string {
    return [...this.cookies(url)].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** Presses "Sign in with …" and answers the provider's address that it leads to. */
  async start(): Promise<string> {
    const headers = host();
    headers.set("cookie", this.header(BATON));
    const body = { callbackUrl: "/sign-in?next=%2Fconversations" };
    const answer = await postToNextAuth({ path: ["signin", "oidc"], body, headers }, db, configuration);
    this.keep(BATON, answer.headers);
    return answer.headers.get("location") ?? "";
  }

  /** Signs in at the provider and answers the address back at Baton. */
  async logIn(address: string, login: string): Promise<string> {
    let url = address;
    let form: URLSearchParams | undefined;
    for (let steps = 0; steps < 20 && !url.startsWith(BATON); steps += 1) {
      const response = await fetch(url, {
        redirect: "manual",
        headers: { cookie: this.header(url) },
        ...(form ? { method: "POST", body: form } : {}),
      });
      this.keep(url, response.headers);
      form = undefined;
      const location = response.headers.get("location");
      if (location) {
        url = new URL(location, url).href;
        continue;
      }
      const html = await response.text();
      const prompt = /name="prompt" value="(\w+)"/.exec(html)?.[1];
      const action = /action="([^"]+)"/.exec(html)?.[1];
      if (!prompt || !action)
        throw new Error(`The provider answered ${response.status}: ${html.slice(0, 500)}`);
      url = new URL(action, url).href;
      form = new URLSearchParams({ prompt, login, password: "any" });
    }
    return url;
  }

  /** Comes back to Baton. */
  async arrive(address: string): Promise<AuthAnswer> {
    const headers = host();
    headers.set("cookie", this.header(BATON));
    const query = Object.fromEntries(new URL(address).searchParams);
    const answer = await runNextAuth(
      { method: "GET", path: ["callback", "oidc"], query, headers },
      db,
      configuration,
    );
    this.keep(BATON, answer.headers);
    return answer;
  }

  async signIn(login: string): Promise<AuthAnswer> {
    return this.arrive(await this.logIn(await this.start(), login));
  }
}

describe("signing in through a real OpenID Connect provider", () => {
  it("asks with PKCE, state and nonce, and for the e-mail address", async () => {
    const { searchParams } = new URL(await new Browser().start());
    expect(searchParams.get("code_challenge_method")).toBe("S256");
    for (const name of ["code_challenge", "state", "nonce"]) expect(searchParams.get(name)).toBeTruthy();
    expect(searchParams.get("scope")).toBe("openid email profile");
    expect(searchParams.get("redirect_uri")).toBe(`${BATON}/api/auth/callback/oidc`);
  });

  it("signs in the person with the verified address and leads on to where they wanted", async () => {
    const browser = new Browser();
    const answer = await browser.signIn("ada");
    expect(answer.headers.get("location")).toBe(`${BATON}/sign-in?next=%2Fconversations`);
    expect(await personOfCookies(browser.header(BATON), db, configuration)).toMatchObject({ id: adaId });
    const { rows } = await db.pool.query("SELECT oidc_subject FROM person WHERE id = $1", [adaId]);
    expect(rows[0].oidc_subject).toBe(`${provider.issuer} ada`);
  });

  it.each([
    ["unverified", "oidc_unverified"],
    ["stranger", "oidc_unknown"],
  ])("does not let in %s", async (login, error) => {
    const browser = new Browser();
    const answer = await browser.signIn(login);
    expect(answer.headers.get("location")).toBe(`/sign-in?error=${error}`);
    expect(await personOfCookies(browser.header(BATON), db, configuration)).toBeNull();
  });

  it("does not take what another browser brought from the provider", async () => {
    const [mine, theirs] = [new Browser(), new Browser()];
    await mine.start();
    const address = await theirs.logIn(await theirs.start(), "ada");
    const answer = await mine.arrive(address);
    expect(answer.headers.get("location")).toContain("error=OAuthCallback");
    expect(await personOfCookies(mine.header(BATON), db, configuration)).toBeNull();
  });

  it("does not lead on to another site", async () => {
    const headers = host();
    const body = { callbackUrl: "https://evil.example/" };
    const answer = await postToNextAuth({ path: ["signin", "oidc"], body, headers }, db, configuration);
    const callback = setCookie(answer, "next-auth.callback-url") ?? "";
    expect(decodeURIComponent(pair(callback))).toMatch(new RegExp(`=${BATON}/$`));
  });
});
