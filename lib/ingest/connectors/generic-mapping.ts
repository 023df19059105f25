import { compile, type JSONPathQuery } from "json-p3";
import { z } from "zod";
import { RECORD_TYPES } from "@/lib/domain/record";

/*
 * The mapping of the generic connector: JSON in which every key of a record is found by a JSONPath (RFC 9535). Paths
 * are compiled, never evaluated as code.
 */

const readings = ["text", "number", "count", "flag", "time", "texts", "fields"] as const;

/** How a value is to be read. */
export type Reading = (typeof readings)[number];

const keySchema = z.union([
  z.string().describe("A JSONPath: $ is the item, @ the element of `for`"),
  z.strictObject({
    path: z.string(),
    as: z.enum(readings).optional(),
    /** What the platform's words mean: `{"closed": "contained"}`; words that are not listed stay. */
    values: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
    zone: z.enum(["utc"]).optional(),
  }),
  z.strictObject({ value: z.union([z.string(), z.number(), z.boolean()]) }),
]);

const mappingSchema = z.strictObject({
  /** Where the conversations are in a payload. */
  items: z.string().default("$"),
  conversationId: keySchema,
  /** Where it yields nothing (or false), the bot took no part. */
  bot: z.string().optional(),
  test: keySchema.optional(),
  records: z
    .array(
      z.strictObject({
        type: z.enum(RECORD_TYPES),
        /** One record for each element found; without it one for the item. */
        for: z.string().optional(),
        /** Only where this yields something (and not false). */
        when: z.string().optional(),
        keys: z.record(z.string(), keySchema),
      }),
    )
    .min(1),
});

/** How one key is found and read. */
export type KeyRule =
  | { readonly constant: string | number | boolean }
  | {
      readonly relative: boolean;
      readonly query: JSONPathQuery;
      readonly as: Reading | undefined;
      readonly values: ReadonlyMap<string, string | number | boolean>;
      readonly zone: "utc" | "said";
    };

/** A path with where it begins. */
export interface PathRule {
  readonly relative: boolean;
  readonly query: JSONPathQuery;
}

/** A mapping, ready to use. */
export interface GenericMapping {
  readonly items: JSONPathQuery;
  /** The list whose elements are the items, where the path ends in [*]: it may be empty without being a mistake. */
  readonly list: JSONPathQuery | null;
  readonly conversationId: KeyRule;
  readonly bot: PathRule | null;
  readonly test: KeyRule | null;
  readonly records: readonly {
    readonly type: (typeof RECORD_TYPES)[number];
    readonly each: PathRule | null;
    readonly when: PathRule | null;
    readonly keys: readonly (readonly [string, KeyRule])[];
  }[];
}

/** Reads a mapping as it is entered. Throws an Error whose message says what is wrong and where. */
export function readMapping(text: string): GenericMapping {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    throw new Error("The mapping is not JSON.");
  }
  const parsed = mappingSchema.safeParse(raw);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.join(".") ?? "";
    throw new Error(`The mapping is not understood${at ? ` at ${at}` : ""}: ${issue?.message ?? "unknown"}.`);
  }
  const { items, conversationId, bot, test, records } = parsed.data;
  return {
    items: pathRule(items).query,
    list: /\[\s*\*\s*\]$/.test(items) ? pathRule(items.replace(/\[\s*\*\s*\]$/, "")).query : null,
    conversationId: keyRule(conversationId),
    bot: bot === undefined ? null : pathRule(bot),
    test: test === undefined ? null : keyRule(test),
    records: records.map(({ type, for: each, when, keys }) => ({
      type,
      each: each === undefined ? null : pathRule(each),
      when: when === undefined ? null : pathRule(when),
      keys: Object.entries(keys).map(([key, rule]) => [key, keyRule(rule)] as const),
    })),
  };
}

function keyRule(rule: z.output<typeof keySchema>): KeyRule {
  if (typeof rule === "string") {
    return { ...pathRule(rule), as: undefined, values: new Map(), zone: "said" };
  }
  if ("value" in rule) return { constant: rule.value };
  const values = new Map(
    Object.entries(rule.values ?? {}).map(([word, meaning]) => [word.toLowerCase(), meaning]),
  );
  return { ...pathRule(rule.path), as: rule.as, values, zone: rule.zone ?? "said" };
}

function pathRule(path: string): PathRule {
  const relative = path.startsWith("@");
  try {
    return { relative, query: compile(relative ? `$${path.slice(1)}` : path) };
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    throw new Error(`The path ${path} is no JSONPath (RFC 9535): ${said}.`);
  }
}
