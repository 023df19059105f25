/**
 * Every way in which Baton refuses or fails, by its stable code: the HTTP status and the short title that go with it.
 * Programs rely on the codes: they are added to, never renamed.
 */
export const ERRORS = {
  malformed_request: { status: 400, title: "The request could not be read" },
  malformed_body: { status: 400, title: "The body could not be read" },
  truncated_body: { status: 400, title: "The body ends too early" },
  unknown_parameter: { status: 400, title: "Unknown parameter" },
  repeated_parameter: { status: 400, title: "Parameter given twice" },
  missing_value: { status: 400, title: "Something is missing" },
  invalid_value: { status: 400, title: "A value is not allowed" },
  unknown_metric: { status: 400, title: "Unknown metric" },
  unknown_dimension: { status: 400, title: "Unknown dimension" },
  invalid_period: { status: 400, title: "The period is not valid" },
  incompatible_parameters: { status: 400, title: "These parameters do not go together" },
  unauthenticated: { status: 401, title: "Not signed in" },
  invalid_key: { status: 401, title: "The API key is not valid" },
  forbidden: { status: 403, title: "Not allowed" },
  origin_refused: { status: 403, title: "Request from another site" },
  not_found: { status: 404, title: "Not found" },
  method_not_allowed: { status: 405, title: "Method not allowed" },
  link_expired: { status: 410, title: "The link is over" },
  conflict: { status: 409, title: "Not possible as things are" },
  too_large: { status: 413, title: "The body is too large" },
  unsupported_media_type: { status: 415, title: "This kind of body is not taken" },
  unsupported_encoding: { status: 415, title: "This content encoding is not taken" },
  record_rejected: { status: 422, title: "The record was rejected" },
  too_many_requests: { status: 429, title: "Too many requests" },
  internal: { status: 500, title: "Something went wrong in Baton" },
  unavailable: { status: 503, title: "Baton is not ready" },
} as const satisfies { readonly [code: string]: { readonly status: number; readonly title: string } };

/** The stable code of an error. */
export type ErrorCode = keyof typeof ERRORS;

/** What an error says besides its sentence, such as `allowed` (the allowed values) or `parameter`; all JSON. */
export type ErrorMembers = { readonly [name: string]: unknown };

/** An error that somebody outside may read: a code for programs, a sentence for people. The only one of its kind. */
export class AppError extends Error {
  override readonly name = "AppError";
  readonly code: ErrorCode;
  readonly status: number;
  readonly title: string;
  /** One or two plain sentences: what is wrong and what to do. Shown to whoever asked, so never a secret. */
  readonly detail: string;
  readonly members: ErrorMembers;

  constructor(code: ErrorCode, detail: string, members: ErrorMembers = {}, options?: { cause?: unknown }) {
    super(`${code}: ${detail}`, options);
    this.code = code;
    this.status = ERRORS[code].status;
    this.title = ERRORS[code].title;
    this.detail = detail;
    this.members = members;
  }
}
