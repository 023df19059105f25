import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Baton, BatonProblem } from "@/e2e/baton-client";
import { currentClient } from "./current-client";
import { typeText } from "./type-text";

describe("the typed client", () => {
  it("is the one of the routes as they are (else: npm run client)", () => {
    expect(readFileSync("e2e/baton-client.ts", "utf8")).toBe(currentClient());
  });

  it("puts parameters where they belong, and throws refusals", async () => {
    const asked: { url: string; init: RequestInit | undefined }[] = [];
    const answers = [
      Response.json({ code: "too_many_requests" }, { status: 429, headers: { "Retry-After": "0" } }),
      Response.json({ rows: [] }),
      Response.json({ code: "not_found", detail: "There is none.", status: 404 }, { status: 404 }),
    ];
    const baton = new Baton({
      url: "https://baton.example",
      key: "k",
      fetch: async (url, init) => {
        asked.push({ url: String(url), init });
        return answers.shift() ?? Response.error();
      },
    });
    await baton.getReports({
      query: { metrics: "hand_off_rate", channel: ["sms", "web_chat"], "attr.plan": "a&b" },
    });
    expect(asked).toHaveLength(2);
    expect(asked[1]?.url).toBe(
      "https://baton.example/api/v1/reports?metrics=hand_off_rate&channel=sms&channel=web_chat&attr.plan=a%26b",
    );
    expect(asked[1]?.init?.headers).toEqual({ Authorization: "Bearer k" });
    const refused = baton.getConversationsBySourceById({ path: { source: "a/b", id: "c 1" } });
    await expect(refused).rejects.toBeInstanceOf(BatonProblem);
    await expect(refused).rejects.toMatchObject({ code: "not_found", status: 404 });
    expect(asked[2]?.url).toBe("https://baton.example/api/v1/conversations/a%2Fb/c%201");
  });
});

describe("types of schemas", () => {
  it.each([
    [{ type: ["string", "null"] }, "string | null"],
    [{ anyOf: [{ $ref: "#/components/schemas/A" }, { type: "null" }] }, "A | null"],
    [{ enum: ["a", 1] }, '"a" | 1'],
    [{ type: "array", items: { type: "integer" } }, "ReadonlyArray<number>"],
    [{ type: "object", additionalProperties: { type: "boolean" } }, "Record<string, boolean>"],
    [
      { type: "object", properties: { "a-b": { type: "string" } }, required: ["a-b"] },
      '{\n"a-b": string;\n}',
    ],
    [{}, "unknown"],
  ])("%j is %s", (schema, text) => expect(typeText(schema)).toBe(text));
});
