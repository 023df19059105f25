import { formatInstant, parseInstant } from "@/lib/domain/instant";

/*
 * Reading what platforms really send: times in six notations, numbers in strings, JSON in strings, words that mean
 * nothing. What cannot be read is undefined, never a guess.
 */

/** A JSON object. */
export type Json = { readonly [key: string]: unknown };

/** Whether a value is a JSON object (no list, not null). */
export function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The object at a key; an empty one where there is none. JSON inside a string is read too. */
export function object(value: unknown): Json {
  const read = typeof value === "string" ? parsed(value) : value;
  return isObject(read) ? read : {};
}

/** The list at a key; an empty one where there is none. JSON inside a string is read too. */
export function list(value: unknown): readonly unknown[] {
  const read = typeof value === "string" ? parsed(value) : value;
  return Array.isArray(read) ? read : [];
}

/** The objects of a list. */
export function objects(value: unknown): readonly Json[] {
  return list(value).filter(isObject);
}

function parsed(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Words that platforms write where they have nothing. */
const NOTHING: ReadonlySet<string> = new Set(["", "null", "undefined", "none", "nil", "nan", "n/a"]);

/** A text; numbers become their digits, words for nothing become undefined. At most `longest` characters are kept. */
export function text(value: unknown, longest = 256): string | undefined {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  if (typeof value !== "string") return undefined;
  const trimmed = value.trim();
  if (NOTHING.has(trimmed.toLowerCase())) return undefined;
  if (trimmed.length <= longest) return trimmed;
  // Never half of a character that takes two units.
  return trimmed.slice(0, longest).replace(/[\uD800-\uDBFF]$/, "");
}

/** A number, also one written in a string. */
export function number(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) ? value : undefined;
  if (typeof value !== "string" || !/^\s*-?\d+(\.\d+)?([eE][+-]?\d+)?\s*$/.test(value)) return undefined;
  return Number(value);
}

/** A whole number from 0 on. */
export function count(value: unknown): number | undefined {
  const read = number(value);
  return read !== undefined && Number.isInteger(read) && read >= 0 ? read : undefined;
}

/** A yes or no, also as a word or as 0 and 1. */
export function flag(value: unknown): boolean | undefined {
  if (typeof value === "boolean") return value;
  const word = typeof value === "number" ? String(value) : typeof value === "string" ? value.trim() : "";
  if (/^(true|yes|y|1)$/i.test(word)) return true;
  return /^(false|no|n|0)$/i.test(word) ? false : undefined;
}

/** A value as a captured field may carry it: text, or a number or yes/no as text. */
export function scalar(value: unknown): string | undefined {
  return typeof value === "boolean" ? String(value) : text(value, 2000);
}

const FIRST_MILLIS = 100_000_000_000;
const FIRST_MICROS = 100_000_000_000_000;
const FIRST_NANOS = 100_000_000_000_000_000;
/** The year 2128: a larger number is no time at all. */
const PAST_NANOS = 5_000_000_000_000_000_000;
/** 2001-09-09: a smaller number of seconds is no time of a conversation, but -1, 0 and other marks for "not yet". */
const FIRST_SECONDS = 1_000_000_000;

/**
 * A time as ISO 8601 in UTC: from epoch seconds (also with a fraction), milli-, micro- or nanoseconds, as a number or
 * in a string; ISO 8601; `{"$date": …}`; `2026-01-02 03:04:05 UTC`; `/Date(1700000000000)/`; or the text of a browser or a mail with
 * its offset (`Fri Jul 23 2021 23:32:48 GMT+0530 (…)`).
 *
 * @param zone `utc` where the platform documents that it leaves the offset out and means UTC
 */
export function time(value: unknown, zone: "utc" | "said" = "said"): string | undefined {
  // MongoDB's exports write {"$date": …}.
  if (isObject(value)) return isObject(value.$date) ? undefined : time(value.$date, zone);
  const numeric = number(value);
  if (numeric !== undefined) return ofEpoch(numeric);
  if (typeof value !== "string") return undefined;
  const written = value.trim();
  const wrapped = /^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(written)?.[1];
  if (wrapped !== undefined) return ofEpoch(Number(wrapped) / 1000);
  return ofText(written, zone);
}

