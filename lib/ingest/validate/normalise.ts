import { parseReason } from "@/lib/domain/reason";
import {
  type CanonicalRecord,
  type MessageBody,
  type Micros,
  RECORD_TYPES,
  type RecordType,
  ratingPart,
  type SurveyBody,
} from "@/lib/domain/record";
import { type KnownValue, knownValue, type Redact, redact } from "@/lib/ingest/redact/redact";
import { KEYS_OF_RECORD, recordInputSchemas } from "@/lib/ingest/schema/records";
import { fingerprintText, type Print } from "@/lib/repeats/fingerprints";
import { comparableForms, formsOf, printForms, type ValueForms } from "@/lib/repeats/value-forms";
import type { Keyring } from "@/lib/secrets/keyring";
import { readAttributes } from "./normalise-attributes";
import { cleanText, wellFormed } from "./normalise-text";
import { type RecordError, recordError } from "./rejection";
import {
  isObject,
  type KeyReader,
  keyReaders,
  Refusal,
  readKey,
  readKeys,
  type Scope,
} from "./validate-value";

/** What normalising needs besides the record. */
export interface NormaliseContext {
  /** The source of records that name none. */
  readonly defaultSource: string;
  /** Which source records are put under, by the source that they are sent under; see source-rules.ts. */
  readonly sourceRules?: ReadonlyMap<string, string>;
  /** The type of every record of a CSV whose request names one. A record of another type is refused. */
  readonly forcedType?: RecordType;
  readonly keyring: Keyring;
  /** Replaces personal data in free text; see redact.ts. */
  readonly redact: Redact;
  /** Captured values that are known already, besides those that the record carries. */
  readonly knownValues?: readonly KnownValue[];
}

/** A record that was refused: what is wrong, and as much as is known of which record it is. */
export interface Rejection extends RecordError {
  readonly type: RecordType | null;
  readonly conversationId: string | null;
  /** The source that it was sent under, where that could be read. */
  readonly source?: string;
}

export type Normalised =
  | {
      readonly ok: true;
      readonly record: CanonicalRecord;
      /** The keys that were left out, such as `context.foo`; empty for nearly every record. */
      readonly ignoredKeys: readonly string[];
      /** The captured values that the record carries: in no body, only to be taken out of the conversation's texts. */
      readonly captured: readonly KnownValue[];
    }
  | { readonly ok: false; readonly rejection: Rejection };

type Raw = { readonly [key: string]: unknown };

/**
 * Checks one record as it was sent and brings it into the form in which it is kept: trimmed, in canonical units and
 * names, redacted, without captured values and customer references in clear. Equal input gives equal output, key for
 * key and in the same order, so that bodies can be compared as JSON. Expects JSON types: a CSV is turned into them
 * when it is read. Rules: contract, section 1.
 */
export function normaliseRecord(sent: unknown, context: NormaliseContext): Normalised {
  const ignored: string[] = [];
  let type: RecordType | null = null;
  let conversationId: string | null = null;
  try {
    if (!isObject(sent)) throw new Refusal("not_an_object", { value: sent });
    type = readType(sent, context.forcedType);
    const raw = type === "handoff" ? withUnknownReasonAsRaw(sent) : sent;
    const readers = READERS[type];
    let scope: Scope = {
      keyring: context.keyring,
      redact: context.redact,
      known: context.knownValues ?? [],
      hashValue: notYet,
      printValue: notYet,
      ignored,
    };
    conversationId = readKey(readers.conversationId, raw, scope) as string;
    const sentUnder = (readKey(readers.source, raw, scope) as string | undefined) ?? context.defaultSource;
    const source = context.sourceRules?.get(sentUnder) ?? sentUnder;
    if (type === "handoff") scope = withCapturedValues(scope, raw, source, conversationId);

    const updatedAt = readKey(readers.updatedAt, raw, scope) as Micros | undefined;
    const key = readKeys(readers.part, raw, scope);
    const body = readKeys(readers.body, raw, scope);
    if (type === "survey") checkScale(body);
    if (type === "message") addFingerprints(body, raw.text, context.keyring, source, conversationId);
    const isOther = type === "conversation" && body.channel === "other";
    const channelRaw = isOther ? unknownChannel(raw.channel, scope) : undefined;
    const attributes = readAttributes(raw, readers.known, channelRaw, scope);
    if (attributes !== undefined) body.attributes = attributes;
    const ratedAt = type === "context_rating" ? body.ratedAt : undefined;
    const version = updatedAt ?? ratedAt ?? null;
    const part = partOf[type](key, body);
    // The readers come from the schema of this type, whose canonical form the body is.
    const moved = source === sentUnder ? undefined : { sentAs: sentUnder };
    const record = { type, source, conversationId, part, version, body, ...moved } as CanonicalRecord;
    const ignoredKeys = ignored.length === 0 ? NONE : ignored.map(shownKey);
    return { ok: true, record, ignoredKeys, captured: scope.known };
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    const error = recordError(refusal.code, refusal.path, refusal.detail);
    return { ok: false, rejection: { type, conversationId, ...error, ...senderOf(sent, context) } };
  }
}

