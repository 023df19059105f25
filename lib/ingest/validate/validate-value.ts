import { compareCodePoints } from "@/lib/domain/code-point-order";
import { parseInstant } from "@/lib/domain/instant";
import { parseReason, REASONS, type Reason } from "@/lib/domain/reason";
import { type CapturedField, CHANNELS, type Channel, type Micros } from "@/lib/domain/record";
import { keyMark } from "@/lib/ingest/export/key-mark";
import type { KnownValue, Redact } from "@/lib/ingest/redact/redact";
import { type FieldKind, kindOf, LARGEST_COUNT } from "@/lib/ingest/schema/field";
import type { Keyring } from "@/lib/secrets/keyring";
import { cleanText, excessLength, faultIn, wellFormed } from "./normalise-text";
import { isLowInformation, normaliseValue } from "./normalise-value";
import type { RejectionCode, RejectionDetail } from "./rejection";

/** Thrown by a reader, caught by the record: no Error, because nobody wants its stack and a million may come. */
export class Refusal {
  constructor(
    readonly code: RejectionCode,
    readonly detail: RejectionDetail = {},
    /** JSON Pointer from the value that was read. */
    readonly path = "",
  ) {}

  /** The same refusal, seen from the object or list that holds the value. */
  under(key: string | number): Refusal {
    const step = String(key).replaceAll("~", "~0").replaceAll("/", "~1");
    return new Refusal(this.code, this.detail, `/${step}${this.path}`);
  }
}

/** What reading a record needs besides the record. */
export interface Scope {
  readonly keyring: Keyring;
  readonly redact: Redact;
  /** The captured values that are known while the record is read. */
  readonly known: readonly KnownValue[];
  /** Keyed hash of a normalised captured value, for the record's conversation. */
  readonly hashValue: (normalised: string) => string;
  /** Keyed fingerprints of the forms of a captured value, for the record's conversation; undefined for none. */
  readonly printValue: (fieldName: string, value: string) => string | undefined;
  /** Names of the keys that were left out. */
  readonly ignored: string[];
}

/** Checks a value that is not null and gives its canonical form; undefined when it says nothing. Throws Refusal. */
export type Reader = (value: unknown, scope: Scope) => unknown;

/** One key of an object: how it is read, and under which name it is kept. */
export interface KeyReader {
  readonly key: string;
  readonly into: string;
  readonly required: boolean;
  readonly read: Reader;
}

/** The reader of a kind of value. `path` names the object it is in, for keys that are left out. */
export function readerOf(kind: FieldKind, path: string): Reader {
  switch (kind.kind) {
    case "label":
      return (value) => readLabel(value, kind.max);
    case "reason":
      return (value) => parseReason(readLabel(value, 256) ?? "") ?? undefined;
    case "text":
      return (value, scope) => readText(value, kind.max, scope);
    case "textOrFlag":
      return (value, scope) => {
        if (typeof value === "boolean") return value;
        if (typeof value !== "string") throw wrongType("text, true or false", value);
        return readText(value, kind.max, scope);
      };
    case "texts":
      return (value, scope) => readList(value, kind.most, (item) => readText(item, kind.max, scope));
    case "labels":
      return (value) => {
        const labels = readList(value, kind.most, (item) => readLabel(item, kind.max));
        return labels && [...new Set(labels)];
      };
    case "choice":
      return choiceReader(kind.values);
    case "channel":
      return readChannel;
    case "knownReason":
      return readKnownReason;
    case "language":
      return readLanguage;
    case "instant":
      return readInstant;
    case "flag":
      return readFlag;
    case "number":
      return readNumber;
    case "wholeNumber":
      return readWholeNumber;
    case "count":
      return readCount;
    case "customerRef":
      return (value, scope) => {
        const ref = readLabel(value, kind.max, true);
        return ref === undefined ? undefined : scope.keyring.hash("customer", ref);
      };
    case "capturedValue":
      return (value, scope) => {
        const text = readCapturedValue(value, kind.max);
        const normalised = text === undefined ? "" : normaliseValue(text);
        return isLowInformation(normalised) ? undefined : scope.hashValue(normalised);
      };
    case "keyed":
      return (value, scope) => readKeyed(value, kind.form, path.slice(0, -1), scope);
    case "object":
      return objectReader(keyReaders(kind.shape, [], path), path);
    case "fields":
      return fieldsReader(objectReader(keyReaders(kind.shape, [], path), path), kind.most);
  }
}

/** The mark of its key, and what was exported. */
const MARKED = /^[\w-]{10}:(.*)$/;

/**
 * What an export holds in place of a value, without the mark of its key; refused where that is not the key in use.
 * What has not its form is somebody's own key of the same name, which refuses no record.
 */
