import type { IncomingHttpHeaders } from "node:http";
import type { NextApiRequest, NextApiResponse } from "next";
import type { AuthOptions, CookieOption, LoggerInstance } from "next-auth";
import * as nextAuthModule from "next-auth";
import type { OAuthConfig } from "next-auth/providers/oauth";
import { type Database, database } from "@/lib/store/database";
import { findBySubject } from "@/lib/store/people";
import { type AccessConfiguration, accessConfiguration, type OidcConfiguration } from "./configuration";
import { ownPath } from "./own-path";
import {
  SESSION_SECONDS,
  sessionCookieName,
  sessionCookieOptions,
  usesSecureCookies,
} from "./session-cookie";
import { beginSession, endSession } from "./sessions";
import { oidcSubject, signInByOidc, signInByPassword } from "./sign-in";

/** The names under which next-auth knows the two ways in; part of addresses (`/api/auth/callback/oidc`). */
export const PASSWORD_PROVIDER = "password";
export const OIDC_PROVIDER = "oidc";

/** A request to next-auth: what /api/auth/… is asked for, or a page of ours on behalf of its form. */
export interface AuthRequest {
  readonly method: "GET" | "POST";
  /** The steps after /api/auth: `["callback", "oidc"]`. */
  readonly path: readonly string[];
  readonly query?: { readonly [name: string]: string };
  readonly body?: { readonly [name: string]: string };
  /** The browser's headers: cookies, and the host that was asked. */
  readonly headers: Headers;
}

/** The answer of next-auth; `Location` and `Set-Cookie` are among the headers. */
export interface AuthAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

/**
 * Runs next-auth for one request. It is called through its plain request/response interface with values made here,
 * not through its App Router entry, so that routes and form actions share one way and nothing depends on what Next.js
 * does to `cookies()`.
 */
export async function runNextAuth(
  request: AuthRequest,
  db: Database = database(),
  configuration: AccessConfiguration = accessConfiguration(),
): Promise<AuthAnswer> {
  // Together with the forwarded headers below this tells next-auth where it is, per request; it knows no other way.
  process.env.AUTH_TRUST_HOST = "true";
  const publicUrl = new URL(
    configuration.publicUrl ?? `http://${request.headers.get("host") ?? "localhost"}`,
  );
  const headers: IncomingHttpHeaders = {
    "x-forwarded-host": publicUrl.host,
    "x-forwarded-proto": publicUrl.protocol.slice(0, -1),
  };
  const answer = new CollectedAnswer();
  const incoming = {
    method: request.method,
    query: { ...request.query, nextauth: [...request.path] },
    body: request.body ?? {},
    cookies: cookiesOf(request.headers.get("cookie")),
    headers,
  };
  // The interface of the Pages Router is the plain one: an object with these five parts, and one that collects.
  await nextAuth(
    incoming as unknown as NextApiRequest,
    answer as unknown as NextApiResponse,
    nextAuthOptions(db, configuration),
  );
  return { status: answer.statusCode, headers: answer.headers, body: answer.body };
}

/**
 * Runs a state-changing request of next-auth for a form of ours, whose Origin was checked: fetches the CSRF token
 * that next-auth wants to see twice and sends it along.
 */
export async function postToNextAuth(
  request: Omit<AuthRequest, "method">,
  db: Database = database(),
  configuration: AccessConfiguration = accessConfiguration(),
): Promise<AuthAnswer> {
  const token = await runNextAuth(
    { method: "GET", path: ["csrf"], headers: new Headers({ host: request.headers.get("host") ?? "" }) },
    db,
    configuration,
  );
  const csrfToken = (token.body as { csrfToken: string }).csrfToken;
  const csrfCookies = token.headers.getSetCookie().map((cookie) => cookie.split(";")[0] ?? "");
  const headers = new Headers(request.headers);
  // The last of two cookies with one name counts: an older CSRF token of the browser's own must not.
  headers.set("cookie", [request.headers.get("cookie") ?? "", ...csrfCookies].filter(Boolean).join("; "));
  const body = { ...request.body, csrfToken };
  return runNextAuth({ ...request, method: "POST", body, headers }, db, configuration);
}

