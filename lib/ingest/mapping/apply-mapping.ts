import type { RecordType } from "@/lib/domain/record";
import { writeId } from "./join-ids";
import type { ColumnMapping, DateOrder, Mapping, Scale } from "./mapping";
import { readTime } from "./read-time";
import { isNothing, readCount, readFlag, readList, readScore } from "./read-value";
import { type Target, type TargetKey, targetOf } from "./targets";

/** A row of a table: column → value. */
export type TableRow = { readonly [column: string]: unknown };
/** A record of the contract, not yet checked. */
export type MappedRecord = { readonly [key: string]: unknown };

type Draft = { [key: string]: unknown };
type Step = (row: TableRow, drafts: Map<RecordType, Draft>) => void;

/** Keys that say which record it is, and no more: alone they make none. */
const NAMING: ReadonlySet<TargetKey> = new Set([
  "handoff.handoffId",
  "handoff.from",
  "survey.surveyId",
  "survey.kind",
  "context_rating.agentId",
  "message.sequence",
]);
const IN_CONTEXT: { readonly [key: string]: string } = {
  "handoff.transcript": "transcript",
  "handoff.summary": "summary",
  "handoff.reasonArrived": "reason",
  "handoff.nextStep": "nextStep",
};
const MOST_SEEN = 1_000;
const DEFAULT_SCALE: Scale = "1-5";
const DEFAULT_ORDER: DateOrder = "dmy";

/**
 * What makes records of rows by a mapping: one row gives a conversation, a hand-off, a survey, as far as it says
 * something of each. A value that cannot be read stands in the record as it was, to be refused with its error. Rows
 * are independent of each other: any batching gives the same records.
 */
export function mappedBy(mapping: Mapping): (row: TableRow) => readonly MappedRecord[] {
  if (mapping.reads === "records") return (row) => [row];
  const steps = mapping.columns.map((column) => stepOf(column, mapping));
  const types = typesOf(mapping);
  const happened = mapping.columns.find(({ key }) => key === "handoff.happened");
  const identity = mapping.columns.filter(({ key }) => targetOf(key).type === null);
  return (row) => {
    const drafts = new Map<RecordType, Draft>();
    for (const step of steps) step(row, drafts);
    if (happened) {
      const did = readFlag(row[happened.column]);
      if (did === false) drafts.delete("handoff");
      else if (did === true) draft(drafts, "handoff");
    }
    const shared: Draft = {};
    for (const { column, key, ids } of identity) {
      const value = row[column];
      if (isNothing(value)) continue;
      const text = plainText(value);
      shared[key] ??= ids ? writeId(text, ids) : text;
    }
    if (isTotals(row, shared.conversationId)) return [];
    if (mapping.constants.source) shared.source ??= mapping.constants.source;
    const records: MappedRecord[] = [];
    for (const type of types) {
      const body = drafts.get(type);
      if (!body) continue;
      for (const [key, value] of Object.entries(mapping.constants)) {
        const target = targetOf(key as TargetKey);
        if (target.type === type) body[lastPart(key)] ??= value;
      }
      records.push({ type, ...shared, ...body });
      // Without the id every record of the row is refused for the same reason: once is enough.
      if (shared.conversationId === undefined) break;
    }
    return records;
  };
}

const TOTALS =
  /^(grand |sub)?(totals?|sum|average|total général|gesamt(summe|ergebnis)?|summe|durchschnitt|mittelwert):?$/i;

/** Whether a row is the line of sums at the end of a report: it says so, where the id is or instead of one. */
function isTotals(row: TableRow, conversationId: unknown): boolean {
  if (typeof conversationId === "string") return TOTALS.test(conversationId.trim());
  return Object.values(row).some((value) => typeof value === "string" && TOTALS.test(value.trim()));
}

/** The types of records that a row can give, in the order in which it gives them. */
export function typesOf(mapping: Mapping): readonly RecordType[] {
  const types = ["conversation", "handoff", "survey", "context_rating", "message"] as const;
  return types.filter((type) => mapping.columns.some(({ key }) => targetOf(key).type === type));
}

/** What keeps a mapping from being used, in sentences; none when it can. */
export function mappingProblems(mapping: Mapping): readonly string[] {
  if (mapping.reads === "records") return [];
  const keys = new Set(mapping.columns.map(({ key }) => key));
  const types = typesOf(mapping);
  const problems: string[] = [];
  if (!keys.has("conversationId")) {
    problems.push("Say which column holds the conversation id: it joins the files with each other.");
  }
  if (types.length === 0) problems.push("Say what at least one other column means.");
  if (types.includes("conversation") && !keys.has("conversation.startedAt")) {
    problems.push("A conversation needs the time when it started: say which column holds it.");
  }
  if (types.includes("message") && !keys.has("message.sequence")) {
    problems.push("A message needs its number in the conversation: say which column holds it.");
  }
  for (const { column, key, name } of mapping.columns) {
    if (targetOf(key).named && !name) problems.push(`Give a name to what the column “${column}” holds.`);
  }
  return problems;
}

