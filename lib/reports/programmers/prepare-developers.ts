type Json = { readonly [key: string]: unknown };

/** A key of an object, or a parameter, in words. */
export interface DescribedKey {
  readonly name: string;
  /** Where a parameter stands: path or query. */
  readonly place: string | null;
  readonly type: string;
  readonly required: boolean;
  readonly description: string | null;
}

/** A body that is sent or answered. */
export interface DescribedBody {
  readonly mediaType: string;
  readonly keys: readonly DescribedKey[];
  readonly example: string | null;
}

export interface DescribedAnswer {
  readonly status: string;
  readonly description: string;
  readonly bodies: readonly DescribedBody[];
  /** Codes of refusals. */
  readonly codes: readonly string[];
}

export interface DescribedOperation {
  readonly anchor: string;
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly description: string | null;
  /** Who may ask, in words. */
  readonly who: string;
  readonly parameters: readonly DescribedKey[];
  readonly bodies: readonly DescribedBody[];
  readonly answers: readonly DescribedAnswer[];
}

export interface DescribedSchema {
  readonly anchor: string;
  readonly name: string;
  readonly description: string | null;
  readonly keys: readonly DescribedKey[];
  readonly example: string | null;
}

/** The interface as the page for programmers shows it. */
export interface DevelopersView {
  readonly groups: readonly {
    readonly anchor: string;
    readonly title: string;
    readonly operations: readonly DescribedOperation[];
  }[];
  readonly records: readonly DescribedSchema[];
  readonly events: readonly DescribedOperation[];
  readonly codes: readonly { readonly code: string; readonly status: number; readonly title: string }[];
}

/**
 * Turns an OpenAPI document into what the page shows; it knows nothing but the document.
 *
 * @param errors the stable codes, with status and title
 */
export function prepareDevelopers(
  document: Json,
  errors: { readonly [code: string]: { readonly status: number; readonly title: string } },
): DevelopersView {
  const schemas = object(object(document.components).schemas);
  const operations = Object.entries(object(document.paths)).flatMap(([path, item]) =>
    Object.entries(object(item)).map(([method, operation]) => ({
      tag: String(list(object(operation).tags)[0] ?? "Other"),
      operation: describeOperation(method.toUpperCase(), path, object(operation), schemas),
    })),
  );
  const tags = [...new Set(operations.map(({ tag }) => tag))];
  return {
    groups: tags.map((title) => ({
      anchor: anchorOf(title),
      title,
      operations: operations.filter(({ tag }) => tag === title).map(({ operation }) => operation),
    })),
    records: Object.entries(schemas)
      .filter(([name]) => name.endsWith("Record") && name !== "AnyRecord")
      .map(([name, schema]) => describeSchema(name, object(schema), schemas)),
    events: Object.entries(object(document.webhooks)).map(([name, item]) =>
      describeOperation("POST", name, object(object(item).post), schemas),
    ),
    codes: Object.entries(errors)
      .map(([code, { status, title }]) => ({ code, status, title }))
      .sort((a, b) => a.status - b.status || (a.code < b.code ? -1 : 1)),
  };
}

function describeOperation(method: string, path: string, operation: Json, schemas: Json): DescribedOperation {
  const text = (value: unknown) => (typeof value === "string" ? value : null);
  return {
    anchor: anchorOf(`${method} ${path}`),
    method,
    path,
    summary: text(operation.summary) ?? "",
    description: text(operation.description),
    who: whoMay(list(operation.security)),
    parameters: list(operation.parameters).map((one) => {
      const parameter = object(one);
      return {
        name: String(parameter.name),
        place: String(parameter.in),
        type: typeWords(parameter.schema),
        required: parameter.required === true,
        description: text(parameter.description),
      };
    }),
    bodies: describeBodies(object(operation.requestBody).content, schemas),
    answers: Object.entries(object(operation.responses)).map(([status, answer]) =>
      describeAnswer(status, object(answer), schemas),
    ),
  };
}

function describeAnswer(status: string, answer: Json, schemas: Json): DescribedAnswer {
  const content = object(answer.content);
  const problem = object(content["application/problem+json"]);
  const { "application/problem+json": _, ...others } = content;
  return {
    status,
    description: String(answer.description ?? ""),
    bodies: describeBodies(others, schemas),
    codes: Object.keys(object(problem.examples)),
  };
}

function describeBodies(content: unknown, schemas: Json): DescribedBody[] {
  return Object.entries(object(content)).map(([mediaType, one]) => {
    const media = object(one);
    return {
      mediaType,
      keys: describeKeys(resolved(media.schema, schemas)),
      example: exampleText(media.example),
    };
  });
}

function describeSchema(name: string, schema: Json, schemas: Json): DescribedSchema {
  return {
    anchor: anchorOf(name),
    name: name
      .replace(/Record$/, "")
      .replace(/(?<=[a-z])([A-Z])/g, (_, letter: string) => `_${letter}`)
      .toLowerCase(),
    description: typeof schema.description === "string" ? schema.description : null,
    keys: describeKeys(resolved(schema, schemas)),
    example: exampleText(list(schema.examples)[0]),
  };
}

/** The keys of an object, or of the objects of a list. */
function describeKeys(schema: Json): DescribedKey[] {
  const required = list(schema.required);
  return Object.entries(object(schema.properties)).map(([name, property]) => {
    const { description } = object(property);
    return {
      name,
      place: null,
      type: typeWords(property),
      required: required.includes(name),
      description: typeof description === "string" ? description : null,
    };
  });
}

function resolved(schema: unknown, schemas: Json): Json {
  const said = object(schema);
  if (typeof said.$ref === "string") return object(schemas[refName(said.$ref)]);
  if (said.type === "array") return resolved(said.items, schemas);
  return said;
}

/** A type in words: `text`, `whole number or null`, `list of Import`. */
function typeWords(schema: unknown): string {
  const said = object(schema);
  if (typeof said.$ref === "string") return refName(said.$ref);
  if ("const" in said) return String(said.const);
  if (Array.isArray(said.enum)) return said.enum.map(String).join(", ");
  const choices = said.oneOf ?? said.anyOf;
  if (Array.isArray(choices)) return [...new Set(choices.map(typeWords))].join(" or ");
  if (Array.isArray(said.type)) return said.type.map((type) => typeWords({ ...said, type })).join(" or ");
  if (said.type === "array") return `list of ${typeWords(said.items)}`;
  if (said.type === "string" && said.format === "date") return "day";
  if (said.type === "string" && said.format === "date-time") return "time";
  return WORDS[String(said.type)] ?? "any";
}

const WORDS: { readonly [type: string]: string } = {
  string: "text",
  integer: "whole number",
  number: "number",
  boolean: "true or false",
  object: "object",
  null: "null",
};

function whoMay(security: readonly unknown[]): string {
  const ways = security.flatMap((way) =>
    Object.entries(object(way)).map(([name, scopes]) => {
      const named = list(scopes).map(String).join(" or ");
      if (name === "apiKey") return `an API key with the scope ${named}`;
      return name === "session" ? `a signed-in ${named}` : (WAYS[name] ?? name);
    }),
  );
  return ways.length === 0 ? "anybody" : ways.join("; ");
}

const WAYS: { readonly [scheme: string]: string } = {
  connectionSecret: "a connection’s secret",
  platformSignature: "the platform’s signature",
};

function exampleText(value: unknown): string | null {
  if (value === undefined) return null;
  return typeof value === "string" ? value.trimEnd() : JSON.stringify(value, null, 2);
}

function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replace("/api/v1", "")
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function refName(ref: string): string {
  return ref.replace("#/components/schemas/", "");
}

function object(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
