import { z } from "zod";
import type { Actor } from "@/lib/access/actor";
import { type Authenticator, authenticate } from "@/lib/access/authenticate";
import { type Action, requirePermission } from "@/lib/access/permissions";
import { type RateState, rateHeaders, tooManyRequests } from "@/lib/access/rate-limit";
import { processRateLimits, type RateLimits } from "@/lib/access/rate-limits";
import { AppError } from "@/lib/domain/app-error";
import { readJson } from "./body";
import { invalidInput, plainMessage } from "./invalid-input";
import { pathParameters } from "./path";
import { problemResponse } from "./problem";
import { type QueryReader, queryOf, unknownParameter } from "./query";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** What a handler is given; everything is checked and parsed. */
export interface RouteContext<Who, Params, Query, Body> {
  readonly actor: Who;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  /** The request itself: headers, and for `body: "stream"` the unread body. */
  readonly request: Request;
}

type ParamsOf<T> = T extends z.ZodType ? z.output<T> : Record<never, never>;
type QueryOf<T> = T extends z.ZodType
  ? z.output<T>
  : T extends QueryReader<infer Q>
    ? Q
    : Record<never, never>;
type BodyOf<T> = T extends z.ZodType ? z.output<T> : undefined;
type ActorOf<T> = T extends "public" ? null : Actor;

/** What openapi.json says about an answer. */
export interface AnswerDescription {
  readonly description: string;
  /** Media type → what is in it; a type without a schema is described in words alone. */
  readonly content?: { readonly [mediaType: string]: z.ZodType | null };
}

/** What a route says about itself. */
export interface RouteDeclaration<
  Params extends z.ZodObject | undefined,
  Query extends z.ZodObject | QueryReader<unknown> | undefined,
  Body extends z.ZodType | "stream" | undefined,
  Access extends Action | "public",
  Output extends z.ZodType,
> {
  readonly method: Method;
  /** As in openapi.json: `/api/v1/imports/{id}`. */
  readonly path: string;
  /** One line, and more if there is more to say. */
  readonly summary: string;
  readonly description?: string;
  /** What the caller must be allowed to do; `public` = anybody, without signing in. */
  readonly action: Access;
  /** A public route that checks for itself who sends: `connection` = a platform's signature or a connection's secret. */
  readonly security?: "connection";
  readonly params?: Params;
  /** Without one, the address takes no parameters. */
  readonly query?: Query;
  /** A schema for JSON of at most `maxBodyBytes`, or `stream`: the handler reads `request.body` itself. */
  readonly body?: Body;
  /** Media types of the body; anything else is 415. Default `application/json`. */
  readonly takes?: readonly string[];
  /** Default 1 MiB; not for streams. */
  readonly maxBodyBytes?: number;
  /** The JSON of status 200. */
  readonly output: Output;
  /** Other media types of status 200, and other statuses with an answer of their own. */
  readonly answers?: { readonly [status: number]: AnswerDescription };
  /** Answers with what `output` describes, or with a finished response (another status, another media type). */
  handler(
    context: RouteContext<ActorOf<Access>, ParamsOf<Params>, QueryOf<Query>, BodyOf<Body>>,
  ): Promise<z.input<Output> | Response>;
}

/** A declared route: what openapi.json needs to know, and how to answer a request. */
export interface Route {
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly description: string | undefined;
  readonly action: Action | "public";
  readonly security: "connection" | undefined;
  readonly params: z.ZodObject | undefined;
  readonly query: QueryReader<unknown> | undefined;
  readonly body: z.ZodType | "stream" | undefined;
  readonly takes: readonly string[];
  readonly output: z.ZodType;
  readonly answers: { readonly [status: number]: AnswerDescription };
  /** Answers a request of this method and path. Never throws: errors are problem answers. */
  answer(request: Request, authenticator?: Authenticator, limits?: RateLimits): Promise<Response>;
}

const MEBIBYTE = 1024 * 1024;

/**
 * Declares a route. The declaration is all there is: signing in, permission, parsing, errors and headers are done
 * here, the same for all; the handler gets what is already checked. It needs no Next.js, so that openapi.json and
 * tests can import it; app/api/…/route.ts hands it over with `serve`.
 */
export function declareRoute<
  Params extends z.ZodObject | undefined = undefined,
  Query extends z.ZodObject | QueryReader<unknown> | undefined = undefined,
  Body extends z.ZodType | "stream" | undefined = undefined,
  const Access extends Action | "public" = "public",
  Output extends z.ZodType = z.ZodUnknown,
