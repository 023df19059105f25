import { describe, expect, it } from "vitest";
import { z } from "zod";
import { RECORD_TYPES } from "@/lib/domain/record";
import { kindOf } from "./field";
import { KEYS_OF_RECORD, recordInputSchema, recordInputSchemas } from "./records";

describe.each(RECORD_TYPES)("the schema of %s", (type) => {
  const { shape } = recordInputSchemas[type];

  it("says how every key is read, and what it means", () => {
    for (const [key, schema] of Object.entries(shape)) {
      expect(schema.meta()?.description, key).toMatch(/\.$/);
      if (key !== "type") expect(kindOf(schema).kind).toBeTypeOf("string");
    }
  });

  it("has the keys of the record", () => {
    expect(Object.keys(shape)).toEqual(expect.arrayContaining([...KEYS_OF_RECORD[type]]));
  });

  it("becomes JSON Schema", () => {
    const schema = z.toJSONSchema(recordInputSchemas[type], { io: "input" });
    expect(schema.required).toEqual(expect.arrayContaining(["type", "conversationId"]));
    expect(schema.additionalProperties).toEqual({});
  });
});

it("tells records apart by their type", () => {
  const message = { type: "message", conversationId: "c1", sequence: 1, plan: "gold" };
  expect(recordInputSchema.parse(message)).toEqual(message);
  expect(recordInputSchema.safeParse({ ...message, type: "chat" }).success).toBe(false);
});
