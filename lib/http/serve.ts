import type { Authenticator } from "@/lib/access/authenticate";
import { AppError } from "@/lib/domain/app-error";
import { problemResponse } from "./problem";
import type { Method, Route } from "./route";

type Handler = (request: Request) => Promise<Response>;

/** What a route.ts of Next.js exports. */
export type Handlers = { readonly [M in Method | "HEAD" | "OPTIONS"]: Handler };

const METHODS: readonly Method[] = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/**
 * Makes the handlers of one address from its declared routes (one per method):
 *
 *     export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = serve([getImport]);
 *
 * HEAD answers as GET without a body, OPTIONS with what is allowed, any other method with 405.
 */
export function serve(routes: readonly Route[], authenticator?: Authenticator): Handlers {
  const byMethod = new Map(routes.map((route) => [route.method, route]));
  const methods = METHODS.filter((method) => byMethod.has(method));
  const allow = [...methods, ...(byMethod.has("GET") ? ["HEAD"] : []), "OPTIONS"];

  const handlerOf = (method: Method): Handler => {
    const route = byMethod.get(method);
    return async (request) => (route ? route.answer(request, authenticator) : notAllowed(method, allow));
  };
  return {
    GET: handlerOf("GET"),
    POST: handlerOf("POST"),
    PUT: handlerOf("PUT"),
    PATCH: handlerOf("PATCH"),
    DELETE: handlerOf("DELETE"),
    async HEAD(request) {
      const response = await handlerOf("GET")(request);
      await response.body?.cancel();
      return new Response(null, { status: response.status, headers: response.headers });
    },
    async OPTIONS() {
      return new Response(null, { status: 204, headers: { Allow: allow.join(", ") } });
    },
  };
}

function notAllowed(method: string, allow: readonly string[]): Response {
  const detail = `${method} does nothing here. Allowed are ${allow.join(", ")}.`;
  return problemResponse(new AppError("method_not_allowed", detail, { allow }));
}
