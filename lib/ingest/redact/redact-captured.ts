import type { CanonicalRecord } from "@/lib/domain/record";
import { isLowInformation, normaliseValue } from "@/lib/ingest/validate/normalise-value";
import type { Print } from "@/lib/repeats/fingerprints";
import type { ValueLabel } from "./redact";
import { formsRedactor, type KnownValue, redactKnown } from "./redact";

/*
 * Captured values of a conversation are redacted wherever they stand in its texts, whichever came first: a record
 * that brings a value in clear cleans what is stored (the value itself is not kept), and texts that come later are
 * compared with the keyed hashes of the values that came before.
 */

type Body = CanonicalRecord["body"];

/** Keys of bodies, and of their `context`, that hold free text or lists of it. */
const TEXT_KEYS = ["text", "reasonText", "comment", "summary", "nextStep", "attempted"] as const;

/** A body with every free text changed; the same object where nothing changed. */
export function mapTexts<B extends object>(body: B, change: (text: string) => string): B {
  const values = body as { readonly [key: string]: unknown };
  let changed: B | null = null;
  const put = (key: string, next: unknown) => {
    if (next !== values[key]) changed = { ...(changed ?? body), [key]: next };
  };
  for (const key of TEXT_KEYS) {
    if (values[key] !== undefined) put(key, mapValue(values[key], change));
  }
  if (values.context !== undefined) put("context", mapNested(values.context, false, change));
  if (values.attributes !== undefined) put("attributes", mapNested(values.attributes, true, change));
  return changed ?? body;
}

function mapNested(value: unknown, allKeys: boolean, change: (text: string) => string): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (!allKeys) return mapTexts(value, change);
  const entries = Object.entries(value).map(([key, item]) => [key, mapValue(item, change)] as const);
  const same = entries.every(([key, item]) => item === (value as Record<string, unknown>)[key]);
  return same ? value : Object.fromEntries(entries);
}

function mapValue(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (!Array.isArray(value)) return value;
  const items = value.map((item) => mapValue(item, change));
  return items.every((item, i) => item === value[i]) ? value : items;
}

/** A body without the given values in its texts, which are free of other personal data already. */
export function withoutValues<B extends Body>(body: B, known: readonly KnownValue[]): B {
  return known.length === 0 ? body : mapTexts(body, (text) => redactKnown(text, known));
}

/** A body without the values whose fingerprints are given, in any spelling. */
export function withoutForms<B extends Body>(body: B, values: readonly ValueLabel[], print: Print): B {
  return values.length === 0 ? body : mapTexts(body, formsRedactor(values, print));
}

/** Runs of more words than this are not compared: no captured value of the kinds that are passed on is longer. */
const MOST_WORDS = 8;
const LONGEST_VALUE = 64;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/**
 * A body without the values whose hashes are given: every run of up to eight words of its texts is hashed and
 * compared. `labels`: hash → what stands in the value's place.
 */
export function withoutHashedValues<B extends Body>(
  body: B,
  labels: ReadonlyMap<string, string>,
  hash: (normalised: string) => string,
): B {
  return labels.size === 0 ? body : mapTexts(body, (text) => redactHashed(text, labels, hash));
}

function redactHashed(
  text: string,
  labels: ReadonlyMap<string, string>,
  hash: (normalised: string) => string,
): string {
  const words = [...text.matchAll(WORD)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  let redacted = "";
  let at = 0;
  for (let i = 0; i < words.length; i++) {
    const start = words[i]?.start ?? 0;
    const found = longestMatch(text, words.slice(i, i + MOST_WORDS), labels, hash);
    if (!found) continue;
    redacted += `${text.slice(at, start)}[${found.label}]`;
    at = words[i + found.words - 1]?.end ?? text.length;
    i += found.words - 1;
  }
  return at === 0 ? text : redacted + text.slice(at);
}

function longestMatch(
  text: string,
  run: readonly { readonly start: number; readonly end: number }[],
  labels: ReadonlyMap<string, string>,
  hash: (normalised: string) => string,
): { readonly label: string; readonly words: number } | null {
  for (let words = run.length; words > 0; words--) {
    const normalised = normaliseValue(text.slice(run[0]?.start, run[words - 1]?.end));
    if (normalised.length > LONGEST_VALUE || isLowInformation(normalised)) continue;
    const label = labels.get(hash(normalised));
    if (label !== undefined) return { label, words };
  }
  return null;
}
