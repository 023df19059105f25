import { z } from "zod";
import { PERMISSIONS } from "@/lib/access/permissions";
import { ERRORS } from "@/lib/domain/app-error";
import { recordInputSchemas } from "@/lib/ingest/schema/records";
import { EVENT_TYPES, type EventType, eventSchema, WEBHOOK_EVENTS } from "@/lib/notify/webhook-events";
import { exampleValue } from "./openapi/example-value";
import { OPERATION_EXAMPLES, RECORD_EXAMPLES } from "./openapi/examples";
import { HEADER_COMPONENTS, problemResponses } from "./openapi/problems";
import type { AnswerDescription, Route } from "./route";

type Json = { readonly [key: string]: unknown };

/** An OpenAPI 3.1 document. */
export interface OpenApiDocument extends Json {
  readonly openapi: string;
}

/** Describes declared routes as OpenAPI 3.1: the same schemas that check requests, so the two cannot disagree. */
export function openApiDocument(routes: readonly Route[], info: { version: string }): OpenApiDocument {
  const definitions: { [name: string]: unknown } = { Problem: PROBLEM_SCHEMA, ...recordSchemas() };
  const paths: { [path: string]: { [method: string]: Json } } = {};
  for (const route of routes) {
    const item = paths[route.path] ?? {};
    item[route.method.toLowerCase()] = operation(route, definitions);
    paths[route.path] = item;
  }
  return {
    openapi: "3.1.1",
    jsonSchemaDialect: "https://json-schema.org/draft/2020-12/schema",
    info: {
      title: "Baton",
      version: info.version,
      description: INTRODUCTION,
      license: { name: "Proprietary", identifier: "LicenseRef-Proprietary" },
    },
    servers: [{ url: "/", description: "The Baton that answered this" }],
    tags: [...new Set(routes.map(tagOf))].map((name) => ({ name })),
    paths,
    webhooks: Object.fromEntries(
      EVENT_TYPES.map((type) => [type, { post: webhookOperation(type, definitions) }]),
    ),
    components: {
      schemas: definitions,
      headers: HEADER_COMPONENTS,
      securitySchemes: {
        apiKey: { type: "http", scheme: "bearer", description: "An API key, made on the data page." },
        connectionSecret: {
          type: "apiKey",
          in: "header",
          name: "X-Baton-Secret",
          description: "A connection's own secret; also as Authorization: Bearer … or ?secret=.",
        },
        platformSignature: {
          type: "apiKey",
          in: "header",
          name: "X-Chatwoot-Signature",
          description: "The platform's own signature, in the headers that the platform documents.",
        },
        session: {
          type: "apiKey",
          in: "cookie",
          name: "baton.session",
          description:
            "A signed-in person; state-changing requests must come from Baton's own pages (Origin).",
        },
      },
    },
  };
}

/** What Baton sends to the addresses that an administrator adds: signed, and sent again until it is taken. */
function webhookOperation(type: EventType, definitions: { [name: string]: unknown }): Json {
  const { title, description } = WEBHOOK_EVENTS[type];
  return {
    operationId: operationId("on", type.replace(".", "-")),
    summary: title,
    description: `${description} Signed as Standard Webhooks has it; \`webhook-id\` is the same at every attempt.`,
    security: [],
    parameters: SIGNATURE_HEADERS,
    requestBody: {
      required: true,
      content: { "application/json": { schema: schemaOf(eventSchema(type), "output", definitions) } },
    },
    responses: {
      "2XX": {
        description: "Taken. Within 15 seconds; anything else, redirects too, is tried again for three days.",
      },
    },
  };
}

const SIGNATURE_HEADERS: readonly Json[] = [
  { name: "webhook-id", description: "What a repetition is known by." },
  { name: "webhook-timestamp", description: "Of the attempt, in seconds since 1970." },
  {
    name: "webhook-signature",
    description:
      "`v1,` and the base64 HMAC-SHA256 of `id.timestamp.body` under the key `whsec_…`; two, separated by a space, while a key is being replaced.",
  },
].map((header) => ({ ...header, in: "header", required: true, schema: { type: "string" } }));

