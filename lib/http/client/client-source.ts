import type { OpenApiDocument } from "../openapi";
import { CLIENT_CORE } from "./client-core";
import { key, typeText } from "./type-text";

type Json = { readonly [key: string]: unknown };

interface Parameter {
  readonly name: string;
  readonly in: "path" | "query";
  readonly required: boolean;
  readonly schema: Json;
  readonly explode?: boolean;
}

interface Media {
  readonly schema?: unknown;
}

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly parameters: readonly Parameter[];
  readonly requestBody?: { readonly content: { readonly [type: string]: Media } };
  readonly responses: {
    readonly [status: string]: { readonly content?: { readonly [type: string]: Media } };
  };
}

const JSON_TYPE = "application/json";

/**
 * A typed client as one TypeScript file without dependencies, made from openapi.json: the types of all schemas, and a
 * class with one method for each operation. For browsers, Node 18 or newer, Deno and Bun.
 */
export function clientSource(document: OpenApiDocument): string {
  const { schemas } = document.components as { readonly schemas: { readonly [name: string]: unknown } };
  const paths = document.paths as { readonly [path: string]: { readonly [method: string]: Operation } };
  const types = Object.entries(schemas).map(([name, schema]) => `export type ${name} = ${typeText(schema)};`);
  const methods = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => methodText(method.toUpperCase(), path, operation)),
  );
  const { version } = document.info as { readonly version: string };
  return [
    `// The typed client of Baton ${version}, made from its openapi.json by \`npm run client\`. Do not edit it: make it anew.`,
    ...types,
    CLIENT_CORE,
    `/** Baton's interface, one method for each operation. Refusals are thrown as BatonProblem. */\nexport class Baton extends BatonRequests {\n${methods.join("\n\n")}\n}`,
    "",
  ].join("\n\n");
}

function methodText(method: string, path: string, operation: Operation): string {
  const { operationId, summary, parameters } = operation;
  const inPath = parameters.filter((parameter) => parameter.in === "path");
  const inQuery = parameters.filter((parameter) => parameter.in === "query");
  const json = operation.requestBody?.content[JSON_TYPE];
  const members = [
    ...(inPath.length > 0 ? [`path: {\n${inPath.map(parameterText).join("\n")}\n}`] : []),
    ...(inQuery.length > 0
      ? [
          `query${inQuery.some(({ required }) => required) ? "" : "?"}: {\n${inQuery.map(parameterText).join("\n")}\n}`,
        ]
      : []),
    ...(operation.requestBody ? [`body: ${json ? typeText(json.schema) : "string"}`] : []),
  ];
  const optional = members.every((member) => member.startsWith("query?"));
  const argument = members.length === 0 ? "" : `input: { ${members.join("; ")} }${optional ? " = {}" : ""}`;
  const answer = operation.responses["200"]?.content?.[JSON_TYPE];
  const lists = inQuery.filter(({ explode }) => explode === false).map(({ name }) => name);
  const target = `"${method}", ${JSON.stringify(path)}, ${members.length === 0 ? "{}" : "input"}, ${JSON.stringify(lists)}`;
  const call = answer ? `return this.json(${target});` : `return this.send(${target});`;
  const result = answer ? typeText(answer.schema) : "Response";
  return `/** ${summary}. */\n${operationId}(${argument}): Promise<${result}> {\n${call}\n}`;
}

/** `attr.NAME` stands for any attribute. */
function parameterText({ name, required, schema }: Parameter): string {
  if (name === "attr.NAME") return `[attribute: \`attr.\${string}\`]: string | undefined;`;
  return `${key(name)}${required ? "" : "?"}: ${typeText(schema)}${required ? "" : " | undefined"};`;
}