/** Who sent a record that was refused, as far as that can be read. */
function senderOf(sent: unknown, { defaultSource }: NormaliseContext): { readonly source?: string } {
  if (!isObject(sent)) return {};
  const named = (text(sent.source) ?? "").trim();
  if (named.length > LONGEST_SOURCE || /\p{Cc}/u.test(named)) return {};
  return { source: named || defaultSource };
}

const LONGEST_SOURCE = 256;
const NONE: readonly string[] = [];
const LONGEST_SHOWN_KEY = 64;

function notYet(): never {
  throw new Error("Captured values are read with hand-offs only.");
}

interface RecordReaders {
  readonly source: KeyReader;
  readonly conversationId: KeyReader;
  readonly updatedAt: KeyReader;
  readonly part: readonly KeyReader[];
  readonly body: readonly KeyReader[];
  readonly known: ReadonlySet<string>;
}

/** Made once, from the schemas. */
const READERS = Object.fromEntries(RECORD_TYPES.map((type) => [type, readersOf(type)])) as {
  readonly [T in RecordType]: RecordReaders;
};

function readersOf(type: RecordType): RecordReaders {
  const { shape } = recordInputSchemas[type];
  const keys = KEYS_OF_RECORD[type];
  const all = keyReaders(shape, ["type"], "");
  const reader = (key: string) => {
    const found = all.find((candidate) => candidate.key === key);
    if (!found) throw new Error(`No key ${key} in the schema of ${type}.`);
    return found;
  };
  return {
    source: reader("source"),
    conversationId: reader("conversationId"),
    updatedAt: reader("updatedAt"),
    part: keys.slice(4).map(reader),
    body: all.filter(({ key }) => !keys.includes(key)),
    known: new Set(Object.keys(shape)),
  };
}

const TYPES: ReadonlySet<string> = new Set(RECORD_TYPES);

function readType(raw: Raw, forced: RecordType | undefined): RecordType {
  const sent = raw.type;
  if (typeof sent === "string" && TYPES.has(sent) && (forced === undefined || sent === forced)) {
    return sent as RecordType;
  }
  const isText = typeof sent === "string";
  const type = isText ? sent.trim().toLowerCase() : "";
  if (!isText && sent !== null && sent !== undefined) {
    throw new Refusal("wrong_type", { expected: "text", value: sent }, "/type");
  }
  if (type === "" && forced === undefined) throw new Refusal("required", {}, "/type");
  const known = TYPES.has(type);
  if (forced === undefined) {
    if (!known) throw new Refusal("type_unknown", { value: sent, allowed: RECORD_TYPES }, "/type");
    return type as RecordType;
  }
  // A column "type" that says something else altogether ("chat") does not matter when the request names the type.
  if (known && type !== forced)
    throw new Refusal("type_conflict", { value: sent, expected: forced }, "/type");
  return forced;
}

/** What the type's key adds to source and conversationId (see CanonicalRecord). */
const partOf: { readonly [T in RecordType]: (key: Raw, body: Raw) => string } = {
  conversation: () => "",
  handoff: (key) => text(key.handoffId) ?? "1",
  survey: (key, body) => text(key.surveyId) ?? text(body.kind) ?? "csat",
  context_rating: (key) => ratingPart(text(key.handoffId) ?? "1", text(key.agentId) ?? ""),
  message: (key) => String(key.sequence),
};

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/**
 * A reason that Baton does not know serves as the raw reason where that is absent. Done before reading, so that it
 * stands in its place and is redacted like any other.
 */
