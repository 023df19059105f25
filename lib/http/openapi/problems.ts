import { ERRORS, type ErrorCode } from "@/lib/domain/app-error";
import { PROBLEM_TYPE } from "../problem";
import type { Route } from "../route";

type Json = { readonly [key: string]: unknown };

const MEANS: { readonly [status: number]: string } = {
  400: "A parameter, or the body, is not as described here.",
  401: "Nobody is signed in, or the API key is not good.",
  403: "The key or the person may not do this.",
  404: "There is nothing of that name, or not for the caller.",
  413: "The body is too large.",
  415: "The body is of a kind that is not taken.",
  429: "Too many requests with this key, or too many wrong keys from this address: wait as long as Retry-After says.",
  500: "Something went wrong in Baton; the log of the server has it under `id`.",
};

/** A sentence as an answer has it, for the examples. */
const SAID: Partial<{ readonly [code in ErrorCode]: string }> = {
  unknown_parameter: "There is no parameter colour. This address takes none.",
  repeated_parameter: "limit is given 2 times; give it once.",
  missing_value: "/name is missing.",
  invalid_value: "limit is a whole number from 1 to 500.",
  malformed_body: "The body is not JSON in UTF-8.",
  unknown_metric: "There is no metric handoffs.",
  unknown_dimension: "There is no dimension colour.",
  invalid_period: "from and to go together.",
  incompatible_parameters: "compare does not go with by=week.",
  unauthenticated: "Sign in, or send an API key as `Authorization: Bearer …`.",
  invalid_key: "This API key is unknown, or it was revoked, replaced or has expired.",
  forbidden: "This takes an API key with the scope read. This key has the scope ingest.",
  origin_refused: "This request comes from another site.",
  not_found: "There is nothing at this address.",
  too_large: "The body may have at most 1048576 bytes.",
  unsupported_media_type: "A body of type text/plain is not taken here. Send application/json.",
  unsupported_encoding: "The encoding br is not taken. Send gzip, or no encoding.",
  record_rejected: "startedAt is missing.",
  too_many_requests:
    "Too many requests with this key: more than 120000 in 60 seconds. Try again in 42 seconds.",
};

/** The statuses that a route can refuse with, each with the codes that come with it; 500 always. */
export function problemsOf(route: Route): Map<number, ErrorCode[]> {
  const { path, action, security, query, body, params } = route;
  const codes: ErrorCode[] = ["unknown_parameter", "internal"];
  if (query) codes.push("repeated_parameter", "missing_value", "invalid_value");
  if (/reports$|conversations$/.test(path))
    codes.push("unknown_metric", "unknown_dimension", "invalid_period");
  if (/reports$/.test(path)) codes.push("incompatible_parameters");
  if (params) codes.push("not_found");
  if (action !== "public" || security) codes.push("unauthenticated", "invalid_key", "too_many_requests");
  if (action !== "public") codes.push("forbidden");
  if (action !== "public" && route.method !== "GET") codes.push("origin_refused");
  if (body)
    codes.push("malformed_body", "missing_value", "invalid_value", "too_large", "unsupported_media_type");
  if (path.endsWith("/records")) codes.push("unsupported_encoding", "record_rejected");
  for (const code of Object.keys(ERRORS) as ErrorCode[]) {
    // What a route says of itself: 409, 410, 422, 503.
    const { status } = ERRORS[code];
    if (status > 404 && status !== 405 && route.answers[status]) codes.push(code);
  }
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of new Set(codes)) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([a], [b]) => a - b));
}

/** The answers of refusal for openapi.json, each code with an example. */
export function problemResponses(route: Route): { [status: string]: Json } {
  return Object.fromEntries(
    [...problemsOf(route)].map(([status, codes]) => [
      status,
      {
        description: route.answers[status]?.description ?? MEANS[status] ?? "Refused.",
        ...(status === 429 ? { headers: RETRY_HEADERS } : {}),
        content: {
          [PROBLEM_TYPE]: {
            schema: { $ref: "#/components/schemas/Problem" },
            examples: Object.fromEntries(codes.map((code) => [code, { value: problemExample(code) }])),
          },
        },
      },
    ]),
  );
}

const RETRY_HEADERS = {
  "Retry-After": { $ref: "#/components/headers/Retry-After" },
  RateLimit: { $ref: "#/components/headers/RateLimit" },
  "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
};

/** The body of a refusal with this code. */
export function problemExample(code: ErrorCode): Json {
  const { status, title } = ERRORS[code];
  return {
    type: `urn:baton:problem:${code}`,
    title,
    status,
    detail: SAID[code] ?? `${title}.`,
    code,
    ...(code === "too_many_requests" ? { limit: 120_000, windowSeconds: 60, retryAfter: 42 } : {}),
  };
}

/** Headers of answers, as components. */
export const HEADER_COMPONENTS = {
  "Retry-After": { description: "Seconds until it is worth trying again.", schema: { type: "integer" } },
  RateLimit: {
    description: "What is left for this key in the window that runs (r), and the seconds until it ends (t).",
    schema: { type: "string", examples: ['"requests";r=119999;t=42'] },
  },
  "RateLimit-Policy": {
    description: "How many requests (q) a key has in a window of so many seconds (w).",
    schema: { type: "string", examples: ['"requests";q=120000;w=60'] },
  },
} as const;
