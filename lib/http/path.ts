import { AppError } from "@/lib/domain/app-error";

/**
 * The parameters of a path by its template: `/api/v1/imports/{id}` and `/api/v1/imports/7` give `{ id: "7" }`.
 * Each is decoded, so that an id may contain an encoded slash.
 *
 * @throws AppError `not_found` when the path is another one or is encoded wrongly
 */
export function pathParameters(template: string, pathname: string): { [name: string]: string } {
  const parts = pathname.split("/");
  const expected = template.split("/");
  const parameters: { [name: string]: string } = {};
  if (parts.length !== expected.length) throw noSuchPath();
  expected.forEach((step, i) => {
    const part = parts[i] ?? "";
    const name = /^\{(.+)\}$/.exec(step)?.[1];
    if (name !== undefined) parameters[name] = decoded(part);
    else if (step !== part) throw noSuchPath();
  });
  return parameters;
}

function decoded(part: string): string {
  let text: string;
  try {
    text = decodeURIComponent(part);
  } catch {
    throw noSuchPath();
  }
  // No id has a NUL character, and the database takes none.
  if (text.includes("\0")) throw noSuchPath();
  return text;
}

function noSuchPath(): AppError {
  return new AppError("not_found", "There is nothing at this address.");
}