function operation(route: Route, definitions: { [name: string]: unknown }): Json {
  const { method, path, summary, description, body } = route;
  return {
    operationId: operationId(method, path),
    tags: [tagOf(route)],
    summary,
    ...(description === undefined ? {} : { description }),
    security: security(route),
    parameters: [...pathParameters(route, definitions), ...queryParameters(route)],
    ...(body === undefined ? {} : { requestBody: requestBody(route, body, definitions) }),
    responses: responses(route, definitions),
  };
}

/** `GET /api/v1/imports/{id}/rejections` → `getImportsByIdRejections`. */
function operationId(method: string, path: string): string {
  const words = path
    .replace(/^\/api\/v1\//, "")
    .split("/")
    .map((step) => step.replace(/^\{(.+)\}$/, "by-$1"))
    .join("-")
    .split(/[^A-Za-z0-9]+/);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
}

function security({ action, security: own }: Route): readonly Json[] {
  if (own === "connection") return [{ connectionSecret: [] }, { platformSignature: [] }];
  if (action === "public") return [];
  const { roles, scopes } = PERMISSIONS[action];
  return [
    ...(scopes.length > 0 ? [{ apiKey: [...scopes] }] : []),
    ...(roles.length > 0 ? [{ session: [...roles] }] : []),
  ];
}

function pathParameters(route: Route, definitions: { [name: string]: unknown }): Json[] {
  const names = [...route.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
  const properties = route.params ? schemaOf(route.params, "input", definitions).properties : {};
  return names.map((name) => ({
    name,
    in: "path",
    required: true,
    schema: (properties as { [name: string]: unknown } | undefined)?.[name] ?? { type: "string" },
  }));
}

function queryParameters({ query }: Route): Json[] {
  return (query?.parameters ?? []).map(({ name, description, required, schema, explode }) => ({
    name,
    in: "query",
    required,
    ...(description === undefined ? {} : { description }),
    schema,
    ...(explode === undefined ? {} : { style: "form", explode }),
  }));
}

function requestBody(
  route: Route,
  body: z.ZodType | "stream",
  definitions: { [name: string]: unknown },
): Json {
  const given = OPERATION_EXAMPLES[`${route.method} ${route.path}`]?.body ?? {};
  const media = (type: string): Json => {
    const schema = body === "stream" ? streamSchema(route.path, type) : schemaOf(body, "input", definitions);
    return { schema, example: given[type] ?? exampleValue(schema, definitions) };
  };
  return { required: true, content: Object.fromEntries(route.takes.map((type) => [type, media(type)])) };
}

/** What a body that is read as it comes may be. */
function streamSchema(path: string, mediaType: string): Json {
  if (path !== "/api/v1/records") return { description: "As the platform sends it." };
  const record = { $ref: "#/components/schemas/AnyRecord" };
  if (mediaType === "application/json") return { oneOf: [record, { type: "array", items: record }] };
  return {
    type: "string",
    description:
      mediaType === "text/csv"
        ? "Columns named as the keys of the record, `context.fields` as JSON; the type stands in ?type= or in a column."
        : "One record a line.",
  };
}

function responses(route: Route, definitions: { [name: string]: unknown }): Json {
  const described = Object.entries(route.answers)
    .filter(([status]) => Number(status) < 400)
    .map(([status, answer]) => [
      status,
      { description: answer.description, headers: rateHeaders(route), content: content(answer, definitions) },
    ]);
  const schema = schemaOf(route.output, "output", definitions);
  const own = route.answers[200]?.content ?? {};
  const given = OPERATION_EXAMPLES[`${route.method} ${route.path}`]?.answer ?? {};
  // A route without a schema for its JSON answers with other media types only.
  const isJson = Object.keys(schema).length > 0;
  const ok: Json = isJson
    ? {
        "application/json": {
          schema,
          example: given["application/json"] ?? exampleValue(schema, definitions),
        },
      }
    : {};
  const others = Object.fromEntries(
    Object.keys(own).map((type) => [
      type,
      { schema: { type: "string" }, ...(given[type] === undefined ? {} : { example: given[type] }) },
    ]),
  );
  return {
    ...Object.fromEntries(described),
    200: {
      description: route.answers[200]?.description ?? "Done.",
      headers: rateHeaders(route),
      content: { ...ok, ...others },
    },
    ...problemResponses(route),
  };
}

/** Only keys have limits, so only what keys may ask is answered with them. */
function rateHeaders({ action }: Route): Json {
  if (action === "public" || PERMISSIONS[action].scopes.length === 0) return {};
  return {
    RateLimit: { $ref: "#/components/headers/RateLimit" },
    "RateLimit-Policy": { $ref: "#/components/headers/RateLimit-Policy" },
  };
}

function content(answer: AnswerDescription, definitions: { [name: string]: unknown }): Json {
  return Object.fromEntries(
    Object.entries(answer.content ?? {}).map(([type, described]) => {
      if (described === null) return [type, {}];
      const schema = schemaOf(described, "output", definitions);
      return [type, { schema, example: exampleValue(schema, definitions) }];
    }),
  );
}

/** What the routes are about, by the first step of their path. */
function tagOf({ path }: Route): string {
  return TAGS[path.split("/")[3] ?? ""] ?? "Other";
}

const TAGS: { readonly [step: string]: string } = {
  records: "Records in",
  imports: "Records in",
  connectors: "Records in",
  reports: "Numbers out",
  metrics: "Numbers out",
  conversations: "Numbers out",
  tables: "Numbers out",
  export: "Export and erasure",
  erasures: "Export and erasure",
  "embed-links": "Panel for the desktop",
};

const INTRODUCTION = `Records in, numbers out.

Programs send an API key as \`Authorization: Bearer …\`. Errors are problem details (RFC 9457) with a stable \`code\`. Lists answer \`rows\` and \`next\`: send \`next\` as \`cursor\` until it is null. Answers to a key carry \`RateLimit\` and \`RateLimit-Policy\`; a refusal with 429 says in \`Retry-After\` how many seconds to wait. Sending records twice changes nothing, so every request may be tried again.`;

/** The records of the contract, and any of them. */
function recordSchemas(): { [name: string]: unknown } {
  const named = Object.entries(recordInputSchemas).map(([type, schema]) => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
    const name = `${pascal(type)}Record`;
    return [name, { ...rest, examples: [RECORD_EXAMPLES[type as keyof typeof RECORD_EXAMPLES]] }] as const;
  });
  const mapping = Object.keys(recordInputSchemas).map((type) => [
    type,
    `#/components/schemas/${pascal(type)}Record`,
  ]);
  return {
    ...Object.fromEntries(named),
    AnyRecord: {
      description: "A record as it is sent. Unknown keys with plain values become attributes.",
      oneOf: named.map(([name]) => ({ $ref: `#/components/schemas/${name}` })),
      discriminator: { propertyName: "type", mapping: Object.fromEntries(mapping) },
    },
  };
}

function pascal(text: string): string {
  return text
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join("");
}

/** A schema as JSON Schema; what it defines by name moves to the components of the document. */
function schemaOf(
  schema: z.ZodType,
  io: "input" | "output",
  definitions: { [name: string]: unknown },
): { [key: string]: unknown } {
  const { $schema, $defs, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  for (const [name, definition] of Object.entries($defs ?? {})) definitions[name] = relocated(definition);
  return relocated(rest) as { [key: string]: unknown };
}

function relocated(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocated);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) =>
      key === "$ref" && typeof inner === "string"
        ? [key, inner.replace(/^#\/\$defs\//, "#/components/schemas/")]
        : [key, relocated(inner)],
    ),
  );
}

const PROBLEM_SCHEMA: Json = {
  type: "object",
  description: "Problem details (RFC 9457). Further members depend on the code, such as `allowed`.",
  required: ["type", "title", "status", "detail", "code"],
  properties: {
    type: { type: "string" },
    title: { type: "string" },
    status: { type: "integer" },
    detail: { type: "string", description: "What is wrong and what to do, in plain English." },
    code: { type: "string", enum: Object.keys(ERRORS), description: "Stable: programs may rely on it." },
    allowed: { type: "array", items: {}, description: "The allowed values, where they form a closed set." },
    parameter: { type: "string" },
    pointer: { type: "string", description: "JSON Pointer into the body." },
    errors: {
      type: "array",
      items: {
        type: "object",
        required: ["message"],
        properties: {
          parameter: { type: "string" },
          pointer: { type: "string" },
          message: { type: "string" },
          allowed: { type: "array", items: {} },
        },
      },
    },
  },
};