function withUnknownReasonAsRaw(raw: Raw): Raw {
  const { reason, reasonRaw } = raw;
  if (typeof reason !== "string" || reason.length > 256 || parseReason(reason) !== null) return raw;
  const given = reasonRaw !== null && reasonRaw !== undefined && text(reasonRaw)?.trim() !== "";
  return { ...raw, reason: null, ...(given ? {} : { reasonRaw: reason }) };
}

/**
 * Makes the captured values that a hand-off carries known while its texts are read, and gives them the key of their
 * conversation, which is derived only when there is a value to hash.
 */
function withCapturedValues(scope: Scope, raw: Raw, source: string, conversationId: string): Scope {
  const fields = isObject(raw.context) ? raw.context.fields : null;
  if (!Array.isArray(fields)) return scope;
  let hash: ((normalised: string) => string) | null = null;
  let print: Print | null = null;
  const read = new Map<string, ValueForms | null>();
  const readValue = (fieldName: string, value: string) => {
    const key = `${fieldName}\u001f${value}`;
    let forms = read.get(key);
    if (forms === undefined) {
      forms = formsOf(fieldName, cleanText(value));
      read.set(key, forms);
    }
    return forms;
  };
  const printValue = (fieldName: string, value: string) => {
    const forms = readValue(fieldName, value);
    print ??= scope.keyring.conversationPrint(source, conversationId);
    return forms ? printForms(forms, print) : undefined;
  };
  const known = fields.map((field): KnownValue | null => {
    if (!isObject(field) || typeof field.name !== "string") return null;
    const { name, value } = field;
    if (typeof value !== "string" && typeof value !== "number") return null;
    const found = knownValue(name.trim(), String(value));
    const forms = found && readValue(name.trim(), String(value));
    return found && forms ? { ...found, spellings: comparableForms(forms) } : found;
  });
  return {
    ...scope,
    known: [...scope.known, ...known.filter((value) => value !== null)],
    hashValue: (normalised) => {
      hash ??= scope.keyring.conversationHash(source, conversationId);
      return hash(normalised);
    },
    printValue,
  };
}

/** Fingerprints of what a customer or an agent says, from the text as it was before redaction. */
function addFingerprints(
  body: Raw & { fingerprints?: string },
  text: unknown,
  keyring: Keyring,
  source: string,
  conversationId: string,
): void {
  const { sender } = body as MessageBody;
  if (typeof text !== "string" || body.text === undefined || sender === "bot" || sender === "system") return;
  // An export brings those of the text before it was redacted.
  if (body.fingerprints !== undefined) return;
  body.fingerprints = fingerprintText(cleanText(text), keyring.conversationPrint(source, conversationId));
}

/** The channel as it was sent, when Baton does not know it. */
function unknownChannel(channel: unknown, scope: Scope): string | undefined {
  const sent = cleanText(text(channel) ?? "");
  return sent.toLowerCase() === "other" ? undefined : scope.redact(sent, scope.known);
}

/** A survey may come in parts, so what is checked is what one record says by itself. */
function checkScale(body: Raw): void {
  const { kind, score, scaleMin, scaleMax } = body as SurveyBody;
  if (scaleMin === undefined && scaleMax !== undefined)
    throw new Refusal("scale_incomplete", {}, "/scaleMin");
  if (scaleMax === undefined && scaleMin !== undefined)
    throw new Refusal("scale_incomplete", {}, "/scaleMax");
  const [min, max] = kind === "nps" ? [scaleMin ?? 0, scaleMax ?? 10] : [scaleMin, scaleMax];
  if (min === undefined || max === undefined) return;
  const expected = `${min} to ${max}`;
  if (min >= max) throw new Refusal("scale_invalid", { expected }, "/scaleMax");
  if (score !== undefined && (score < min || score > max)) {
    throw new Refusal("score_out_of_scale", { value: score, expected }, "/score");
  }
}

/** A key's name as it may be shown and stored. */
function shownKey(key: string): string {
  const name = redact(wellFormed(key).replace(/\p{Cc}/gu, " "));
  return name.length > LONGEST_SHOWN_KEY ? `${[...name].slice(0, LONGEST_SHOWN_KEY).join("")}…` : name;
}
