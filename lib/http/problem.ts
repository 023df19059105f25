import { randomUUID } from "node:crypto";
import { AppError } from "@/lib/domain/app-error";

/** The media type of RFC 9457. */
export const PROBLEM_TYPE = "application/problem+json";

/** Where an unexpected error is written; the console, but for tests. */
export type ErrorLog = (line: string) => void;

/**
 * Turns whatever was thrown into the error that may be shown. An {@link AppError} is shown as it is. Anything else
 * becomes `internal` (500) with an id that is also in the log; the log has the rest, the answer nothing.
 */
export function asAppError(error: unknown, log: ErrorLog = console.error): AppError {
  if (error instanceof AppError) return error;
  const id = randomUUID();
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  log(JSON.stringify({ level: "error", id, at: new Date().toISOString(), error: said }));
  return new AppError(
    "internal",
    `Something unexpected happened. The log of the server has it under ${id}.`,
    { id },
    { cause: error },
  );
}

/** The body of a problem answer (RFC 9457): the standard members, then `code` and what else the error carries. */
export function problemBody(error: AppError): { [name: string]: unknown } {
  return {
    type: `urn:baton:problem:${error.code}`,
    title: error.title,
    status: error.status,
    detail: error.detail,
    code: error.code,
    ...error.members,
  };
}

/** The one mapper from an error to an answer. A `retryAfter` member (seconds) also goes out as the header. */
export function problemResponse(thrown: unknown, log: ErrorLog = console.error): Response {
  const error = asAppError(thrown, log);
  const headers = new Headers({
    "Content-Type": PROBLEM_TYPE,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
  });
  if (error.status === 401) headers.set("WWW-Authenticate", 'Bearer realm="Baton"');
  if (typeof error.members.retryAfter === "number") {
    headers.set("Retry-After", String(Math.ceil(error.members.retryAfter)));
  }
  if (Array.isArray(error.members.allow)) headers.set("Allow", error.members.allow.join(", "));
  return new Response(JSON.stringify(problemBody(error)), { status: error.status, headers });
}
