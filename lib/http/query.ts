import { z } from "zod";
import { AppError } from "@/lib/domain/app-error";
import { invalidInput, plainMessage } from "./invalid-input";

/** A parameter as OpenAPI describes it. */
export interface QueryParameter {
  readonly name: string;
  readonly description?: string;
  readonly required: boolean;
  readonly schema: { readonly [key: string]: unknown };
  /** For lists: true = given repeatedly (`a=1&a=2`), false = separated by commas (`a=1,2`). */
  readonly explode?: boolean;
}

/** Reads the query of an address. A route with parameters that no fixed schema covers brings its own. */
export interface QueryReader<Query> {
  /** What may be given, for openapi.json and for the list of allowed names in an error. */
  readonly parameters: readonly QueryParameter[];
  /** Throws AppError (400) on anything unknown or malformed. */
  read(search: URLSearchParams): Query;
}

/** A list in one parameter, separated by commas: `metrics=hand_off_rate,conversations`. */
export function commaList<Item extends z.ZodType>(item: Item): z.ZodArray<Item> {
  return z.array(item).meta({ commas: true });
}

/**
 * A reader made from an object schema. A property that is a list takes the parameter repeatedly, or separated by
 * commas when it was made by {@link commaList}; every other property takes it once, as text (`z.coerce.number()`
 * and the like turn it into what it means). Unknown names are refused with the allowed ones.
 */
export function queryOf<Schema extends z.ZodObject>(schema: Schema): QueryReader<z.output<Schema>> {
  const described = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  const required = new Set(described.required ?? []);
  const parameters = Object.entries(described.properties ?? {}).map(([name, property]) =>
    parameterOf(name, typeof property === "object" ? { ...property } : {}, required.has(name)),
  );
  const byName = new Map(parameters.map((parameter) => [parameter.name, parameter]));

  return {
    parameters,
    read(search) {
      const input: { [name: string]: string | string[] } = {};
      for (const name of new Set(search.keys())) {
        const parameter = byName.get(name);
        if (!parameter) throw unknownParameter(name, [...byName.keys()]);
        const values = search.getAll(name);
        input[name] = parameter.explode === undefined ? onlyValue(name, values) : listOf(parameter, values);
      }
      const result = schema.safeParse(input, { error: plainMessage });
      if (!result.success) throw invalidInput("query", result.error.issues);
      return result.data;
    },
  };
}

/** The error (400) for a parameter that a route does not know. */
export function unknownParameter(name: string, allowed: readonly string[]): AppError {
  const known = allowed.length === 0 ? "This address takes none." : `Known are ${allowed.join(", ")}.`;
  return new AppError("unknown_parameter", `There is no parameter ${name}. ${known}`, {
    parameter: name,
    allowed,
  });
}

function parameterOf(name: string, property: { [key: string]: unknown }, required: boolean): QueryParameter {
  const { description, commas, ...schema } = property;
  return {
    name,
    required,
    schema,
    ...(typeof description === "string" ? { description } : {}),
    ...(schema.type === "array" ? { explode: commas !== true } : {}),
  };
}

function onlyValue(name: string, values: readonly string[]): string {
  const [first = "", ...others] = values;
  if (others.length > 0) {
    throw new AppError("repeated_parameter", `${name} is given ${values.length} times; give it once.`, {
      parameter: name,
    });
  }
  return first;
}

function listOf(parameter: QueryParameter, values: readonly string[]): string[] {
  if (parameter.explode) return [...values];
  return values.flatMap((value) => value.split(",")).filter((value) => value !== "");
}