function readKeyed(
  value: unknown,
  form: RegExp,
  key: string,
  { keyring, ignored }: Scope,
): string | undefined {
  const text = typeof value === "string" ? value.trim() : value;
  if (text === "") return undefined;
  const exported = typeof text === "string" ? MARKED.exec(text)?.[1] : undefined;
  if (typeof text !== "string" || exported === undefined || !form.test(exported)) {
    ignored.push(key);
    return undefined;
  }
  if (!text.startsWith(keyMark(keyring))) throw new Refusal("other_key");
  return exported;
}

/** What keys are kept as where that is not their own name: the clear value never is. */
const KEPT_AS: { readonly [key: string]: string } = { customerRef: "customerHash", value: "valueHash" };

/** The readers of an object's keys, in the order of its schema, without those in `except`. */
export function keyReaders(
  shape: { readonly [key: string]: Parameters<typeof kindOf>[0] },
  except: readonly string[],
  path: string,
): readonly KeyReader[] {
  return Object.entries(shape)
    .filter(([key]) => !except.includes(key))
    .map(([key, schema]) => ({
      key,
      into: KEPT_AS[key] ?? key,
      required: schema._zod.optin !== "optional",
      read: readerOf(kindOf(schema), `${path}${key}.`),
    }));
}

/**
 * Reads known keys in their order into a new object, so that equal records are written in the same way. What is
 * null or says nothing has no key. Unknown keys are the caller's.
 */
export function readKeys(
  readers: readonly KeyReader[],
  raw: { readonly [key: string]: unknown },
  scope: Scope,
): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const reader of readers) {
    const value = readKey(reader, raw, scope);
    if (value !== undefined) read[reader.into] = value;
  }
  return read;
}

/** Reads one key; undefined where it is null, absent or says nothing. */
export function readKey(reader: KeyReader, raw: { readonly [key: string]: unknown }, scope: Scope): unknown {
  const value = raw[reader.key];
  let read: unknown;
  if (value !== null && value !== undefined) {
    try {
      read = reader.read(value, scope);
    } catch (refusal) {
      throw refusal instanceof Refusal ? refusal.under(reader.key) : refusal;
    }
  }
  if (read === undefined && reader.required) throw new Refusal("required", {}, `/${reader.key}`);
  return read;
}

function objectReader(readers: readonly KeyReader[], path: string) {
  const known = new Set(readers.map((reader) => reader.key));
  return (value: unknown, scope: Scope): Record<string, unknown> | undefined => {
    if (isBlank(value)) return undefined;
    if (!isObject(value)) throw wrongType("an object in curly brackets", value);
    for (const key in value) {
      if (!known.has(key) && isGiven(value[key])) scope.ignored.push(`${path}${key}`);
    }
    const read = readKeys(readers, value, scope);
    return Object.keys(read).length > 0 ? read : undefined;
  };
}

/** Captured fields: those of the same name are one, in which the later value that is given wins; sorted by name. */
function fieldsReader(
  readField: (value: unknown, scope: Scope) => Record<string, unknown> | undefined,
  most: number,
) {
  return (value: unknown, scope: Scope): readonly CapturedField[] | undefined => {
    const fields = readList(value, most, (item) => withForms(readField(item, scope), item, scope));
    if (fields === undefined) return undefined;
    const byName = new Map<string, CapturedField>();
    for (const read of fields) {
      // The schema says that a field has a name, and the reader that its values are canonical.
      const field = read as unknown as CapturedField;
      const same = byName.get(field.name);
      byName.set(field.name, same ? inOrder({ ...same, ...field }) : field);
    }
    return [...byName.values()].sort((a, b) => compareCodePoints(a.name, b.name));
  };
}

/** A field with the fingerprints of its value's forms, where the value says enough to be recognised by. */
function withForms(
  field: Record<string, unknown> | undefined,
  item: unknown,
  scope: Scope,
): Record<string, unknown> | undefined {
  if (field?.valueHash === undefined || !isObject(item) || !isGiven(item.value)) return field;
  const valueForms = scope.printValue(String(field.name), String(item.value));
  return valueForms === undefined ? field : { ...field, valueForms };
}

function inOrder({ name, passed, reasked, valueHash, valueForms }: CapturedField): CapturedField {
  return {
    name,
    ...(passed === undefined ? {} : { passed }),
    ...(reasked === undefined ? {} : { reasked }),
    ...(valueHash === undefined ? {} : { valueHash }),
    ...(valueForms === undefined ? {} : { valueForms }),
  };
}

/** A name or id: one line, compared exactly. A `secret` one is not shown in messages. */
function readLabel(value: unknown, max: number, secret = false): string | undefined {
  if (typeof value !== "string") throw wrongType("text", value, secret);
  const text = value.trim();
  if (text === "") return undefined;
  const fault = faultIn(text);
  if (fault === "control") throw new Refusal("control_character");
  checkLength(text, max);
  return fault === "surrogate" ? wellFormed(text) : text;
}

function readText(value: unknown, max: number, scope: Scope): string | undefined {
  if (typeof value !== "string") throw wrongType("text", value);
  const text = cleanText(value);
  if (text === "") return undefined;
  checkLength(text, max);
  return scope.redact(text, scope.known);
}

