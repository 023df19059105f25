import { RECORD_TYPES, type RecordType } from "@/lib/domain/record";
import { mappingProblems, typesOf } from "@/lib/ingest/mapping/apply-mapping";
import { allRecords } from "@/lib/ingest/mapping/check-draft";
import type { FileShape } from "@/lib/ingest/mapping/file-shape";
import { SCALES } from "@/lib/ingest/mapping/mapping";
import { TARGETS, type TargetKey, TYPE_LABELS, targetOf } from "@/lib/ingest/mapping/targets";
import { metric } from "@/lib/metrics/catalogue";
import { formatCount, formatParts, formatValue } from "@/lib/metrics/format";
import { DRAFT_LEASE_SECONDS } from "@/lib/store/import-drafts";
import { AS_IT_IS, columnField, hasWords, orderOf } from "./entered-mapping";
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
  readonly order: string;
  /** Dates that could be read in either order; null where none could. */
  readonly orderNote: string | null;
  readonly isReady: boolean;
  readonly savedMappings: readonly string[];
  readonly check: CheckView | null;
  readonly progress: { readonly label: string; readonly share: number | null } | null;
  readonly problem: string | null;
  readonly imports: readonly {
    readonly id: string;
    readonly name: string;
    readonly stored: string;
    readonly unchanged: string;
    readonly refused: string;
    readonly state: string;
  }[];
  readonly numbers: readonly { readonly label: string; readonly value: string; readonly parts: string }[];
  readonly numbersNote: string;
  /** Leads to the conversations of the import's days. */
  readonly conversationsHref: string | null;
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

const ENCODING_NAMES: { readonly [E in FileShape["encoding"]]: string } = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16",
  "utf-16be": "UTF-16",
  "windows-1252": "Windows-1252",
};
const DELIMITER_NAMES: { readonly [delimiter: string]: string } = {
  ",": "commas",
  ";": "semicolons",
  "\t": "tabs",
  "|": "bars",
};
const PLURALS: { readonly [T in RecordType]: string } = {
  conversation: "conversations",
  handoff: "hand-offs",
  survey: "surveys",
  context_rating: "context ratings",
  message: "messages",
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
  const isWorking = draft.state === "checking" || draft.state === "importing";
  const state = isWorking
    ? isStale
      ? "stopped"
      : "working"
    : draft.state === "checked"
      ? "open"
      : draft.state;
  const mapping = files[0]?.mapping;
  const dates = [...new Set(files.flatMap(({ sample }) => sample.ambiguousDates))];
  const total = checked?.files.reduce((sum, { rows }) => sum + rows, 0) ?? null;
  const views = files.map(fileView);
  return {
    id: draft.id,
    state,
    title: files.map(({ name }) => name).join(", ") || "No files",
    files: views,
    zone: mapping?.zone ?? "UTC",
    source: mapping?.constants.source ?? "default",
    order: (mapping && orderOf(mapping)) ?? "dmy",
    orderNote:
      dates.length === 0
        ? null
        : `The dates in ${dates.map((name) => `“${name}”`).join(" and ")} could be read either way.`,
    isReady: views.length > 0 && views.every(({ problems }) => problems.length === 0),
    savedMappings: detail.savedMappings,
    check: draft.state === "checked" && checked ? checkView(detail) : null,
    progress: isWorking ? progressOf(draft.state, draft.rows, total) : null,
    problem:
      state !== "stopped"
        ? null
        : `${draft.state === "checking" ? "The check" : "The import"} stopped after ${formatCount(draft.rows)}${
            total === null ? "" : ` of ${formatCount(total)}`
          } rows. ${draft.problem ?? "Baton was stopped meanwhile. Go on: what was stored is not doubled."}`,
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

function progressOf(state: string, rows: number, total: number | null): DraftView["progress"] {
  const verb = state === "checking" ? "Reading" : "Importing";
  const of = state === "importing" && total ? ` of ${formatCount(total)}` : "";
  return {
    label: `${verb}: ${formatCount(rows)}${of} rows`,
    share: state === "importing" && total ? Math.min(1, rows / total) : null,
  };
}

function fileView(file: DraftFile): FileView {
  const { mapping, sample, shape } = file;
  const types = typesOf(mapping).map((type) => PLURALS[type]);
  const format =
    shape.format === "csv"
      ? `CSV with ${DELIMITER_NAMES[shape.delimiter ?? ","] ?? `“${shape.delimiter}”`}, ${ENCODING_NAMES[shape.encoding]}`
      : shape.format.toUpperCase();
  const about =
    mapping.reads === "records" ? "records as Baton takes them" : types.join(", ") || "not known yet";
  return {
    id: file.id,
    name: file.name,
    what: `${format}${shape.gzip ? ", gzip" : ""} · ${sizeText(file.size)} · ${about}`,
    note: sample.savedMapping ? `Read by the saved mapping “${sample.savedMapping}”.` : null,
    isRecords: mapping.reads === "records",
    columns: mapping.reads === "records" ? [] : sample.columns.map((column, i) => columnRow(file, column, i)),
    problems: mappingProblems(mapping),
    preview: file.preview.map((record, i) => ({
      id: String(i),
      row: `Row ${record.row}`,
      type: TYPE_LABELS[record.type as RecordType] ?? record.type,
      keys: record.keys.map(([key, value]) => `${key} ${value}`).join(" · "),
      refused: record.refused,
    })),
  };
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
  const open = words.filter(({ value, choices }) => choices && (value === "" || value === AS_IT_IS)).length;
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
    wordsNote: `${words.length} ${words.length === 1 ? "value" : "values"}${open > 0 ? `, ${open} not known` : ""}`,
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
    total: formatCount(all.reduce((sum, file) => sum + allRecords(file), 0)),
    rows: all.map((file) => ({
      id: file.fileId,
      name: names.get(file.fileId) ?? "",
      rows: formatCount(file.rows),
      records: RECORD_TYPES.filter((type) => file.records[type])
        .map((type) => `${formatCount(file.records[type] ?? 0)} ${PLURALS[type]}`)
        .join(", "),
      matched: formatCount(file.matched),
      waiting: formatCount(file.waiting),
      refused: formatCount(file.refused),
      problem: file.problem,
    })),
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

function numbersOf({
  report,
  files,
}: DraftDetail): Pick<DraftView, "numbers" | "numbersNote" | "conversationsHref"> {
  const values = report?.rows[0]?.values;
  if (!report || !values) return { numbers: [], numbersNote: "", conversationsHref: null };
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
    })),
    numbersNote: `Source ${sources.join(", ")}, ${report.period.from} to ${report.period.to}, whatever brought it in`,
    conversationsHref: `/conversations?${query}`,
  };
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
