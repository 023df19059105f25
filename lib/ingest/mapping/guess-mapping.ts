import { RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import { type TableRow, wordOf } from "./apply-mapping";
import { guessWord } from "./guess-words";
import type { ColumnMapping, DateOrder, Mapping, Scale } from "./mapping";
import { needsOrder, orderOf, readTime } from "./read-time";
import { type Decimal, isNothing, readCount, readFlag, readNumber, readScore } from "./read-value";
import { AMBIGUOUS, plainName, SYNONYMS } from "./synonyms";
import { TARGETS, type TargetKey, targetOf } from "./targets";

/** So many values must be readable for a column to be what its name says. */
const ENOUGH = 0.7;
/** A column of more different words is no list of choices. */
const MOST_WORDS = 60;

/** What a table is probably about, as a mapping to be looked at. */
export interface Guess {
  readonly mapping: Mapping;
  /** Columns whose dates could be read in either order; the person is asked. */
  readonly ambiguousDates: readonly string[];
}

/** A column with the values that say something. */
interface Column {
  readonly name: string;
  readonly plain: string;
  /** Of a key inside an object (`timestamps.created`) its own name. */
  readonly last: string;
  readonly values: readonly unknown[];
}

/**
 * Guesses from the names of the columns and the first rows of a table what each column means. A key is given to one
 * column only: the one whose name fits best, if its values can be read as that.
 */
export function guessMapping(names: readonly string[], rows: readonly TableRow[], zone: string): Guess {
  if (areRecords(names, rows)) {
    return {
      mapping: { version: 1, reads: "records", zone, columns: [], constants: {} },
      ambiguousDates: [],
    };
  }
  const columns = names.map((name) => ({
    name,
    plain: plainName(name),
    last: plainName(name.slice(name.lastIndexOf(".") + 1)),
    values: rows.map((row) => row[name]).filter((value) => !isNothing(value)),
  }));
  const order = orderIn(columns);
  // Where nothing tells: months come first where the clock has twelve hours.
  const likely = order ?? (hasTwelveHours(columns) ? "mdy" : null);
  const found = new Map<TargetKey, { column: Column; score: number }>();
  for (const column of columns) {
    const best = bestKey(column, zone);
    const before = best && found.get(best.key);
    if (best && (!before || best.score > before.score)) found.set(best.key, { column, score: best.score });
  }
  giveAmbiguous(columns, found, zone);
  giveIdByValues(columns, found);
  const position = new Map(columns.map(({ name }, i) => [name, i]));
  const mapped = [...found]
    .map(([key, { column }]) => columnMapping(key, column, likely))
    .sort((a, b) => (position.get(a.column) ?? 0) - (position.get(b.column) ?? 0));
  const kind = surveyKind(found.get("survey.score")?.column);
  return {
    mapping: {
      version: 1,
      reads: "columns",
      zone,
      columns: mapped,
      ...decimalIn(found),
      constants: kind && !found.has("survey.kind") ? { "survey.kind": kind } : {},
    },
    ambiguousDates: mapped
      .filter(({ key }) => targetOf(key).reading === "time")
      .filter(({ column }) => {
        const values = columns.find(({ name }) => name === column)?.values ?? [];
        return order === null && values.some((value) => needsOrder(value) && !String(value).includes("."));
      })
      .map(({ column }) => column),
  };
}

/** The column's meaning with what its values say about how to read them. */
export function columnMapping(
  key: TargetKey,
  column: { readonly name: string; readonly values: readonly unknown[] },
  order: DateOrder | null,
): ColumnMapping {
  const { reading, choices = [] } = targetOf(key);
  const base = { column: column.name, key };
  if (reading === "time") return order ? { ...base, order } : base;
  if (reading === "score") return { ...base, scale: guessScale(column.values, column.name) };
  if (reading !== "choice" && reading !== "openChoice") return base;
  const words = [...new Set(column.values.map(wordOf))].slice(0, MOST_WORDS);
  const values = Object.fromEntries(
    words.flatMap((word) => {
      const meant = guessWord(key, choices, word);
      // A word nobody knows: of a closed list it is left out, of an open one it stays as it is.
      if (meant === null) return reading === "choice" ? [[word, ""]] : [];
      return meant === word ? [] : [[word, meant]];
    }),
  );
  return Object.keys(values).length > 0 ? { ...base, values } : base;
}

/** The scale that the values of a column fit; scales from 1 to 5 are the most frequent. */
export function guessScale(values: readonly unknown[], name = ""): Scale {
  const numbers = values.map((value) => readNumber(value)).filter((value) => value !== undefined);
  const most = Math.max(...numbers, 0);
  const least = Math.min(...numbers, most);
  if (/\bnps\b|recommend/.test(plainName(name)) && most <= 10) return "0-10";
  if (most > 10) return "0-100";
  if (most > 7) return "0-10";
  if (most > 5) return least === 0 ? "0-10" : "1-7";
  if (numbers.length > 0 && most <= 1) return "0-1";
  return least === 0 && numbers.length > 0 ? "0-5" : "1-5";
}

/** Whether the rows are records of the contract as they are. */
function areRecords(names: readonly string[], rows: readonly TableRow[]): boolean {
  if (!names.includes("type") || !names.includes("conversationId")) return false;
  return rows.length > 0 && rows.every(({ type }) => (RECORD_TYPES as readonly unknown[]).includes(type));
}

const NAMES = new Map<string, TargetKey>();
for (const [key, names] of Object.entries(SYNONYMS)) {
  for (const name of names) if (!NAMES.has(name)) NAMES.set(name, key as TargetKey);
}
for (const key of Object.keys(TARGETS) as TargetKey[]) {
  if ("named" in TARGETS[key]) continue;
  const name = plainName(key.slice(key.lastIndexOf(".") + 1));
  if (!NAMES.has(name)) NAMES.set(name, key);
  NAMES.set(plainName(key), key);
}

function bestKey(column: Column, zone: string): { key: TargetKey; score: number } | null {
  const exact = NAMES.get(column.plain) ?? NAMES.get(column.last);
  if (exact && fits(exact, column.values, zone)) return { key: exact, score: 2 };
  const words = ` ${column.plain} `;
  let best: { key: TargetKey; score: number } | null = null;
  for (const [name, key] of NAMES) {
    // One short word inside a longer name tells too little.
    if (!name.includes(" ") && name.length < 5) continue;
    if (!words.includes(` ${name} `)) continue;
    const score = name.length / column.plain.length;
    if (score > 0.4 && (!best || score > best.score) && fits(key, column.values, zone)) best = { key, score };
  }
  return best;
}

/** Whether enough of the values can be read as what the key needs. A column without values fits by its name. */
function fits(key: TargetKey, values: readonly unknown[], zone: string): boolean {
  const read = readerFor(key, zone);
  if (!read || values.length === 0) return true;
  return values.filter((value) => read(value)).length >= values.length * ENOUGH;
}

function readerFor(key: TargetKey, zone: string): ((value: unknown) => boolean) | null {
  if (key === "handoff.summary") return null;
  switch (targetOf(key).reading) {
    case "time":
      return (value) => readTime(value, { zone, order: "dmy" }) !== undefined || needsOrder(value);
    case "flag":
      return (value) => readFlag(value) !== undefined;
    case "count":
      return (value) => readCount(value) !== undefined;
    case "score":
      return (value) => readScore(value, "0-100") !== undefined;
    case "choice":
      return (value) => wordOf(value).length <= 60;
    default:
      return null;
  }
}

/** Gives a date, a status and an id of no kind to the record that the file is most about. */
function giveAmbiguous(
  columns: readonly Column[],
  found: Map<TargetKey, { column: Column; score: number }>,
  zone: string,
): void {
  const main = mainType(found);
  const taken = new Set([...found.values()].map(({ column }) => column));
  const give = (names: readonly string[], wanted: readonly TargetKey[]) => {
    const key = wanted.find((one) => !found.has(one));
    const column = columns.find(
      (one) =>
        !taken.has(one) &&
        (names.includes(one.plain) ||
          names.includes(one.last) ||
          names.some((name) => one.plain.startsWith(`${name} `))) &&
        key !== undefined &&
        fits(key, one.values, zone),
    );
    if (!key || !column) return;
    found.set(key, { column, score: 1 });
    taken.add(column);
  };
  give(AMBIGUOUS.id, ["conversationId"]);
  if (main === "survey") give(AMBIGUOUS.time, ["survey.answeredAt"]);
  else if (main === "handoff") give(AMBIGUOUS.time, ["handoff.requestedAt"]);
  else if (main === "context_rating") give(AMBIGUOUS.time, ["context_rating.ratedAt"]);
  else if (main === "message") give(AMBIGUOUS.time, ["message.at"]);
  else give(AMBIGUOUS.time, ["conversation.startedAt"]);
  give(AMBIGUOUS.status, main === "handoff" ? ["handoff.status"] : ["conversation.outcome"]);
  // In a file about something else a rating's agent and comment are the agent's.
  if (main === "context_rating") {
    move(found, "handoff.agentId", "context_rating.agentId");
    move(found, "survey.comment", "context_rating.comment");
  }
  // A file without the start of a conversation is about what came after it.
  if (!found.has("conversation.startedAt")) {
    if (main === "handoff") move(found, "conversation.failedAttempts", "handoff.failedAttempts");
    if (main === "handoff") move(found, "conversation.channel", "handoff.toChannel");
    if (main === "message") move(found, "survey.comment", "message.text");
    for (const key of [...found.keys()]) if (targetOf(key).type === "conversation") found.delete(key);
  }
}

function move(
  found: Map<TargetKey, { column: Column; score: number }>,
  from: TargetKey,
  to: TargetKey,
): void {
  const held = found.get(from);
  if (!held || found.has(to)) return;
  found.delete(from);
  found.set(to, held);
}

/** Where no name tells the id: the first column whose values are all there and nearly all different. */
function giveIdByValues(
  columns: readonly Column[],
  found: Map<TargetKey, { column: Column; score: number }>,
): void {
  if (found.has("conversationId")) return;
  const taken = new Set([...found.values()].map(({ column }) => column));
  const most = Math.max(...columns.map(({ values }) => values.length), 0);
  const column = columns.find(
    (one) =>
      !taken.has(one) &&
      one.values.length > 1 &&
      one.values.length === most &&
      /\b(id|nr|no|number|nummer|key|uuid|ref)\b/.test(one.plain) &&
      new Set(one.values.map(wordOf)).size >= one.values.length * 0.9,
  );
  if (column) found.set("conversationId", { column, score: 0.5 });
}

/** Keys that say most about what a file is. */
const TELLING: { readonly [K in TargetKey]?: number } = {
  "conversation.startedAt": 3,
  "survey.score": 3,
  "message.text": 2,
  "message.sender": 2,
  "context_rating.usefulness": 3,
  "context_rating.used": 2,
  "handoff.reason": 2,
  "handoff.requestedAt": 3,
  "handoff.happened": 0.5,
  "handoff.agentId": 0.5,
  "survey.comment": 0.5,
};

function mainType(found: ReadonlyMap<TargetKey, { column: Column; score: number }>): RecordType {
  const weights = new Map<RecordType, number>();
  for (const [key, { score }] of found) {
    const { type } = targetOf(key);
    if (type === null) continue;
    weights.set(type, (weights.get(type) ?? 0) + (TELLING[key] ?? 1) * Math.min(score, 1));
  }
  const [first] = [...weights].sort((a, b) => b[1] - a[1]);
  return first?.[0] ?? "conversation";
}

function orderIn(columns: readonly Column[]): DateOrder | null {
  for (const { values } of columns) {
    for (const value of values) {
      const order = orderOf(value);
      if (order) return order;
    }
  }
  return null;
}

function hasTwelveHours(columns: readonly Column[]): boolean {
  return columns.some(({ values }) =>
    values.some((one) => needsOrder(one) && /\d\s*[ap]\.?m\.?$/i.test(String(one))),
  );
}

/** A comma, where numbers of one or two decimals are written with it; null where nothing tells. */
function decimalIn(found: ReadonlyMap<TargetKey, { column: Column; score: number }>): {
  readonly decimal?: Decimal;
} {
  for (const [key, { column }] of found) {
    const { reading } = targetOf(key);
    if (reading !== "count" && reading !== "score") continue;
    if (column.values.some((value) => typeof value === "string" && /^\d+,\d{1,2}$/.test(value.trim()))) {
      return { decimal: "," };
    }
  }
  return {};
}

function surveyKind(column: Column | undefined): "nps" | "ces" | null {
  if (!column) return null;
  if (/\bnps\b|recommend|promoter/.test(column.plain)) return "nps";
  return /\bces\b|effort|aufwand/.test(column.plain) ? "ces" : null;
}
