import { piecesOf } from "./pieces";
import { isObject, type Json, object, objects, text } from "./platform-value";

/*
 * Rows of BigQuery in the forms in which they leave it: newline-delimited JSON (nested, numbers of 64 bits as
 * strings), an answer of its REST API (schema, and rows of f and v:
 * https://cloud.google.com/bigquery/docs/reference/rest/v2/jobs/getQueryResults), and flat tables whose columns are
 * named `a.b` or hold JSON.
 */

/** The rows of a payload, as objects. */
export function bigQueryRows(body: unknown, ...pageKeys: readonly string[]): readonly unknown[] {
  const pages = Array.isArray(body) ? body : [body];
  return pages.flatMap((page) => {
    const fields = objects(object(object(page).schema).fields);
    if (fields.length === 0) return piecesOf(page, "rows", ...pageKeys).map(nested);
    return objects(object(page).rows).map((row) => record(row, fields));
  });
}

function record(row: Json, fields: readonly Json[]): Json {
  const cells = objects(row.f);
  return Object.fromEntries(fields.map((field, i) => [text(field.name) ?? "", cell(cells[i]?.v, field)]));
}

function cell(value: unknown, field: Json): unknown {
  if (text(field.mode)?.toUpperCase() === "REPEATED") {
    return Array.isArray(value) ? objects(value).map(({ v }) => single(v, field)) : [];
  }
  return single(value, field);
}

function single(value: unknown, field: Json): unknown {
  return isObject(value) ? record(value, objects(field.fields)) : value;
}

/** `{"a.b": 1}` as `{"a": {"b": 1}}`; columns without a dot stay. */
function nested(row: unknown): unknown {
  if (!isObject(row) || !Object.keys(row).some((key) => key.includes("."))) return row;
  const whole: { [key: string]: unknown } = {};
  for (const [key, value] of Object.entries(row)) {
    const path = key.split(".");
    const name = path.pop() ?? key;
    let at = whole;
    for (const step of path) {
      // Own keys alone, so that a column named __proto__ is a column.
      const inner = Object.hasOwn(at, step) ? at[step] : undefined;
      const next: { [key: string]: unknown } = isObject(inner) ? { ...inner } : {};
      Object.defineProperty(at, step, { value: next, enumerable: true, configurable: true, writable: true });
      at = next;
    }
    Object.defineProperty(at, name, { value, enumerable: true, configurable: true, writable: true });
  }
  return whole;
}
