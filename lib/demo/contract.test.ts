import { expect, it } from "vitest";
import { redact } from "@/lib/ingest/redact/redact";
import { normaliseRecord } from "@/lib/ingest/validate/normalise";
import { createKeyring } from "@/lib/secrets/keyring";
import { generateDemo } from "./generator";

const context = { defaultSource: "default", keyring: createKeyring(Buffer.alloc(32, 7)), redact };

it("sends only records that the ingest takes, whole, and leaves no personal detail in what is kept", () => {
  const refused: unknown[] = [];
  const leftOut = new Set<string>();
  const attributes = new Set<string>();
  for (const record of generateDemo({ conversations: 4000 })) {
    const normalised = normaliseRecord(record, context);
    if (!normalised.ok) {
      refused.push({ record, rejection: normalised.rejection });
      continue;
    }
    for (const key of normalised.ignoredKeys) leftOut.add(key);
    const { body } = normalised.record;
    for (const name of Object.keys(body.attributes ?? {})) attributes.add(name);
    expect(JSON.stringify(body)).not.toMatch(
      /@example\.|07700 900|4111 1111|DE89 3704|GB82 WEST|030 23125|06 39 98/,
    );
  }
  expect(refused).toEqual([]);
  expect([...leftOut]).toEqual([]);
  expect([...attributes].sort()).toEqual(["channelRaw", "plan", "region"]);
});
