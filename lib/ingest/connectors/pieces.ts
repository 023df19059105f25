import { isObject } from "./platform-value";

/** Pages inside pages inside a list: no platform nests deeper, and nobody can make this recurse without end. */
const DEEPEST = 6;

/**
 * The pieces of a payload: one object, a list, a page with the list at one of these keys (`{"conversations": […]}`),
 * a list of such pages, or NDJSON of them. An empty page has no pieces. What is none of these is one piece.
 */
export function piecesOf(body: unknown, ...pageKeys: readonly string[]): readonly unknown[] {
  return unwrapped(body, pageKeys, DEEPEST);
}

function unwrapped(body: unknown, pageKeys: readonly string[], depth: number): readonly unknown[] {
  if (depth === 0) return [body];
  if (Array.isArray(body)) {
    // A list with nothing in it inside a list is a piece that nobody understands, not a page.
    return body.flatMap((one) => (Array.isArray(one) ? [one] : unwrapped(one, pageKeys, depth - 1)));
  }
  if (!isObject(body)) return [body];
  const key = pageKeys.find((name) => Array.isArray(body[name]));
  return key === undefined ? [body] : unwrapped(body[key], pageKeys, depth - 1);
}