function draft(drafts: Map<RecordType, Draft>, type: RecordType): Draft {
  let found = drafts.get(type);
  if (!found) {
    found = {};
    drafts.set(type, found);
  }
  return found;
}

function stepOf(column: ColumnMapping, mapping: Mapping): Step {
  const target = targetOf(column.key);
  const { type } = target;
  if (type === null || column.key === "handoff.happened") return () => undefined;
  const read = readerOf(column, target, mapping);
  const put = putterOf(column);
  const isNaming = NAMING.has(column.key);
  return (row, drafts) => {
    const cell = row[column.column];
    if (isNothing(cell)) return;
    const value = read(cell);
    if (value === undefined) return;
    if (isNaming && !drafts.has(type) && !hasMore(row, type, mapping)) return;
    put(draft(drafts, type), value, cell);
  };
}

/** Whether a row says more of a record than which one it is. */
function hasMore(row: TableRow, type: RecordType, mapping: Mapping): boolean {
  return mapping.columns.some(
    ({ key, column }) => targetOf(key).type === type && !NAMING.has(key) && !isNothing(row[column]),
  );
}

function putterOf({ key, name = "" }: ColumnMapping): (body: Draft, value: unknown, cell: unknown) => void {
  const inContext = IN_CONTEXT[key];
  if (inContext !== undefined) {
    return (body, value) => {
      contextOf(body)[inContext] ??= value;
    };
  }
  switch (key) {
    case "survey.score":
      return (body, value) => {
        if (typeof value === "object") Object.assign(body, value);
        else body.score ??= value;
      };
    case "handoff.reason":
      return (body, value, cell) => {
        body.reason ??= value;
        body.reasonRaw ??= plainText(cell);
      };
    case "conversation.attribute":
      return (body, value) => {
        body[name] ??= value;
      };
    case "handoff.fieldValue":
      return (body, value) => {
        fieldOf(body, name).value ??= value;
      };
    case "handoff.fieldPassed":
      return (body, value) => {
        fieldOf(body, name).passed ??= value;
      };
    case "handoff.fieldReasked":
      return (body, value) => {
        fieldOf(body, name).reasked ??= value;
      };
    default: {
      const last = lastPart(key);
      return (body, value) => {
        body[last] ??= value;
      };
    }
  }
}

function contextOf(body: Draft): Draft {
  body.context ??= {};
  return body.context as Draft;
}

function fieldOf(body: Draft, name: string): Draft {
  const context = contextOf(body);
  context.fields ??= [];
  const fields = context.fields as Draft[];
  let field = fields.find((one) => one.name === name);
  if (!field) {
    field = { name };
    fields.push(field);
  }
  return field;
}

/** Reads a cell that says something; undefined where a word was mapped to nothing. */
function readerOf(column: ColumnMapping, target: Target, mapping: Mapping): (cell: unknown) => unknown {
  const values = new Map(Object.entries(column.values ?? {}));
  const base = baseReader(column, target, mapping);
  if (values.size === 0) return base;
  // Few words stand in a million cells.
  const seen = new Map<string, unknown>();
  return (cell) => {
    if (typeof cell === "string" && seen.has(cell)) return seen.get(cell);
    const meant = values.get(wordOf(cell));
    const read = meant === undefined ? base(cell) : meant === "" ? undefined : base(meant);
    if (typeof cell === "string" && typeof read !== "object" && seen.size < MOST_SEEN) seen.set(cell, read);
    return read;
  };
}

function baseReader(column: ColumnMapping, target: Target, mapping: Mapping): (cell: unknown) => unknown {
  switch (target.reading) {
    case "time": {
      const reading = { zone: mapping.zone, order: column.order ?? DEFAULT_ORDER };
      return (cell) => readTime(cell, reading) ?? plainText(cell);
    }
    case "flag":
      // Of a summary the text itself may be in the column.
      return (cell) => readFlag(cell) ?? plainText(cell);
    case "count":
      return (cell) => readCount(cell, mapping.decimal) ?? plainText(cell);
    case "list":
      return (cell) => readList(cell) ?? plainText(cell);
    case "score": {
      const scale = column.scale ?? DEFAULT_SCALE;
      return (cell) => readScore(cell, scale, mapping.decimal) ?? plainText(cell);
    }
    default:
      return plainText;
  }
}

/** A word of a file as value maps know it. */
export function wordOf(cell: unknown): string {
  return plainText(cell).trim().toLowerCase().slice(0, 256);
}

/** A cell as text; the time in a cell of a spreadsheet has no zone. */
export function plainText(cell: unknown): string {
  if (typeof cell === "string") return cell;
  if (cell instanceof Date) return cell.toISOString().slice(0, 19).replace("T", " ");
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

function lastPart(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}
