type Json = { readonly [key: string]: unknown };

/** A JSON Schema as TypeScript: `{ "type": "array", "items": { "type": "string" } }` gives `string[]`. */
export function typeText(schema: unknown): string {
  if (typeof schema !== "object" || schema === null) return "unknown";
  const said = schema as Json;
  if (typeof said.$ref === "string") return said.$ref.replace("#/components/schemas/", "");
  if ("const" in said) return JSON.stringify(said.const);
  if (Array.isArray(said.enum)) return said.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = said.oneOf ?? said.anyOf;
  if (Array.isArray(choices)) return [...new Set(choices.map(typeText))].join(" | ");
  if (Array.isArray(said.type)) return said.type.map((type) => typeText({ ...said, type })).join(" | ");
  switch (said.type) {
    case "string":
      return "string";
    case "integer":
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "null":
      return "null";
    case "array":
      return `ReadonlyArray<${typeText(said.items)}>`;
    default:
      return said.type === "object" || said.properties ? objectText(said) : "unknown";
  }
}

function objectText(schema: Json): string {
  const required = Array.isArray(schema.required) ? schema.required : [];
  const properties = Object.entries((schema.properties ?? {}) as Json).map(
    ([name, property]) =>
      `${comment(property)}${key(name)}${required.includes(name) ? "" : "?"}: ${typeText(property)};`,
  );
  const more = schema.additionalProperties;
  if (properties.length === 0) return `Record<string, ${typeText(more)}>`;
  const open = more !== undefined && more !== false ? ["[key: string]: unknown;"] : [];
  return `{\n${[...properties, ...open].join("\n")}\n}`;
}

function comment(schema: unknown): string {
  const { description } = (schema ?? {}) as Json;
  return typeof description === "string" ? `/** ${description.replaceAll("*/", "* /")} */\n` : "";
}

/** A name as a key of a type. */
export function key(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
}
