import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import { ERRORS } from "@/lib/domain/app-error";
import { recordInputSchemas } from "@/lib/ingest/schema/records";
import { openApiDocument } from "./openapi";
import { OPERATION_EXAMPLES, RECORD_EXAMPLES } from "./openapi/examples";
import { problemsOf } from "./openapi/problems";
import { ROUTES } from "./routes";

const document = openApiDocument(ROUTES, { version: "1" });

interface Media {
  readonly schema?: unknown;
  readonly example?: unknown;
  readonly examples?: { readonly [name: string]: { readonly value: { readonly code: string } } };
}
interface Operation {
  readonly parameters: readonly { readonly name: string }[];
  readonly requestBody?: { readonly content: { readonly [type: string]: Media } };
  readonly responses: { readonly [status: string]: { readonly content: { readonly [type: string]: Media } } };
}

const operations = ROUTES.map((route) => {
  const paths = document.paths as { [path: string]: { [method: string]: Operation } };
  const operation = paths[route.path]?.[route.method.toLowerCase()];
  if (!operation) throw new Error(`${route.method} ${route.path} is not described.`);
  return { name: `${route.method} ${route.path}`, route, operation };
});

describe("openapi.json of all routes", () => {
  it("is valid OpenAPI 3.1", async () => {
    const result = await new Validator().validate(JSON.parse(JSON.stringify(document)));
    expect(result.errors).toBeUndefined();
    expect(result.valid).toBe(true);
  });

  it("leads nowhere that is not there", () => {
    const text = JSON.stringify(document);
    const { schemas, headers } = document.components as { schemas: object; headers: object };
    const known = [
      ...Object.keys(schemas).map((name) => `#/components/schemas/${name}`),
      ...Object.keys(headers).map((name) => `#/components/headers/${name}`),
    ];
    const used = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1]);
    expect(used.filter((ref) => !known.includes(ref ?? ""))).toEqual([]);
    expect(used.length).toBeGreaterThan(50);
  });

  it.each(operations)("says every answer of $name, and shows each", ({ route, operation }) => {
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["200", "400", "500"]));
    if (route.action !== "public") {
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["401", "403", "429"]));
    }
    if (route.body) expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["413", "415"]));
    for (const [status, codes] of problemsOf(route)) {
      const problem = operation.responses[status]?.content["application/problem+json"];
      expect(Object.values(problem?.examples ?? {}).map(({ value }) => value.code)).toEqual(codes);
      for (const code of codes) expect(ERRORS[code].status).toBe(status);
    }
    for (const [type, media] of Object.entries(operation.requestBody?.content ?? {})) {
      expect(media.example, type).toBeDefined();
    }
    const json = operation.responses[200]?.content["application/json"];
    if (json) expect(route.output.safeParse(json.example).error).toBeUndefined();
  });

  it.each(operations.filter(({ route }) => route.body && route.body !== "stream"))(
    "shows a body that $name takes",
    ({ route, operation }) => {
      const example = operation.requestBody?.content["application/json"]?.example;
      expect(route.body !== "stream" && route.body?.safeParse(example).error).toBeUndefined();
    },
  );

  it("has no example of an operation that is not there", () => {
    const names = operations.map(({ name }) => name);
    expect(Object.keys(OPERATION_EXAMPLES).filter((name) => !names.includes(name))).toEqual([]);
  });
});

describe("the examples of records", () => {
  it.each(Object.entries(recordInputSchemas))("%s is a record", (type, schema) => {
    const example = RECORD_EXAMPLES[type as keyof typeof RECORD_EXAMPLES];
    expect(schema.safeParse(example).error).toBeUndefined();
  });
});
