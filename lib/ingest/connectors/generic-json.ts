import type { JSONPathQuery, JSONValue } from "json-p3";
import { type Connector, type OptionSpec, optionOf, type RecordDraft } from "./connector";
import {
  type GenericMapping,
  type KeyRule,
  type PathRule,
  type Reading,
  readMapping,
} from "./generic-mapping";
import { Mapping, NotUnderstood } from "./mapping";
import {
  count,
  flag,
  isObject,
  number,
  object,
  objects,
  placeByTime,
  scalar,
  structuredFields,
  text,
  time,
} from "./platform-value";
import { NOT_SUPPLIED } from "./supplies";

/** What a new connection begins with: a mapping that reads Baton's own names, to be changed. */
const FIRST_MAPPING = JSON.stringify(
  {
    items: "$",
    conversationId: "$.id",
    records: [
      {
        type: "conversation",
        keys: {
          startedAt: "$.startedAt",
          endedAt: "$.endedAt",
          channel: "$.channel",
          queryType: "$.intent",
          outcome: { path: "$.result", values: { resolved: "contained", transferred: "handed_off" } },
          updatedAt: "$.updatedAt",
        },
      },
      {
        type: "handoff",
        for: "$.handoffs[*]",
        keys: {
          handoffId: "@.id",
          requestedAt: "@.requestedAt",
          connectedAt: "@.connectedAt",
          reasonRaw: "@.reason",
          queue: "@.queue",
          "context.summary": "@.summary",
          "context.fields": { path: "@.details", as: "fields" },
        },
      },
    ],
  },
  null,
  2,
);

