type Json = { readonly [key: string]: unknown };

/** Text for a key of this name, where the schema does not say more. */
const BY_NAME: readonly (readonly [pattern: RegExp, text: string])[] = [
  [/^(id|importId|payloadId)$|Id$/, "6f1c2a34-5b7d-4e8f-9a0b-1c2d3e4f5a6b"],
  [/At$|^asOf$|^timestamp$/, "2026-11-16T09:03:00Z"],
  [/^(from|to)$/, "2026-11-15"],
  [/^timeZone$/, "Europe/London"],
  [/^(url|href)$/, "https://baton.example.org/"],
  [/^message$|^detail$/, "What is wrong and what to do."],
];

const DEEPEST = 8;

/**
 * A value that a JSON Schema describes: its own example, default or constant where it has one, else the simplest value
 * there is. `$ref` is looked up in `definitions` (`#/components/schemas/…`).
 */
export function exampleValue(schema: unknown, definitions: Json, name = "", depth = 0): unknown {
  if (typeof schema !== "object" || schema === null || depth > DEEPEST) return null;
  const said = schema as { readonly [keyword: string]: unknown };
  if (typeof said.$ref === "string") {
    const target = said.$ref.replace("#/components/schemas/", "");
    return exampleValue(definitions[target], definitions, name, depth + 1);
  }
  if (Array.isArray(said.examples) && said.examples.length > 0) return said.examples[0];
  if ("const" in said) return said.const;
  if ("default" in said) return said.default;
  if (Array.isArray(said.enum)) return said.enum[0];
  const choices = said.oneOf ?? said.anyOf;
  if (Array.isArray(choices)) return exampleValue(choices[0], definitions, name, depth + 1);
  const type = Array.isArray(said.type) ? said.type[0] : said.type;
  if (type === "array") return [exampleValue(said.items, definitions, name, depth + 1)];
  if (type === "object" || said.properties) return exampleObject(said, definitions, depth);
  if (type === "integer" || type === "number")
    return typeof said.minimum === "number" ? Math.max(said.minimum, 1) : 1;
  if (type === "boolean") return true;
  if (type === "null") return null;
  if (type !== "string") return {};
  if (said.format === "date") return "2026-11-15";
  return BY_NAME.find(([pattern]) => pattern.test(name))?.[1] ?? "text";
}

function exampleObject(schema: Json, definitions: Json, depth: number): Json {
  const properties = Object.entries((schema.properties ?? {}) as Json);
  const required = Array.isArray(schema.required) ? schema.required : [];
  return Object.fromEntries(
    properties
      .filter(([name]) => required.includes(name) || depth < 2)
      .map(([name, property]) => [name, exampleValue(property, definitions, name, depth + 1)]),
  );
}
