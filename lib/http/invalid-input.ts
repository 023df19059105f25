import type { z } from "zod";
import { AppError } from "@/lib/domain/app-error";

/** Where a value stood: in the address, in the path, or in the body. */
export type InputPlace = "query" | "path" | "body";

/** One thing that is wrong with the input, as the answer lists it. */
interface InputFault {
  /** Name of the parameter; absent for bodies. */
  readonly parameter?: string;
  /** JSON Pointer into the body; absent for parameters. */
  readonly pointer?: string;
  readonly message: string;
  readonly allowed?: readonly unknown[];
}

type RawIssue = Parameters<z.core.$ZodErrorMap>[0];

/** What is wrong in plain English, for every issue whose schema has no message of its own. Starts in lower case. */
export function plainMessage(issue: RawIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined
        ? "is missing"
        : `must be ${ARTICLES[issue.expected] ?? issue.expected}`;
    case "invalid_value":
      return `must be ${listed(issue.values.map(String))}`;
    case "too_small":
      return sized(issue.origin, "at least", issue.minimum);
    case "too_big":
      return sized(issue.origin, "at most", issue.maximum);
    case "unrecognized_keys":
      return `has unknown keys: ${issue.keys.join(", ")}`;
    default:
      return "is not valid";
  }
}

const ARTICLES: { readonly [expected: string]: string } = {
  string: "text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
};

function sized(origin: string, bound: string, limit: number | bigint): string {
  if (origin === "string") return `must have ${bound} ${limit} characters`;
  if (origin === "array") return `must have ${bound} ${limit} entries`;
  return `must be ${bound} ${limit}`;
}

function listed(values: readonly string[]): string {
  return values.length === 1 ? String(values[0]) : `one of ${values.join(", ")}`;
}

/** The error (400) for input that a schema refused: the first fault as its sentence, all of them as `errors`. */
export function invalidInput(place: InputPlace, issues: readonly z.core.$ZodIssue[]): AppError {
  const faults = issues.map((issue) => faultOf(place, issue));
  const first = faults[0];
  if (!first) return new AppError("invalid_value", "The input is not valid.");
  const where = first.parameter ?? (first.pointer ? first.pointer : "The body");
  const missing = first.message === "is missing";
  return new AppError(missing ? "missing_value" : "invalid_value", `${where} ${first.message}.`, {
    ...(first.parameter === undefined ? { pointer: first.pointer } : { parameter: first.parameter }),
    ...(first.allowed ? { allowed: first.allowed } : {}),
    errors: faults,
  });
}

function faultOf(place: InputPlace, issue: z.core.$ZodIssue): InputFault {
  const where =
    place === "body"
      ? {
          pointer: issue.path
            .map((step) => `/${String(step).replace(/~/g, "~0").replace(/\//g, "~1")}`)
            .join(""),
        }
      : { parameter: String(issue.path[0] ?? "") };
  const message = issue.message.replace(/\.$/, "");
  return issue.code === "invalid_value"
    ? { ...where, message, allowed: issue.values }
    : { ...where, message };
}