function ofEpoch(epoch: number): string | undefined {
  if (epoch < FIRST_SECONDS || epoch >= PAST_NANOS) return undefined;
  if (epoch >= FIRST_NANOS) return checked(Math.round(epoch / 1000));
  const micros = epoch >= FIRST_MICROS ? epoch : epoch * (epoch >= FIRST_MILLIS ? 1000 : 1_000_000);
  return checked(Math.round(micros));
}

function ofText(written: string, zone: "utc" | "said"): string | undefined {
  // Some platforms write up to seven digits of a fraction, some more.
  const iso = written.replace(/(\.\d{9})\d+/, "$1").replace(/ ?UTC$/i, "Z");
  const instant = parseInstant(iso);
  if (typeof instant === "number") return checked(instant);
  if (instant === "no_offset") {
    if (zone !== "utc") return undefined;
    const utc = parseInstant(iso.length === 10 ? `${iso}T00:00:00Z` : `${iso}Z`);
    return typeof utc === "number" ? checked(utc) : undefined;
  }
  // The text of a date in words is taken only when it says its offset.
  if (!/^[A-Z][a-z]{2}\b/.test(written) || !/(GMT|UTC|[+-]\d{4})/.test(written)) return undefined;
  const millis = Date.parse(written);
  return Number.isNaN(millis) ? undefined : checked(millis * 1000);
}

function checked(micros: number): string | undefined {
  const written = micros >= 0 ? formatInstant(micros) : "";
  return typeof parseInstant(written) === "number" ? written : undefined;
}

/** The time of `time` as a number to compare by; undefined as it is. */
export function moment(iso: string | undefined): number | undefined {
  if (iso === undefined) return undefined;
  const instant = parseInstant(iso);
  return typeof instant === "number" ? instant : undefined;
}

/** The earliest of some times. */
export function earliest(times: readonly (string | undefined)[]): string | undefined {
  return inOrder(times)[0];
}

/** The latest of some times. */
export function latest(times: readonly (string | undefined)[]): string | undefined {
  return inOrder(times).at(-1);
}

function inOrder(times: readonly (string | undefined)[]): string[] {
  return times.filter((at) => at !== undefined).sort((a, b) => (moment(a) ?? 0) - (moment(b) ?? 0));
}

/** HTML as plain text: without tags, with the usual entities resolved. */
export function plainText(html: unknown, longest = 16_000): string | undefined {
  const written = text(html, 64_000);
  if (written === undefined) return undefined;
  const plain = written
    .replace(/<(br|\/p|\/div|\/li)\s*\/?>/gi, "\n")
    .replace(/<[^>]*>/g, "")
    .replace(/&nbsp;/g, " ")
    .replace(/&lt;/g, "<")
    .replace(/&gt;/g, ">")
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, "&");
  return text(plain, longest);
}

/**
 * The version of a record that says when something began, where only events tell: of several the earliest begin must
 * hold, though the newest version wins. So an earlier time is given a later version, past every real one.
 */
export function versionForEarliest(at: string): string {
  return formatInstant(2 * END_OF_REAL_TIMES - (moment(at) ?? 0));
}

/** 2100-01-01T00:00:00Z in microseconds. */
const END_OF_REAL_TIMES = 4_102_444_800_000_000;

/** A number that follows from a text alone, from 0 to 2³¹ − 1: the place of a message whose platform numbers none. */
export function stableNumber(name: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 0x01000193);
  return (hash >>> 0) & 0x7fffffff;
}

/**
 * The place of a message whose platform numbers none: in the order of time, and messages of one instant in an order
 * that follows from their names alone.
 */
export function placeByTime(at: string | undefined, name: string | undefined): number {
  return (moment(at) ?? 0) + (stableNumber(name ?? "") % 1000);
}

/** The captured fields of a flat object: names and values, all handed over in fields of their own. */
export function structuredFields(
  attributes: Json,
  leaveOut: ReadonlySet<string> = new Set(),
): { readonly name: string; readonly passed: "structured"; readonly value: string }[] {
  return Object.entries(attributes).flatMap(([key, value]) => {
    const [name, said] = [text(key), scalar(value)];
    return name === undefined || said === undefined || leaveOut.has(key.toLowerCase())
      ? []
      : [{ name, passed: "structured" as const, value: said }];
  });
}
