import { z } from "zod";
import { REASONS } from "@/lib/domain/reason";
import { CHANNELS } from "@/lib/domain/record";

/** How the value of a key is checked and brought into its canonical form. */
export type FieldKind =
  /** A name or an id on one line. */
  | { readonly kind: "label"; readonly max: number }
  /** Text that a person or a bot wrote: redacted. */
  | { readonly kind: "text"; readonly max: number }
  /** Text, or only whether there is one. */
  | { readonly kind: "textOrFlag"; readonly max: number }
  | { readonly kind: "texts" | "labels"; readonly max: number; readonly most: number }
  | { readonly kind: "choice"; readonly values: readonly string[] }
  /** A channel; one that Baton does not know is `other`. */
  | { readonly kind: "channel" }
  /** A reason that has to be known, and one that may be any text. */
  | { readonly kind: "knownReason" | "reason" }
  | { readonly kind: "instant" | "language" | "flag" | "number" | "count" | "wholeNumber" }
  /** Kept as a keyed hash only. */
  | { readonly kind: "customerRef" | "capturedValue"; readonly max: number }
  /** A keyed hash or fingerprints from an export: taken only where they were made with the key in use. */
  | { readonly kind: "keyed"; readonly form: RegExp }
  | { readonly kind: "object"; readonly shape: z.core.$ZodShape }
  | { readonly kind: "fields"; readonly shape: z.core.$ZodShape; readonly most: number };

/** The kind of every key of every input schema. What zod describes and what ingest does both come from here. */
const kinds = new WeakMap<z.core.$ZodType, FieldKind>();

/** How the values of a key are read, given its schema. */
export function kindOf(schema: z.core.$ZodType): FieldKind {
  const kind = kinds.get(schema);
  if (!kind) throw new Error("A schema without a kind: make it with one of the functions of this file.");
  return kind;
}

/** The largest count; every table and every sum of counts has room for it. */
export const LARGEST_COUNT = 2_147_483_647;
/** Lists longer than this are a mistake. */
export const LONGEST_LIST = 256;
const LABEL = 256;

interface Description {
  readonly description: string;
  readonly examples?: readonly unknown[];
}

/** Describes a schema for people and programs, and says how its values are read. */
function field<S extends z.ZodType>(schema: S, kind: FieldKind, { description, examples }: Description): S {
  const described = schema.meta({ description, ...(examples ? { examples: [...examples] } : {}) });
  kinds.set(described, kind);
  return described;
}

function optional<S extends z.ZodType>(schema: S, kind: FieldKind, description: Description) {
  return field(schema.nullish(), kind, description);
}

export function requiredLabel(description: string, ...examples: string[]) {
  return field(z.string().max(LABEL), { kind: "label", max: LABEL }, { description, examples });
}

export function label(description: string, ...examples: string[]) {
  return optional(z.string().max(LABEL), { kind: "label", max: LABEL }, { description, examples });
}

export function text(max: number, description: string, ...examples: string[]) {
  return optional(z.string().max(max), { kind: "text", max }, { description, examples });
}

export function textOrFlag(max: number, description: string, ...examples: (string | boolean)[]) {
  const schema = z.union([z.string().max(max), z.boolean()]);
  return optional(schema, { kind: "textOrFlag", max }, { description, examples });
}

/** A list of free text. */
export function texts(description: string, ...examples: string[][]) {
  const schema = z.array(z.string().max(LABEL)).max(LONGEST_LIST);
  return optional(schema, { kind: "texts", max: LABEL, most: LONGEST_LIST }, { description, examples });
}

/** A list of names. */
export function labels(description: string, ...examples: string[][]) {
  const schema = z.array(z.string().max(LABEL)).max(LONGEST_LIST);
  return optional(schema, { kind: "labels", max: LABEL, most: LONGEST_LIST }, { description, examples });
}

export function choice<const V extends readonly [string, ...string[]]>(values: V, description: string) {
  return optional(z.enum(values), { kind: "choice", values }, { description });
}

export function channel(description: string) {
  const schema = z.string().max(LABEL);
  return optional(schema, { kind: "channel" }, { description, examples: CHANNELS });
}

export function knownReason(description: string) {
  return optional(z.enum(REASONS), { kind: "knownReason" }, { description });
}

export function reason(description: string) {
  return optional(z.string().max(LABEL), { kind: "reason" }, { description, examples: REASONS });
}

export function language(description: string, ...examples: string[]) {
  return optional(z.string().max(LABEL), { kind: "language" }, { description, examples });
}

const instantSchema = z.string().max(LABEL).meta({ format: "date-time" });
const INSTANT_EXAMPLES = ["2026-10-12T08:00:20Z", "2026-10-12T10:00:20.5+02:00"];

export function requiredInstant(description: string) {
  return field(instantSchema, { kind: "instant" }, { description, examples: INSTANT_EXAMPLES });
}

export function instant(description: string) {
  return optional(instantSchema, { kind: "instant" }, { description });
}

export function flag(description: string) {
  return optional(z.boolean(), { kind: "flag" }, { description });
}

export function number(description: string) {
  return optional(z.number(), { kind: "number" }, { description });
}

export function count(description: string) {
  return optional(z.int().min(0).max(LARGEST_COUNT), { kind: "count" }, { description });
}

export function requiredWholeNumber(description: string) {
  return field(z.int(), { kind: "wholeNumber" }, { description });
}

export function customerRef(description: string) {
  return optional(z.string().max(LABEL), { kind: "customerRef", max: LABEL }, { description });
}

export function capturedValue(description: string) {
  const schema = z.union([z.string().max(LABEL), z.number(), z.boolean()]);
  return optional(schema, { kind: "capturedValue", max: LABEL }, { description });
}

/** What an export holds in place of a value that Baton does not keep. */
export function keyed(max: number, form: RegExp, description: string) {
  return optional(z.string().max(max), { kind: "keyed", form }, { description });
}

export function object<S extends z.core.$ZodLooseShape>(shape: S, description: string) {
  return optional(z.looseObject(shape), { kind: "object", shape }, { description });
}

/** The list of captured fields. */
export function fields<S extends z.core.$ZodLooseShape>(shape: S, description: string) {
  const schema = z.array(z.looseObject(shape)).max(LONGEST_LIST);
  return optional(schema, { kind: "fields", shape, most: LONGEST_LIST }, { description });
}
