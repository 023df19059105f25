import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { frameAncestors } from "@/lib/access/embed-origins";
import { PATH_HEADER } from "@/lib/access/path-header";
import { contentSecurityPolicy } from "@/lib/http/content-security-policy";
import { database } from "@/lib/store/database";

const ISSUER = process.env.OIDC_ISSUER;

/**
 * Runs before every page: gives it a Content-Security-Policy with a fresh nonce, and notes which path was asked for,
 * so that signing in leads back there. It decides nothing about who may see what; pages do (`requirePage`).
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const policy = contentSecurityPolicy({
    nonce: randomBytes(16).toString("base64"),
    development: process.env.NODE_ENV === "development",
    formTargets: ISSUER ? [new URL(ISSUER).origin] : [],
    frameAncestors: await frameAncestors(database, request.nextUrl.pathname),
  });
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy);
  headers.set(PATH_HEADER, pathOf(request));
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (process.env.BATON_URL?.startsWith("https://")) {
    response.headers.set("Strict-Transport-Security", "max-age=31536000");
  }
  return response;
}

function pathOf({ nextUrl }: NextRequest): string {
  const search = new URLSearchParams(nextUrl.search);
  // How Next.js asks for the data of a page when somebody moves between pages.
  search.delete("_rsc");
  return search.size === 0 ? nextUrl.pathname : `${nextUrl.pathname}?${search}`;
}

/** Pages only: the API answers programs, and files are the same for everybody. */
export const config = { matcher: ["/((?!api/|_next/|.*\\.[a-z0-9]+$).*)"] };
