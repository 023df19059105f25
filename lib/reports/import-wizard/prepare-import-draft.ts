import { weekOf } from "@/lib/domain/period";
import { RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import { mappingProblems, typesOf } from "@/lib/ingest/mapping/apply-mapping";
import { allRecords, type CheckedFile } from "@/lib/ingest/mapping/check-draft";
import { readAs } from "@/lib/ingest/mapping/file-shape";
import { ruleText, writeId } from "@/lib/ingest/mapping/join-ids";
import { SCALES } from "@/lib/ingest/mapping/mapping";
import { TARGETS, type TargetKey, TYPE_LABELS, targetOf } from "@/lib/ingest/mapping/targets";
import { metric } from "@/lib/metrics/catalogue";
import { counted, oneOrMany } from "@/lib/metrics/counted";
import { formatCount, formatParts, formatValue } from "@/lib/metrics/format";
import { formatDays } from "@/lib/metrics/format-time";
import { DRAFT_LEASE_SECONDS } from "@/lib/store/import-drafts";
import { AS_IT_IS, columnField, hasWords } from "./entered-mapping";
import { formatText, furtherSheets, prepareReading, type ReadingView } from "./prepare-reading";
import type { DraftDetail, DraftFile } from "./read-import-draft";

/** One of a list. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** A word of a column and what it means. */
export interface WordRow {
  readonly field: string;
  readonly word: string;
  readonly value: string;
  /** Null = any text may be entered. */
  readonly choices: readonly Choice[] | null;
}

/** A column of a file in its form. */
export interface ColumnRow {
  readonly column: string;
  readonly examples: string;
  readonly key: { readonly field: string; readonly value: string };
  readonly name: { readonly field: string; readonly value: string } | null;
  readonly scale: { readonly field: string; readonly value: string } | null;
  readonly words: readonly WordRow[];
  /** How many words are not known to Baton. */
  readonly wordsNote: string;
}

/** A file in the page of its draft. */
export interface FileView {
  readonly id: string;
  readonly name: string;
  readonly what: string;
  readonly note: string | null;
  readonly isRecords: boolean;
  readonly reading: ReadingView;
  /** Sheets of its workbook that can be added as files. */
  readonly furtherSheets: readonly string[];
  /** How the ids are written anew, in words; null = as they are. */
  readonly ids: string | null;
  readonly columns: readonly ColumnRow[];
  readonly problems: readonly string[];
  readonly preview: readonly {
    readonly id: string;
    readonly row: string;
    readonly type: string;
    readonly keys: string;
    readonly refused: string | null;
  }[];
}

/** What the page of a draft shows. */
export interface DraftView {
  readonly id: string;
  readonly state: "open" | "working" | "stopped" | "done";
  readonly title: string;
  readonly files: readonly FileView[];
  readonly zone: string;
  readonly source: string;
  readonly isReady: boolean;
  readonly savedMappings: readonly string[];
  readonly check: CheckView | null;
  readonly progress: {
    readonly label: string;
    readonly share: number | null;
    /** What stopping does, on the button that does it. */
    readonly stop: string;
  } | null;
  readonly problem: string | null;
  readonly imports: readonly {
    readonly id: string;
    readonly name: string;
    readonly stored: string;
    readonly unchanged: string;
    readonly refused: string;
    readonly state: string;
  }[];
  readonly numbers: readonly {
    readonly label: string;
    readonly value: string;
    readonly parts: string;
    /** Leads to the conversations behind it; null where there are none. */
    readonly href: string | null;
  }[];
  readonly numbersNote: string;
  /** Leads to the conversations of the import's days. */
  readonly conversationsHref: string | null;
  /** Leads to the review of the last week of the import. */
  readonly reviewHref: string | null;
}

/** What importing would do. */
export interface CheckView {
  readonly total: string;
  readonly rows: readonly {
    readonly id: string;
    readonly name: string;
    readonly rows: string;
    readonly records: string;
    readonly matched: string;
    readonly waiting: string;
    readonly refused: string;
    readonly problem: string | null;
    /** Rows that give nothing, in words. */
    readonly without: string | null;
  }[];
  /** Why records would wait, and what would help. */
  readonly joins: readonly {
    readonly id: string;
    readonly text: string;
    /** To be sent to read the ids so; null where no way was found. */
    readonly rule: string | null;
  }[];
  readonly refused: readonly {
    readonly id: string;
    readonly file: string;
    readonly type: string;
    readonly key: string;
    readonly example: string;
    readonly count: string;
  }[];
}

const WORDS: { readonly [T in RecordType]: string } = {
  conversation: "conversation",
  handoff: "hand-off",
  survey: "survey",
  context_rating: "context rating",
  message: "message",
};
const EXAMPLES = 3;

/** Everything that a column can mean, in groups. */
export const TARGET_GROUPS: readonly { readonly label: string; readonly choices: readonly Choice[] }[] = [
  { label: "Every record", choices: choicesOf(null) },
  ...RECORD_TYPES.map((type) => ({ label: TYPE_LABELS[type], choices: choicesOf(type) })),
];

/** The scales that a score can be on. */
export const SCALE_CHOICES: readonly Choice[] = SCALES.map((scale) => ({
  value: scale,
  label:
    scale === "0-1"
      ? "0 or 1 (thumbs)"
      : scale === "0-100"
        ? "0 to 100 (per cent)"
        : scale.replace("-", " to "),
}));

/** Decides what the page of a draft shows. `now` in milliseconds. */
export function prepareImportDraft(detail: DraftDetail, now: number): DraftView {
  const { draft, files, checked } = detail;
  const isStale = draft.workAt === null || now - draft.workAt.getTime() > DRAFT_LEASE_SECONDS * 1000;
  const isWorking = !isStale && (draft.state === "checking" || draft.state === "importing");
  const hasBrokenOff = draft.state === "stopped" || (isStale && draft.state === "importing");
  const isDone = draft.state === "done";
  const state = isWorking ? "working" : hasBrokenOff ? "stopped" : isDone ? "done" : "open";
  const mapping = files[0]?.mapping;
  const total = checked?.files.reduce((sum, { rows }) => sum + rows, 0) ?? null;
  const views = files.map((file) => fileView(file, detail.files));
  return {
    id: draft.id,
    state,
    title: files.map(({ name }) => name).join(", ") || "No files",
    files: views,
    zone: mapping?.zone ?? "UTC",
    source: mapping?.constants.source ?? "default",
    isReady: views.length > 0 && views.every(({ problems }) => problems.length === 0),
    savedMappings: detail.savedMappings,
    check: draft.state === "checked" && checked ? checkView(detail) : null,
    progress: isWorking ? progressOf(draft.state, draft.rows, total) : null,
    problem: problemOf(draft, state, total),
    imports: files.flatMap(({ name, imported }) =>
      imported
        ? [
            {
              id: imported.id,
              name,
              stored: formatCount(imported.created + imported.updated),
              unchanged: formatCount(imported.unchanged + imported.stale),
              refused: formatCount(imported.rejected),
              state: imported.problem ?? (imported.state === "done" ? "Done" : imported.state),
            },
          ]
        : [],
    ),
    ...numbersOf(detail),
  };
}

/** What ended the work early, and what helps. */
function problemOf(
  { state: stored, rows, problem }: DraftDetail["draft"],
  state: DraftView["state"],
  total: number | null,
): string | null {
  const of = total === null ? "" : ` of ${formatCount(total)}`;
  if (state === "stopped") {
    return `The import stopped after reading ${formatCount(rows)}${of} ${oneOrMany(total ?? rows, "row")}. ${
      problem ?? "Baton was stopped meanwhile."
    } Go on: it goes on where it stopped, and nothing is doubled.`;
  }
  if (state !== "open") return null;
  if (stored === "checking")
    return "The check stopped because Baton was stopped. Nothing was stored: check again.";
  return problem === null ? null : `The check did not come to its end. ${problem} Nothing was stored.`;
}

function progressOf(state: string, rows: number, total: number | null): DraftView["progress"] {
  const verb = state === "checking" ? "Reading" : "Importing";
  const of = total ? ` of ${formatCount(total)}` : "";
  return {
    label: `${verb}: ${formatCount(rows)}${of} ${oneOrMany(total || rows, "row")}`,
    share: total ? Math.min(1, rows / total) : null,
    stop: state === "checking" ? "Stop reading" : "Stop importing",
  };
}

function fileView(file: DraftFile, files: readonly DraftFile[]): FileView {
  const { mapping, sample } = file;
  const types = typesOf(mapping).map((type) => `${WORDS[type]}s`);
  const about =
    mapping.reads === "records" ? "records as Baton takes them" : types.join(", ") || "not known yet";
  return {
    id: file.id,
    name: file.name,
    what: `${formatText(readAs(file.shape, mapping))} · ${sizeText(file.size)} · ${about}`,
    note: sample.savedMapping ? `Read by the saved mapping “${sample.savedMapping}”.` : null,
    isRecords: mapping.reads === "records",
    reading: prepareReading(file),
    furtherSheets: furtherSheets(file, files),
    ids: idsText(mapping),
    columns: mapping.reads === "records" ? [] : sample.columns.map((column, i) => columnRow(file, column, i)),
    problems: mappingProblems(mapping),
    preview: file.preview.map((record, i) => ({
      id: String(i),
      row: `Row ${record.row}`,
      type: TYPE_LABELS[record.type as RecordType] ?? record.type,
      keys: shownKeys(record, mapping.zone),
      refused: record.refused,
    })),
  };
}

/** What a record says, in words: a score with its scale. */
function shownKeys({ type, keys }: DraftFile["preview"][number], zone: string): string {
  const all = new Map(keys);
  const [min, max] = [all.get("scaleMin"), all.get("scaleMax")];
  return keys
    .filter(([key]) => key !== "scaleMin" && key !== "scaleMax")
    .map(([key, value]) => {
      const scale = key === "score" && min !== undefined ? ` (${min} to ${max})` : "";
      return `${labelOf(type, key)} ${shownValue(value, zone)}${scale}`;
    })
    .join(" · ");
}

/** What a key of a record is called where columns are mapped; details and attributes have names of their own. */
function labelOf(type: string, key: string): string {
  if (key === "reasonRaw") return "Reason in the file";
  const exact = `${type}.${key}`;
  if (Object.hasOwn(TARGETS, exact)) return targetOf(exact as TargetKey).label;
  return Object.hasOwn(TARGETS, key) ? targetOf(key as TargetKey).label : key;
}

/** A value as people read it: times in the file's zone, yes and no. */
function shownValue(value: string, zone: string): string {
  if (value === "true" || value === "false") return value === "true" ? "yes" : "no";
  if (!/^\d{4}-\d\d-\d\dT.*Z$/.test(value)) return value;
  return new Intl.DateTimeFormat("en-GB", {
    weekday: "short",
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    timeZone: zone,
  }).format(new Date(value));
}

function idsText({ columns }: DraftFile["mapping"]): string | null {
  const rule = columns.find(({ key }) => key === "conversationId")?.ids;
  return rule ? ruleText(rule) : null;
}

function columnRow({ mapping, sample }: DraftFile, column: string, i: number): ColumnRow {
  const known = mapping.columns.find((one) => one.column === column);
  const examples = sample.words[column] ?? [
    ...new Set(
      sample.rows
        .map((row) => row[column])
        .filter((value) => value !== undefined)
        .map(String),
    ),
  ];
  const words =
    known && hasWords(known.key)
      ? (sample.words[column] ?? []).map((word, j) => wordRow(known, word, i, j))
      : [];
  const open = words.filter(
    ({ word, value, choices }) =>
      choices &&
      (value === "" || value === AS_IT_IS) &&
      // A word of Baton's own is known as it is.
      !choices.some((choice) => choice.value === word.toLowerCase()),
  ).length;
  return {
    column,
    examples: examples
      .slice(0, EXAMPLES)
      .map((value) => (value.length > 40 ? `${value.slice(0, 40)}…` : value))
      .join(" · "),
    key: { field: columnField.key(i), value: known?.key ?? "" },
    name: known && targetOf(known.key).named ? { field: columnField.name(i), value: known.name ?? "" } : null,
    scale:
      known?.key === "survey.score" ? { field: columnField.scale(i), value: known.scale ?? "1-5" } : null,
    words,
    wordsNote: `${counted(words.length, "value")}${open > 0 ? `, ${open} not known` : ""}`,
  };
}

function wordRow(
  known: { readonly key: TargetKey; readonly values?: { readonly [word: string]: string } | undefined },
  word: string,
  i: number,
  j: number,
): WordRow {
  const { choices, reading } = targetOf(known.key);
  const meant = known.values?.[word.toLowerCase()];
  const isKnown = choices?.includes(word.toLowerCase()) ?? false;
  const field = columnField.word(i, j);
  if (!choices) return { field, word, value: meant ?? word, choices: null };
  const keep =
    reading === "openChoice" || isKnown
      ? [{ value: AS_IT_IS, label: isKnown ? "as it is" : keptAs(known.key) }]
      : [];
  return {
    field,
    word,
    value: meant ?? (keep.length > 0 ? AS_IT_IS : ""),
    choices: [
      ...keep,
      { value: "", label: "not known, leave out" },
      ...choices.map((value) => ({ value, label: value.replaceAll("_", " ") })),
    ],
  };
}

function keptAs(key: TargetKey): string {
  return key === "handoff.reason" ? "keep: classify later in the reason map" : "keep as other";
}

function checkView({ files, checked }: DraftDetail): CheckView {
  const names = new Map(files.map(({ id, name }) => [id, name]));
  const all = checked?.files ?? [];
  return {
    total: counted(
      all.reduce((sum, file) => sum + allRecords(file), 0),
      "record",
    ),
    rows: all.map((file) => ({
      id: file.fileId,
      name: names.get(file.fileId) ?? "",
      rows: formatCount(file.rows),
      records: RECORD_TYPES.filter((type) => file.records[type])
        .map((type) => counted(file.records[type] ?? 0, WORDS[type]))
        .join(", "),
      matched: formatCount(file.matched),
      waiting: formatCount(file.waiting),
      refused: formatCount(file.refused),
      problem: file.problem,
      without:
        file.without > 0
          ? `${counted(file.without, "row says", "rows say")} nothing of a record, such as totals`
          : null,
    })),
    joins: all.flatMap((file) => joinView(file, names.get(file.fileId) ?? "")),
    refused: all.flatMap(({ fileId, kinds }) =>
      kinds.map((kind) => ({
        id: `${fileId} ${kind.code} ${kind.type} ${kind.path}`,
        file: names.get(fileId) ?? "",
        type: kind.type ? (TYPE_LABELS[kind.type as RecordType] ?? kind.type) : "–",
        key: kind.path || "–",
        example: kind.example,
        count: formatCount(kind.count),
      })),
    ),
  };
}

function joinView({ fileId, join, waiting, matched }: CheckedFile, name: string): CheckView["joins"] {
  if (!join) return [];
  const { example, known, rule, found, looked } = join;
  const whole = `${counted(waiting, "record")} of ${name} ${oneOrMany(waiting, "finds", "find")} no conversation`;
  if (rule) {
    const share = `${formatCount(found)} of ${formatCount(looked)} ids looked at`;
    return [
      {
        id: fileId,
        text: `${whole}: its ids are written otherwise (${example}; conversations: ${known}). Written ${ruleText(rule)} (${writeId(example, rule)}), ${share} find theirs.`,
        rule: JSON.stringify(rule),
      },
    ];
  }
  const why =
    known === null
      ? "No conversation of this source is known: import the bot's file too, or correct the source."
      : `Its ids look like ${example}, those of the conversations like ${known}. ${
          matched === 0
            ? "Is this the right column, and the right source?"
            : "Their conversations may come with another export."
        }`;
  return [{ id: fileId, text: `${whole}. ${why}`, rule: null }];
}

function numbersOf({
  report,
  files,
}: DraftDetail): Pick<DraftView, "numbers" | "numbersNote" | "conversationsHref" | "reviewHref"> {
  const values = report?.rows[0]?.values;
  if (!report || !values) {
    return { numbers: [], numbersNote: "", conversationsHref: null, reviewHref: null };
  }
  const sources = [...new Set(files.map(({ mapping }) => mapping.constants.source ?? "default"))];
  const query = new URLSearchParams(sources.map((source) => ["source", source]));
  if (report.period.from) query.set("from", report.period.from);
  if (report.period.to) query.set("to", report.period.to);
  return {
    numbers: Object.entries(values).map(([id, value]) => ({
      label: metric(id).label,
      value:
        value.value === null
          ? value.withheld === "too_few"
            ? "Too few to say"
            : "No data"
          : formatValue(metric(id).unit, value.value),
      parts:
        value.numerator === null || value.denominator === null
          ? ""
          : formatParts(value.numerator, value.denominator),
      href:
        value.numerator === null || value.numerator === 0
          ? null
          : `/conversations?metric=${id}&part=numerator&${query}`,
    })),
    numbersNote: `${sources.length === 1 ? "Source" : "Sources"} ${sources.join(", ")}${daysOf(report.period)}; records that came in other ways are in them too`,
    conversationsHref: `/conversations?${query}`,
    reviewHref: report.period.to ? `/?week=${weekOf(report.period.to)}` : null,
  };
}

function daysOf({ from, to }: NonNullable<DraftDetail["report"]>["period"]): string {
  return from && to ? `, ${formatDays(from, to)}` : "";
}

function choicesOf(type: RecordType | null): readonly Choice[] {
  return (Object.keys(TARGETS) as TargetKey[])
    .filter((key) => targetOf(key).type === type)
    .map((key) => ({ value: key, label: targetOf(key).label }));
}

function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`;
  const [size, unit] = bytes < 1024 * 1024 ? [bytes / 1024, "KB"] : [bytes / 1024 / 1024, "MB"];
  return `${size.toFixed(size < 10 ? 1 : 0)} ${unit}`;
}