>(declaration: RouteDeclaration<Params, Query, Body, Access, Output>): Route {
  const { method, path, summary, description, action, params, body, output } = declaration;
  const query = readerOf(declaration.query);
  const takes = declaration.takes ?? ["application/json"];

  return {
    method,
    path,
    summary,
    description,
    action,
    security: declaration.security,
    params,
    query,
    body,
    takes,
    output,
    answers: declaration.answers ?? {},
    async answer(request, authenticator = authenticate, limits = processRateLimits()) {
      let rate: RateState | null = null;
      try {
        const actor = action === "public" ? null : await authenticator(request);
        if (actor?.kind === "key") rate = limits.requests.take(actor.id);
        if (rate?.exceeded) throw tooManyRequests(rate, "Too many requests with this key");
        if (actor && action !== "public") requirePermission(actor, action);
        const url = new URL(request.url);
        // The types of a declaration follow from its schemas; here, where all routes are alike, they are not known.
        const context = {
          actor,
          params: readParams(params, path, url.pathname),
          query: readQuery(query, url.searchParams),
          body: await readBody(body, takes, declaration.maxBodyBytes ?? MEBIBYTE, request),
          request,
        } as RouteContext<ActorOf<Access>, ParamsOf<Params>, QueryOf<Query>, BodyOf<Body>>;
        const result = await declaration.handler(context);
        return withRate(result instanceof Response ? withSafeHeaders(result) : jsonResponse(result), rate);
      } catch (error) {
        return withRate(problemResponse(error), rate);
      }
    },
  };
}

/** A JSON answer, for handlers that need another status than 200 or headers of their own. */
export function jsonResponse(body: unknown, init: { status?: number; headers?: HeadersInit } = {}): Response {
  const headers = new Headers(init.headers);
  headers.set("Content-Type", "application/json");
  return withSafeHeaders(new Response(JSON.stringify(body), { status: init.status ?? 200, headers }));
}

/** Nothing that the API answers is kept by a cache or guessed at by a browser. */
function withSafeHeaders(response: Response): Response {
  response.headers.set("X-Content-Type-Options", "nosniff");
  if (!response.headers.has("Cache-Control")) response.headers.set("Cache-Control", "no-store");
  return response;
}

/** Says how much of the limit is left, to programs that have one. */
function withRate(response: Response, rate: RateState | null): Response {
  if (rate) for (const [name, value] of rateHeaders(rate)) response.headers.set(name, value);
  return response;
}

function readerOf(query: z.ZodObject | QueryReader<unknown> | undefined): QueryReader<unknown> | undefined {
  return query instanceof z.ZodObject ? queryOf(query) : query;
}

function readParams(schema: z.ZodObject | undefined, template: string, pathname: string): unknown {
  if (!schema) return {};
  const result = schema.safeParse(pathParameters(template, pathname), { error: plainMessage });
  if (!result.success) throw invalidInput("path", result.error.issues);
  return result.data;
}

function readQuery(reader: QueryReader<unknown> | undefined, search: URLSearchParams): unknown {
  // No text that Baton keeps has one, and the database takes none.
  for (const [name, value] of search) {
    if (!`${name}${value}`.includes("\0")) continue;
    throw new AppError("invalid_value", "A parameter contains a NUL character, which no text may contain.", {
      parameter: name.replaceAll("\0", ""),
    });
  }
  if (reader) return reader.read(search);
  const [unknown] = search.keys();
  if (unknown !== undefined) throw unknownParameter(unknown, []);
  return {};
}

async function readBody(
  schema: z.ZodType | "stream" | undefined,
  takes: readonly string[],
  maxBytes: number,
  request: Request,
): Promise<unknown> {
  if (schema === undefined) return undefined;
  requireMediaType(request, takes);
  if (schema === "stream") return undefined;
  const result = schema.safeParse(await readJson(request, maxBytes), { error: plainMessage });
  if (!result.success) throw invalidInput("body", result.error.issues);
  return result.data;
}

function requireMediaType(request: Request, takes: readonly string[]): void {
  const given = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
  if (takes.includes(given)) return;
  const said = given === "" ? "The body has no Content-Type." : `A body of type ${given} is not taken here.`;
  throw new AppError("unsupported_media_type", `${said} Send ${takes.join(", ")}.`, { allowed: takes });
}
