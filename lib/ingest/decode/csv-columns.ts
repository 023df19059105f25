import { type FieldKind, kindOf } from "@/lib/ingest/schema/field";
import { recordInputSchemas } from "@/lib/ingest/schema/records";

/** How a column of a CSV becomes a key of the record. */
export interface CsvColumn {
  /** The key; of columns such as `context.transcript` the one inside the context. */
  readonly key: string;
  /** Whether the key belongs to `context`. */
  readonly inContext: boolean;
  /** Turns a cell that is not empty into a value. What cannot be turned stays text, for validation to refuse. */
  readonly read: (cell: string) => unknown;
}

const CONTEXT = "context.";

/** Known column names in lower case. The same key means the same in every type of record. */
const KNOWN = new Map<string, { readonly name: string; readonly kind: FieldKind["kind"] | "type" }>();
for (const { shape } of Object.values(recordInputSchemas)) {
  for (const [name, schema] of Object.entries(shape)) {
    if (name === "type") {
      KNOWN.set(name, { name, kind: "type" });
      continue;
    }
    const kind = kindOf(schema);
    KNOWN.set(name.toLowerCase(), { name, kind: kind.kind });
    if (kind.kind !== "object") continue;
    for (const [inner, innerSchema] of Object.entries(kind.shape)) {
      const full = `${name}.${inner}`;
      KNOWN.set(full.toLowerCase(), { name: full, kind: kindOf(innerSchema).kind });
    }
  }
}

/** How many of these column names are keys of records: tells a header from data, and the right separator. */
export function countKnownColumns(names: readonly string[]): number {
  return names.filter((name) => KNOWN.has(name.trim().toLowerCase())).length;
}

/**
 * The columns that a header names, in order; null for a column without a name. Known names match in any case, the
 * others become attributes under the name given. Numbers may have a decimal comma when commas separate no columns.
 */
export function csvColumns(header: readonly string[], separator: string): readonly (CsvColumn | null)[] {
  return header.map((cell) => {
    const name = cell.trim();
    // Under this name a value would be lost (it is JavaScript's own); nobody calls a column so.
    if (name === "" || name === "__proto__") return null;
    const known = KNOWN.get(name.toLowerCase());
    const full = known?.name ?? name;
    const inContext = full.startsWith(CONTEXT);
    return {
      key: inContext ? full.slice(CONTEXT.length) : full,
      inContext,
      read: reader(known?.kind, separator !== ","),
    };
  });
}

function reader(
  kind: FieldKind["kind"] | "type" | undefined,
  decimalComma: boolean,
): (cell: string) => unknown {
  switch (kind) {
    case "flag":
    case "textOrFlag":
      return readFlag;
    case "number":
    case "count":
    case "wholeNumber":
      return (cell) => readNumber(decimalComma ? cell.replace(",", ".") : cell);
    case "labels":
      return (cell) => readList(cell, /[;|,]/);
    case "texts":
      return (cell) => readList(cell, /[;|]/);
    case "object":
    case "fields":
      return readJson;
    default:
      return (cell) => cell;
  }
}

function readFlag(cell: string): boolean | string {
  switch (cell.toLowerCase()) {
    case "true":
    case "yes":
    case "y":
    case "1":
      return true;
    case "false":
    case "no":
    case "n":
    case "0":
      return false;
    default:
      return cell;
  }
}

function readNumber(cell: string): number | string {
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(cell) ? Number(cell) : cell;
}

function readList(cell: string, separator: RegExp): unknown {
  if (cell.startsWith("[")) return readJson(cell);
  return cell
    .split(separator)
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** JSON in a cell. Text that is none, or is nested deeper than any key of a record, stays text. */
function readJson(cell: string): unknown {
  try {
    const value: unknown = JSON.parse(cell);
    return isShallow(value, 4) ? value : cell;
  } catch {
    return cell;
  }
}

function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