/** How Baton uses next-auth. The token in the cookie carries a session id and nothing else. */
export function nextAuthOptions(db: Database, configuration: AccessConfiguration): AuthOptions {
  const sessionToken: CookieOption = {
    name: sessionCookieName(configuration),
    options: sessionCookieOptions(configuration),
  };
  return {
    secret: configuration.secret,
    useSecureCookies: usesSecureCookies(configuration),
    cookies: { sessionToken },
    session: { strategy: "jwt", maxAge: SESSION_SECONDS },
    pages: { signIn: "/sign-in", signOut: "/sign-in", error: "/sign-in" },
    logger: LOGGER,
    providers: [
      {
        id: PASSWORD_PROVIDER,
        name: "E-mail and password",
        type: "credentials",
        credentials: { email: {}, password: {} },
        async authorize(given) {
          const { email = "", password = "" } = given ?? {};
          const id = await signInByPassword(db, { email, password });
          return id === null ? null : { id };
        },
      },
      ...(configuration.oidc ? [oidcProvider(configuration.oidc)] : []),
    ],
    callbacks: {
      async signIn({ account, profile }) {
        if (account?.provider !== OIDC_PROVIDER || !configuration.oidc) return true;
        const outcome = await signInByOidc(db, oidcAccount(profile as OidcClaims), configuration.oidc);
        return "refused" in outcome ? `/sign-in?error=${outcome.refused}` : true;
      },
      async jwt({ token, user, account }) {
        if (!user) return token;
        const personId = account?.provider === OIDC_PROVIDER ? await personOfSubject(db, user.id) : user.id;
        return { sid: await beginSession(db, personId) };
      },
      redirect: ({ url, baseUrl }) => new URL(ownPath(url, baseUrl), baseUrl).href,
    },
    events: {
      async signOut({ token }) {
        if (typeof token?.sid === "string") await endSession(db, token.sid);
      },
    },
  };
}

/** The claims that Baton reads, from the ID token and the userinfo endpoint. */
interface OidcClaims {
  readonly iss: string;
  readonly sub: string;
  readonly email?: string;
  readonly email_verified?: boolean;
  readonly name?: string;
}

function oidcProvider(oidc: OidcConfiguration): OAuthConfig<OidcClaims> {
  return {
    id: OIDC_PROVIDER,
    name: oidc.name,
    type: "oauth",
    wellKnown: `${oidc.issuer.replace(/\/$/, "")}/.well-known/openid-configuration`,
    clientId: oidc.clientId,
    clientSecret: oidc.clientSecret,
    authorization: { params: { scope: "openid email profile" } },
    idToken: true,
    checks: ["pkce", "state", "nonce"],
    userinfo: {
      // Many providers put the e-mail address into the userinfo only; the ID token says who it is.
      async request({ tokens, client }) {
        const claims = client.issuer.metadata.userinfo_endpoint
          ? await client.userinfo(tokens.access_token ?? "")
          : {};
        const { iss, sub, ...identity } = (tokens as { claims(): OidcClaims }).claims();
        if ("sub" in claims && claims.sub !== sub) throw new Error("The userinfo is somebody else's.");
        return { ...claims, ...identity, iss, sub };
      },
    },
    profile: ({ iss, sub }) => ({ id: oidcSubject({ issuer: iss, subject: sub }) }),
  };
}

function oidcAccount(claims: OidcClaims) {
  return {
    issuer: claims.iss,
    subject: claims.sub,
    email: claims.email ?? null,
    emailVerified: claims.email_verified === true,
    name: claims.name ?? null,
  };
}

async function personOfSubject(db: Database, subject: string): Promise<string> {
  const person = await findBySubject(db, subject);
  if (!person) throw new Error("The OpenID Connect account is linked to nobody.");
  return person.id;
}

const LOGGER: Partial<LoggerInstance> = {
  error(code, metadata) {
    const error = metadata instanceof Error ? metadata : metadata.error;
    console.error(JSON.stringify({ level: "error", code, error: error?.message }));
  },
  warn: () => undefined,
  debug: () => undefined,
};

function cookiesOf(header: string | null): { [name: string]: string } {
  const pairs = (header ?? "").split(";").map((pair) => pair.trim());
  return Object.fromEntries(
    pairs
      .filter((pair) => pair.includes("="))
      .map((pair) => [pair.slice(0, pair.indexOf("=")), decoded(pair.slice(pair.indexOf("=") + 1))]),
  );
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** Takes down what next-auth answers, in the manner of a Node.js response. */
class CollectedAnswer {
  statusCode = 200;
  headers = new Headers();
  body: unknown = null;

  status(code: number): this {
    this.statusCode = code;
    return this;
  }
  getHeader(name: string): string[] | string | undefined {
    return name.toLowerCase() === "set-cookie"
      ? this.headers.getSetCookie()
      : (this.headers.get(name) ?? undefined);
  }
  setHeader(name: string, value: string | readonly string[]): this {
    this.headers.delete(name);
    for (const one of typeof value === "string" ? [value] : value) this.headers.append(name, one);
    return this;
  }
  json(body: unknown): void {
    this.body = body;
  }
  send(body: unknown): void {
    this.body = body;
  }
  end(): void {}
}

type NextAuth = typeof nextAuthModule.default;

/** next-auth is CommonJS: depending on who loads it, its default export is one or two steps in. */
const nextAuth: NextAuth = unwrapped(nextAuthModule.default);

function unwrapped(exported: NextAuth | { default: NextAuth }): NextAuth {
  return typeof exported === "function" ? exported : exported.default;
}