const OPTIONS: readonly OptionSpec[] = [
  {
    key: "mapping",
    label: "Mapping",
    hint: "JSON with JSONPath (RFC 9535). $ is one item, @ one element of “for”. Keys are those of Baton's records; context.… go into the hand-off's context. “when” takes a path that finds something, such as $[?@ == 'handover'] for an item in which some key has that value.",
    initial: FIRST_MAPPING,
    long: true,
    check(entered) {
      try {
        readMapping(entered);
        return null;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
  },
];

const BY_MAPPING = ["partly", "As far as your mapping finds it."] as const;

/** Any platform that sends JSON, by a mapping of its own. */
export const genericJson: Connector = {
  platform: "generic-json",
  name: "Any JSON, by a mapping",
  webhook: "JSON of any shape; a mapping with JSONPath says where each key is.",
  exportFile: "JSON, NDJSON or CSV; each row is one item.",
  signature: null,
  steps: [
    "Write the mapping below, under Options, and save it.",
    "Let your system send its JSON with POST to {url}",
    "Send the header Authorization: Bearer {secret} with it.",
    "Look at the first payload on this page: what the mapping made of it is shown there. After a change of the mapping, replay the payload.",
  ],
  options: OPTIONS,
  supplies: {
    ...NOT_SUPPLIED,
    started: BY_MAPPING,
    ended: BY_MAPPING,
    bot: BY_MAPPING,
    channel: BY_MAPPING,
    language: BY_MAPPING,
    queryType: BY_MAPPING,
    outcome: BY_MAPPING,
    messages: BY_MAPPING,
    failedAttempts: BY_MAPPING,
    transcriptLines: BY_MAPPING,
    requested: BY_MAPPING,
    connected: BY_MAPPING,
    reason: BY_MAPPING,
    queue: BY_MAPPING,
    agent: BY_MAPPING,
    fields: BY_MAPPING,
    contextTranscript: BY_MAPPING,
    summary: BY_MAPPING,
    survey: BY_MAPPING,
    journey: BY_MAPPING,
    test: BY_MAPPING,
    agentRating: BY_MAPPING,
  },
  reasons: [],
  readsWhole: false,
  map(body, context) {
    const mapping = new Mapping();
    let rules: GenericMapping;
    try {
      rules = readMapping(optionOf(context.options, OPTIONS, "mapping"));
    } catch (error) {
      mapping.problem("mapping", error instanceof Error ? error.message : String(error));
      return mapping.done();
    }
    mapping.label("items");
    const items = itemsOf(rules, body);
    if (items.length === 0 && !isQuiet(rules, body))
      mapping.problem("payload", "The path “items” finds nothing in it.");
    for (const [i, item] of items.entries()) {
      const where = items.length === 1 ? "payload" : `item ${i + 1}`;
      try {
        readItem(rules, item, mapping);
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        mapping.problem(where, error.message);
      }
    }
    return mapping.done();
  },
};

/** A list is read item by item where the mapping says nothing else, and page by page where it is one of pages. */
function itemsOf(rules: GenericMapping, body: unknown): readonly unknown[] {
  if (rules.items.toString() === "$") return Array.isArray(body) ? body : [body];
  const items = found(rules.items, body);
  return items.length > 0 || !Array.isArray(body) ? items : body.flatMap((page) => found(rules.items, page));
}

/** A page whose list is there and empty: some hours are quiet. */
function isQuiet({ list }: GenericMapping, body: unknown): boolean {
  const pages = Array.isArray(body) ? body : [body];
  return list !== null && pages.length > 0 && pages.every((page) => found(list, page).some(Array.isArray));
}

function readItem(rules: GenericMapping, item: unknown, mapping: Mapping): Mapping {
  if (!isObject(item)) throw new NotUnderstood("A JSON object is expected here.");
  const id = text(readValue(rules.conversationId, "conversationId", item, item));
  if (id === undefined) throw new NotUnderstood("The path of conversationId finds nothing.");
  if (rules.bot && !holds(rules.bot, item, item)) return mapping.add(id, "none", []);
  const test = rules.test !== null && flag(readValue(rules.test, "test", item, item)) === true;
  const records = rules.records.flatMap((rule) => {
    const elements = rule.each ? found(rule.each.query, item) : [item];
    return elements
      .filter((element) => rule.when === null || holds(rule.when, item, element))
      .map((element, place) => placed(draft(rule.type, rule.keys, item, element), place));
  });
  const marked = records.map((record) =>
    test && record.type === "conversation" ? { ...record, test: true } : record,
  );
  return mapping.add(
    id,
    records.some(({ type }) => type === "conversation") ? "bot" : "follows",
    marked,
    test,
  );
}

/** A line of a transcript without a number of its own takes its place from its time, else from its list. */
function placed(record: RecordDraft, place: number): RecordDraft {
  if (record.type !== "message" || record.sequence !== undefined) return record;
  const at = text(record.at);
  const words = `${text(record.sender) ?? ""} ${text(record.text, 16_000) ?? ""}`;
  return { ...record, sequence: at === undefined ? place : placeByTime(at, words) };
}

function draft(
  type: RecordDraft["type"],
  keys: readonly (readonly [string, KeyRule])[],
  item: unknown,
  element: unknown,
): RecordDraft {
  const record: { [key: string]: unknown } = {};
  const context: { [key: string]: unknown } = {};
  for (const [key, rule] of keys) {
    const value = readValue(rule, key, item, element);
    if (value === undefined) continue;
    if (key.startsWith("context.")) context[key.slice("context.".length)] = value;
    else record[key] = value;
  }
  return { ...record, ...(Object.keys(context).length > 0 ? { context } : {}), type };
}

function readValue(rule: KeyRule, key: string, item: unknown, element: unknown): unknown {
  if ("constant" in rule) return rule.constant;
  const values = found(rule.query, rule.relative ? element : item);
  const reading = rule.as ?? usualReading(key);
  if (reading === "texts") {
    const all = values.flatMap((value) => (Array.isArray(value) ? value : [value]));
    return values.length === 0
      ? undefined
      : all.map((value) => text(value, 500)).filter((said) => said !== undefined);
  }
  const [value] = values;
  const word = scalar(value)?.toLowerCase();
  const meaning = word === undefined ? undefined : rule.values.get(word);
  return meaning ?? read(value, reading, rule.zone);
}

function read(value: unknown, as: Reading, zone: "utc" | "said"): unknown {
  if (as === "time") return time(value, zone);
  if (as === "number") return number(value);
  if (as === "count") return count(value);
  if (as === "flag") return flag(value);
  if (as === "fields") return fieldsOf(value);
  return text(value, 16_000);
}

/** Captured details as an object of names and values, or as a list of them. */
function fieldsOf(value: unknown): readonly object[] {
  if (!Array.isArray(value)) return structuredFields(object(value));
  const pairs = objects(value).flatMap((one) => {
    const name = text(one.name) ?? text(one.key) ?? text(one.field) ?? text(one.id);
    return name === undefined ? [] : [[name, one.value] as const];
  });
  return structuredFields(Object.fromEntries(pairs));
}

const LISTS: ReadonlySet<string> = new Set(["context.attempted", "reaskedFields"]);
const FLAGS: ReadonlySet<string> = new Set(["test", "hadToRepeat", "context.transcript", "context.reason"]);
const COUNTS: ReadonlySet<string> = new Set([
  "customerMessages",
  "botMessages",
  "failedAttempts",
  "sequence",
]);
const NUMBERS: ReadonlySet<string> = new Set(["score", "scaleMin", "scaleMax"]);

/** How a key is read unless the mapping says otherwise. */
function usualReading(key: string): Reading {
  if (key === "at" || key.endsWith("At")) return "time";
  if (COUNTS.has(key)) return "count";
  if (NUMBERS.has(key)) return "number";
  if (FLAGS.has(key)) return "flag";
  return LISTS.has(key) ? "texts" : "text";
}

function holds(rule: PathRule, item: unknown, element: unknown): boolean {
  const [value] = found(rule.query, rule.relative ? element : item);
  return value !== undefined && value !== null && value !== false;
}

/** What a path finds; nothing where the value is nested too deeply to be searched. */
function found(query: JSONPathQuery, value: unknown): readonly unknown[] {
  try {
    // What was parsed from JSON is JSON.
    return query.query(value as JSONValue).values();
  } catch {
    return [];
  }
}
