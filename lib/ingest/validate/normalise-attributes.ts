import type { AttributeValue } from "@/lib/domain/record";
import { cleanText, excessLength, faultIn } from "./normalise-text";
import type { Scope } from "./validate-value";

const LONGEST_NAME = 64;
const LONGEST_VALUE = 256;
const MOST = 32;
/** The attribute that keeps a channel which Baton does not know. */
const CHANNEL_RAW = "channelRaw";
/** Numbers from here on have room for a payment card. */
const SMALLEST_SUSPECT = 1_000_000;

/**
 * The custom dimensions of a record: the scalars under keys that the contract does not know, sorted by name. What is no
 * scalar, too long, or one too many is left out and named in `scope.ignored`.
 */
export function readAttributes(
  raw: { readonly [key: string]: unknown },
  known: ReadonlySet<string>,
  channelRaw: string | undefined,
  scope: Scope,
): Record<string, AttributeValue> | undefined {
  let found: Map<string, AttributeValue> | null = null;
  for (const key in raw) {
    if (known.has(key)) continue;
    const value = raw[key];
    if (value === null || value === undefined || value === "") continue;
    const name = key.trim();
    const attribute = isName(name) ? readAttribute(value, scope) : null;
    if (attribute === undefined) continue;
    if (attribute === null) scope.ignored.push(key);
    else {
      found ??= new Map();
      found.set(name, attribute);
    }
  }
  if (channelRaw !== undefined) {
    found ??= new Map();
    found.set(CHANNEL_RAW, channelRaw);
  }
  return found === null ? undefined : sorted(found, scope);
}

function isName(name: string): boolean {
  // Under __proto__ an object would take the value for its prototype.
  return (
    name !== "" &&
    name !== "__proto__" &&
    faultIn(name) === "none" &&
    excessLength(name, LONGEST_NAME) === null
  );
}

/** The value as it is kept; undefined when it says nothing, null when it cannot be kept. */
function readAttribute(value: unknown, scope: Scope): AttributeValue | null | undefined {
  if (typeof value === "boolean") return value;
  if (typeof value === "number") {
    if (!Number.isFinite(value)) return null;
    if (Math.abs(value) < SMALLEST_SUSPECT && scope.known.length === 0) return value === 0 ? 0 : value;
    const text = String(value);
    const redacted = scope.redact(text, scope.known);
    return redacted === text ? value : redacted;
  }
  if (typeof value !== "string") return null;
  const text = cleanText(value);
  if (text === "") return undefined;
  return excessLength(text, LONGEST_VALUE) === null ? scope.redact(text, scope.known) : null;
}

/** By name, so that the order of keys makes no difference; the first of them when there are too many. */
function sorted(found: ReadonlyMap<string, AttributeValue>, scope: Scope): Record<string, AttributeValue> {
  let names = [...found.keys()];
  if (names.length > MOST) {
    // The raw channel stands for something that the contract promises to keep.
    const first = names.filter((name) => name !== CHANNEL_RAW).sort();
    const kept = found.has(CHANNEL_RAW) ? MOST - 1 : MOST;
    scope.ignored.push(...first.slice(kept));
    names = found.has(CHANNEL_RAW) ? [...first.slice(0, kept), CHANNEL_RAW] : first.slice(0, kept);
  }
  return Object.fromEntries(names.sort().map((name) => [name, found.get(name) ?? ""]));
}
