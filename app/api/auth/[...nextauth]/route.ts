import { accessConfiguration } from "@/lib/access/configuration";
import { type AuthAnswer, runNextAuth } from "@/lib/access/next-auth";
import { requireSameOrigin } from "@/lib/access/same-origin";
import { AppError } from "@/lib/domain/app-error";
import { problemResponse } from "@/lib/http/problem";

type Context = { readonly params: Promise<{ nextauth: string[] }> };

/**
 * What next-auth may be asked for from outside: signing in by OpenID Connect and the way back, and what scripts need
 * to sign in and out. Baton's own pages do not use its session address; sessions are looked up afresh by each request.
 */
const OPEN = {
  GET: ["callback", "csrf", "error", "signin"],
  POST: ["callback", "signin", "signout"],
} as const;

async function answer(method: "GET" | "POST", request: Request, { params }: Context): Promise<Response> {
  try {
    const path = (await params).nextauth;
    if (!OPEN[method].some((step) => step === path[0])) {
      throw new AppError("not_found", "There is nothing at this address.");
    }
    requireSameOrigin(method, request.headers, accessConfiguration().publicUrl);
    return asResponse(
      await runNextAuth({
        method,
        path,
        query: Object.fromEntries(new URL(request.url).searchParams),
        body: method === "POST" ? formFields(await request.formData()) : {},
        headers: request.headers,
      }),
    );
  } catch (error) {
    return problemResponse(error);
  }
}

function formFields(form: FormData): { [name: string]: string } {
  return Object.fromEntries(
    [...form].filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function asResponse({ status, headers, body }: AuthAnswer): Response {
  headers.set("Cache-Control", "no-store");
  if (body === null || typeof body === "string") return new Response(body, { status, headers });
  return new Response(JSON.stringify(body), { status, headers });
}

export const GET = (request: Request, context: Context) => answer("GET", request, context);
export const POST = (request: Request, context: Context) => answer("POST", request, context);