/** A captured value as text, in clear: only to be hashed and looked for. */
function readCapturedValue(value: unknown, max: number): string | undefined {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "string") throw wrongType("text, a number, true or false", value, true);
  const text = cleanText(value);
  checkLength(text, max);
  return text === "" ? undefined : text;
}

function checkLength(text: string, max: number): void {
  const length = excessLength(text, max);
  if (length !== null) throw new Refusal("too_long", { size: length, limit: max });
}

/** The items of a list that say something. */
function readList<T>(
  value: unknown,
  most: number,
  readItem: (item: unknown) => T | undefined,
): readonly T[] | undefined {
  if (isBlank(value)) return undefined;
  if (!Array.isArray(value)) throw wrongType("a list in square brackets", value);
  if (value.length > most) throw new Refusal("too_many", { size: value.length, limit: most });
  const items: T[] = [];
  for (const [i, item] of value.entries()) {
    try {
      const read = isGiven(item) ? readItem(item) : undefined;
      if (read !== undefined) items.push(read);
    } catch (refusal) {
      throw refusal instanceof Refusal ? refusal.under(i) : refusal;
    }
  }
  return items;
}

function choiceReader(values: readonly string[]): Reader {
  const choices = new Set(values);
  return (value) => {
    if (typeof value !== "string") throw wrongType("text", value);
    if (choices.has(value)) return value;
    const choice = value.trim().toLowerCase();
    if (choice === "") return undefined;
    if (!choices.has(choice)) throw new Refusal("unknown_value", { value, allowed: values });
    return choice;
  };
}

const KNOWN_CHANNELS: ReadonlySet<string> = new Set(CHANNELS);

function readChannel(value: unknown): Channel | undefined {
  const channel = readLabel(value, 256)?.toLowerCase();
  if (channel === undefined) return undefined;
  return KNOWN_CHANNELS.has(channel) ? (channel as Channel) : "other";
}

function readKnownReason(value: unknown): Reason | undefined {
  const text = readLabel(value, 256);
  if (text === undefined) return undefined;
  const reason = parseReason(text);
  if (reason === null) throw new Refusal("unknown_reason", { value: text, allowed: REASONS });
  return reason;
}

/** Canonical tags by tag as sent; few are in use, and looking one up costs as much as the rest of a record. */
const languages = new Map<string, string>();

function readLanguage(value: unknown): string | undefined {
  if (typeof value === "string") {
    const canonical = languages.get(value);
    if (canonical !== undefined) return canonical;
  }
  const tag = readLabel(value, 256);
  if (tag === undefined) return undefined;
  const canonical = canonicalLanguage(tag);
  if (canonical === undefined) throw new Refusal("language_invalid", { value: tag });
  if (languages.size >= 1000) languages.clear();
  languages.set(tag, canonical);
  return canonical;
}

/** `en_gb` is as good as `en-GB`. */
function canonicalLanguage(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.replaceAll("_", "-"))[0];
  } catch {
    return undefined;
  }
}

function readInstant(value: unknown): Micros | undefined {
  if (typeof value !== "string") throw wrongType("a time as text, such as 2026-10-12T08:00:20Z", value);
  const text = value.trim();
  if (text === "") return undefined;
  const instant = parseInstant(text);
  if (instant === "no_offset") throw new Refusal("time_without_offset", { value: text });
  if (instant === "invalid") throw new Refusal("time_invalid", { value: text });
  return instant;
}

function readFlag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  if (isBlank(value)) return undefined;
  throw wrongType("true or false", value);
}

function readNumber(value: unknown): number | undefined {
  if (typeof value !== "number") {
    if (isBlank(value)) return undefined;
    throw wrongType("a number", value);
  }
  // JSON has numbers that no double holds, such as 1e999.
  if (!Number.isFinite(value)) throw new Refusal("number_out_of_range", { value });
  return value === 0 ? 0 : value;
}

function readWholeNumber(value: unknown): number | undefined {
  const number = readNumber(value);
  if (number === undefined || Number.isSafeInteger(number)) return number;
  throw new Refusal(Number.isInteger(number) ? "number_out_of_range" : "not_a_whole_number", { value });
}

function readCount(value: unknown): number | undefined {
  const count = readWholeNumber(value);
  if (count !== undefined && count < 0) throw new Refusal("negative_number", { value });
  if (count !== undefined && count > LARGEST_COUNT) throw new Refusal("number_out_of_range", { value });
  return count;
}

function wrongType(expected: string, value: unknown, secret = false): Refusal {
  return new Refusal("wrong_type", secret ? { expected } : { expected, value });
}

/** An empty text is no value, whatever the key. */
function isBlank(value: unknown): boolean {
  return typeof value === "string" && value.trim() === "";
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

export function isObject(value: unknown): value is { readonly [key: string]: unknown } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
